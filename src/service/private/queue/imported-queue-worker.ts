import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { grantSendTo, variablePart } from './queue-access';
import { queueArnOf } from './queues';
import { IServiceBinding } from '../../../core';
import { VariablesBinding } from '../../../core/private/bindings/variables-binding';
import { attributeNameProblems } from '../../../core/private/checks/attributes';
import { KEY } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { requireTypes, TEXT } from '../../../core/private/checks/types';
import type { IQueueWorker, QueueWorkerAttributes } from '../../i-queue-worker';

/** Queue worker of another app. */
export class ImportedQueueWorker extends Construct implements IQueueWorker {
  public readonly queueArn: string;
  public readonly queueUrl: string;
  public readonly deadLetterQueueArn: string;
  public readonly isFifo: boolean;
  private readonly encryptionKey?: IKey;

  constructor(scope: Construct, id: string, attrs: QueueWorkerAttributes) {
    super(scope, id);
    requireProps(this, attrs, { queueName: true, deadLetterQueueName: true });
    const types = { queueName: TEXT, deadLetterQueueName: TEXT, encryptionKey: KEY };
    requireTypes<QueueWorkerAttributes>(this, attrs, types);
    const { queueName, deadLetterQueueName } = attrs;
    const names = { queueName, deadLetterQueueName };
    throwOnProblems(this, ...attributeNameProblems('queue-worker/not-a-resource-name', names));
    const { region, urlSuffix, account } = Stack.of(this);
    this.queueArn = queueArnOf(this, queueName);
    this.queueUrl = `https://sqs.${region}.${urlSuffix}/${account}/${queueName}`;
    this.deadLetterQueueArn = queueArnOf(this, deadLetterQueueName);
    this.isFifo = queueName.endsWith('.fifo');
    this.encryptionKey = attrs.encryptionKey;
  }

  public grantSend(grantee: IGrantable): Grant {
    return grantSendTo(this, this.queueArn, this.encryptionKey, grantee);
  }

  public allowService(serviceName: string): void {
    throwOnProblems(this, {
      code: 'queue-worker/of-another-app',
      prop: 'worker',
      value: serviceName,
      allowed: 'must be a worker of this app: the policy of a queue is a resource of the app that owns the queue',
      fix: 'subscribe the worker in the app that defines it',
    });
  }

  public forSender(): IServiceBinding {
    const variables = { [`${variablePart(this.node.id)}_QUEUE_URL`]: this.queueUrl };
    return new VariablesBinding(this.node.path, variables, (grantee) => this.grantSend(grantee));
  }
}
