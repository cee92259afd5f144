import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../core';

/** SQS queue with what works on its messages. */
export interface IQueueWorker extends IConstruct {
  /** ARN of the queue, for any stack: no CloudFormation export blocks replacing the queue. */
  readonly queueArn: string;

  /** URL of the queue, for any stack. */
  readonly queueUrl: string;

  /** ARN of the dead-letter queue, for any stack. */
  readonly deadLetterQueueArn: string;

  /** Whether the queues are FIFO queues. */
  readonly isFifo: boolean;

  /**
   * Grants sending messages to the queue.
   * @param grantee role of the account of the queue, in any stack
   */
  grantSend(grantee: IGrantable): Grant;

  /**
   * Lets a service of AWS, such as `sns.amazonaws.com`, send to the queue and to its dead-letter queue for one resource.
   * @param serviceName name of the service principal
   * @param sourceArn ARN of the resource that sends, such as a topic or a rule
   */
  allowService(serviceName: string, sourceArn: string): void;

  /** What a service or a function has in its `uses` to send messages: the URL of the queue, and the permission. */
  forSender(): IServiceBinding;
}

/** Attributes of a queue worker that another app has created, in the account and region of the stack. */
export interface QueueWorkerAttributes {
  /** Name of the queue. That of a FIFO queue ends in `.fifo`. */
  readonly queueName: string;

  /** Name of its dead-letter queue. */
  readonly deadLetterQueueName: string;

  /**
   * Customer managed KMS key of the queues.
   * @default - encryption with keys of SQS
   */
  readonly encryptionKey?: IKey;
}
