import { RemovalPolicy } from 'aws-cdk-lib';
import { ObjectLockMode } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { hasSecondKey, LOCK_DATA_CONTEXT } from '../../../core/private/resources/second-key';
import type { FileStoreProps } from '../../file-store';

/** A lock that a deletion of the stack would run into, or that takes a second key. The CDK checks its days. */
export function writeOnceProblems(store: IConstruct, props: FileStoreProps): Array<Problem | undefined> {
  const { writeOnce, removalPolicy } = props;
  if (writeOnce === undefined) {
    return [];
  }
  return [
    problemIf(writeOnce.mode === ObjectLockMode.COMPLIANCE && !hasSecondKey(store, LOCK_DATA_CONTEXT), {
      code: 'file-store/second-key-missing',
      prop: 'writeOnce',
      value: ObjectLockMode.COMPLIANCE,
      allowed: `must be governance while the context "${LOCK_DATA_CONTEXT}" of the app is not true: neither the root user nor AWS can delete a file in compliance mode before its time, and each is paid for until then`,
      fix: `set it by \`-c ${LOCK_DATA_CONTEXT}=true\`, or use \`ObjectLockRetention.governance(…)\``,
    }),
    problemIf(removalPolicy === RemovalPolicy.DESTROY, {
      code: 'file-store/write-once-destroyed',
      prop: 'removalPolicy',
      value: removalPolicy,
      allowed: "cannot be DESTROY with 'writeOnce': S3 deletes no bucket with files in it, and these are locked",
      fix: 'leave one of the two out',
    }),
  ];
}
