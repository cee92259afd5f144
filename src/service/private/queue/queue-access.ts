import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { grantTo } from '../../../core/private/resources/grant';
import { throughService } from '../../../core/private/resources/through-service';

/** Lambda reads and deletes for a function; what fails is left to the visibility timeout. */
export const READ = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** A task also lengthens the time of a job, or puts it back. */
export const CONSUME = [...READ, 'sqs:ChangeMessageVisibility'];

/** A permission on the key of a queue, used through SQS alone. */
export function throughSqs(scope: Construct, key: IKey, actions: string[]): PolicyStatement {
  return throughService(scope, { service: 'sqs', keyName: 'QueueKey', key }, actions);
}

/** Grants sending messages to a queue, encrypted with its key. */
export function grantSendTo(scope: Construct, queueArn: string, key: IKey | undefined, grantee: IGrantable): Grant {
  const grant = grantTo(scope, grantee, ['sqs:SendMessage'], [queueArn]);
  if (key) {
    grantee.grantPrincipal.addToPrincipalPolicy(throughSqs(scope, key, ['kms:Decrypt', 'kms:GenerateDataKey']));
  }
  return grant;
}

/** An id as a part of a variable: `AuditLog` and `audit-log` are `AUDIT_LOG`. */
export function variablePart(id: string): string {
  return id
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
}
