import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allowEvents, logGroupArnOf } from './event-log';

/** Retention and key of a log group. */
export interface NamedLogOptions {
  readonly logRetention?: Duration;
  readonly logEncryptionKey?: IKey;
}

/** Creates a log group of the given name. */
export function namedLogGroup(
  scope: Construct,
  id: string,
  logGroupName: string,
  options: NamedLogOptions,
  removalPolicy: RemovalPolicy,
): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName,
    encryptionKey: keyFor(Stack.of(scope), logGroupName, options.logEncryptionKey),
    retention: options.logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
    removalPolicy,
  });
}

/**
 * Creates a log group that EventBridge writes to. Its name is fixed: retained, it would be in the way of the construct that is
 * created again.
 */
export function eventLogGroup(
  scope: Construct,
  id: string,
  logGroupName: string,
  options: NamedLogOptions = {},
): LogGroup {
  const log = namedLogGroup(scope, id, logGroupName, options, RemovalPolicy.DESTROY);
  allowEvents(log, logGroupName);
  return log;
}

/** The key, which CloudWatch Logs may use for the log group; the policy of an imported key is its owner's. */
function keyFor(stack: Stack, logGroupName: string, key: IKey | undefined): IKey | undefined {
  key?.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArnOf(stack, logGroupName) } },
    }),
  );
  return key;
}
