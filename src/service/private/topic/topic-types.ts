import { Construct } from 'constructs';
import { KEY } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireStruct, typeProblems } from '../../../core/private/checks/types';
import type { EventTopicProps } from '../../event-topic';

/** Throws if the props are no object, or one of them is of another type. */
export function checkTopicProps(scope: Construct, props: EventTopicProps): void {
  requireStruct(scope, 'props', props);
  throwOnProblems(scope, ...typeProblems(props, { encryptionKey: KEY }));
}
