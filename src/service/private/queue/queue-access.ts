import { Stack } from 'aws-cdk-lib';
import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { IServiceBinding, PendingInput, ServiceSecret } from '../../../core';
import { CONNECTABLE, GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { grantTo } from '../../../core/private/resources/grant';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';

/** Lambda reads and deletes for a function; what fails is left to the visibility timeout. */
export const READ = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** A task also lengthens the time of a job, or puts it back. */
export const CONSUME = [...READ, 'sqs:ChangeMessageVisibility'];

/** A permission on the key of a queue, used through SQS alone. */
export function throughSqs(scope: Construct, key: IKey, actions: string[]): PolicyStatement {
  return throughService(scope, 'sqs', key, actions);
}

/** A permission on a key, used through one service of AWS alone. */
export function throughService(scope: Construct, service: string, key: IKey, actions: string[]): PolicyStatement {
  const { region, urlSuffix } = Stack.of(scope);
  const conditions = { StringEquals: { 'kms:ViaService': `${service}.${region}.${urlSuffix}` } };
  return new PolicyStatement({
    actions,
    resources: [crossStackValue(key, { name: 'QueueKey', value: key.keyArn })],
    conditions,
  });
}

/** Grants sending messages to a queue, encrypted with its key. */
export function grantSendTo(scope: Construct, queueArn: string, key: IKey | undefined, grantee: IGrantable): Grant {
  const grant = grantTo(scope, grantee, ['sqs:SendMessage'], [queueArn]);
  if (key) {
    grantee.grantPrincipal.addToPrincipalPolicy(throughSqs(scope, key, ['kms:Decrypt', 'kms:GenerateDataKey']));
  }
  return grant;
}

/** What a service has of a queue: a variable with its URL, and a permission. */
export class QueueBinding implements IServiceBinding {
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly secrets: Record<string, ServiceSecret> = {};
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';

  constructor(
    /** How messages name it, which is no construct. */
    public readonly owner: string,
    public readonly variables: Record<string, string>,
    private readonly grant: (grantee: IGrantable) => Grant,
  ) {}

  /** Opens nothing: SQS and SNS have no security group. */
  public allowAccessFrom(client: IConnectable): void {
    requireArgument(this.owner, 'client', client, CONNECTABLE);
  }

  public grantUse(grantee: IGrantable): Grant {
    requireArgument(this.owner, 'grantee', grantee, GRANTABLE);
    return this.grant(grantee);
  }
}

/** An id as a part of a variable: `AuditLog` and `audit-log` are `AUDIT_LOG`. */
export function variablePart(id: string): string {
  return id
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
}
