import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';
import type { ApiTaskOptions } from '../../api-task-options';

type Options = Pick<ApiTaskOptions, 'logGroup' | 'logRetention' | 'logEncryptionKey' | 'removalPolicy'>;

/** Creates the log group of the tasks under the name of the service, or takes the given one. */
export function logGroupFor(scope: Construct, serviceName: string, options: Options): ILogGroup {
  if (options.logGroup) {
    return options.logGroup;
  }
  const logGroupName = nameOf(serviceName);
  return new LogGroup(scope, 'Logs', {
    logGroupName,
    encryptionKey: keyFor(scope, logGroupName, options.logEncryptionKey),
    retention: options.logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
    removalPolicy: removalPolicyOf(scope, options.removalPolicy),
  });
}

/** The key, which CloudWatch Logs may use for the log group; the policy of an imported key is its owner's. */
export function keyFor(scope: Construct, logGroupName: string, key: IKey | undefined): IKey | undefined {
  const { region } = Stack.of(scope);
  const arn = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: logGroupName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  key?.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn } },
    }),
  );
  return key;
}

/** Name of the log group for any stack: alarms and dashboards name it, and must not block its replacement. */
export function crossStackLogGroupName(serviceName: string, given?: ILogGroup): string {
  const value = given?.logGroupName ?? nameOf(serviceName);
  if (!given || !Token.isUnresolved(value)) {
    return value;
  }
  const resource = given.node.defaultChild as CfnLogGroup | undefined;
  const identity = () => [value, resource?.logGroupName];
  return weakReference({ producer: topLevelStack(given), name: 'LogGroupName', value, identity });
}

function nameOf(serviceName: string): string {
  return `/ecs/${serviceName}`;
}
