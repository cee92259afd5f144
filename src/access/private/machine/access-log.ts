import { Lazy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import type { MachineApiProps } from '../../machine-api';

type Options = Pick<MachineApiProps, 'logRetention' | 'logEncryptionKey' | 'removalPolicy'>;

/** Creates the log group of the access log. */
export function accessLogOf(scope: Construct, { logRetention, logEncryptionKey, removalPolicy }: Options): LogGroup {
  const logs = new LogGroup(scope, 'AccessLog', {
    encryptionKey: logEncryptionKey,
    retention: logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
    removalPolicy: removalPolicyOf(scope, removalPolicy),
  });
  allowLogs(scope, logEncryptionKey);
  return logs;
}

/** Lets CloudWatch Logs use the key for log groups of this account; the policy of an imported key is its owner's. */
function allowLogs(scope: Construct, key: IKey | undefined): void {
  const { account, partition, region } = Stack.of(scope);
  const arn = Lazy.string({ produce: () => `arn:${partition}:logs:${region}:${account}:log-group:*` });
  key?.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arn } },
    }),
  );
}

/**
 * One JSON object for each request. It has no header, no query string and no body, and of the path the template alone: clients
 * write none of its fields, and no credentials are in it. `keyId` is the id of an API key, where `apiKey` would be its value.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  host: '$context.domainName',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  errorType: '$context.error.responseType',
  bytes: '$context.responseLength',
  latency: '$context.responseLatency',
  integrationStatus: '$context.integration.status',
  integrationLatency: '$context.integration.latency',
  authorizerStatus: '$context.authorizer.status',
  authorizerLatency: '$context.authorizer.latency',
  principal: '$context.authorizer.principalId',
  keyId: '$context.identity.apiKeyId',
  clientCertificate: '$context.identity.clientCert.subjectDN',
  clientAddress: '$context.identity.sourceIp',
  webAclStatus: '$context.waf.status',
});
