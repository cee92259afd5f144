import { EventPattern } from 'aws-cdk-lib/aws-events';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { TEXT, typeProblems } from '../../../core/private/checks/types';
import { objectCreatedPattern } from '../../../core/private/resources/object-created';
import type { IFileStore } from '../../i-file-store';

/** Events of S3 about new files of a store that sends them. */
export function fileCreatedPattern(store: IFileStore, keyPrefix: string | undefined, areSent: boolean): EventPattern {
  throwOnProblems(store, notSentProblem(areSent), ...typeProblems({ keyPrefix }, { keyPrefix: TEXT }));
  return objectCreatedPattern(store.bucketName, keyPrefix);
}

/** A rule without events would wait for ever, and nothing would say so. */
function notSentProblem(areSent: boolean): Problem | undefined {
  return problemIf(!areSent, {
    code: 'file-store/no-events',
    prop: 'eventBridgeEnabled',
    value: false,
    allowed: 'must be true, or S3 sends no events to EventBridge and a rule never matches',
    fix: "set 'eventBridgeEnabled'",
  });
}
