import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { CfnDestination, LogGroup, LogStream, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ArchiveNames, destinationArn } from './archive-names';
import { childScope } from '../../../core/private/resources/child-scope';
import { grantTo } from '../../../core/private/resources/grant';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { twinIn } from '../../../core/private/stacks/twin-stack';
import { ArchivePrefix } from '../../archive-prefix';
import { IOrganization } from '../../i-organization';

const FAILED = `${ArchivePrefix.CLOUDWATCH_LOGS}-failed`;
const DAY = '!{timestamp:yyyy/MM/dd}';

/** The way of log groups into the landing bucket: a Firehose stream, and in each region a destination in front of it. */
export function logsStream(
  scope: Construct,
  names: ArchiveNames,
  organization: IOrganization,
  landing: IBucket,
): LogGroup {
  const errors = new LogGroup(scope, 'DeliveryErrors', {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY, // it has the messages of Firehose, and no log of an account
  });
  const stream = deliveryStream(scope, names, landing, errors);
  // CloudWatch Logs puts a test record when a destination is created: the reference has each wait for the stream.
  const streamArn = crossStackValue(stream, { name: 'LogsStreamArn', value: stream.attrArn });
  const home = Stack.of(scope);
  names.regions.forEach((region) => {
    const stack = region === names.region ? home : twinIn(scope, region);
    const place = stack === home ? scope : childScope(stack, scope.node.id);
    logsDestination(place, { names, region, streamArn }, organization);
  });
  return errors;
}

/**
 * The stream. CloudWatch Logs sends gzip with many events and their account in one record: Firehose decompresses it, and takes the
 * account into the key.
 */
function deliveryStream(scope: Construct, names: ArchiveNames, landing: IBucket, errors: LogGroup): CfnDeliveryStream {
  const account = Stack.of(scope).account;
  const role = new Role(scope, 'Delivery', {
    assumedBy: new ServicePrincipal('firehose.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
    description: 'Amazon Data Firehose writes log groups to the archive with it',
  });
  const log = new LogStream(errors, 'Stream', { logGroup: errors, removalPolicy: RemovalPolicy.DESTROY });
  const reason = 'Firehose chooses the keys below its prefixes.';
  const prefixes = [ArchivePrefix.CLOUDWATCH_LOGS, FAILED].map((prefix) => landing.arnForObjects(`${prefix}/*`));
  const bucketActions = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
  const grants = [
    grantTo(scope, role, ['s3:AbortMultipartUpload', 's3:PutObject'], prefixes, reason),
    grantTo(scope, role, bucketActions, [landing.bucketArn]),
    grantTo(scope, role, ['logs:PutLogEvents'], [errors.logGroupArn], 'The log group has one stream.'),
  ];
  const stream = new CfnDeliveryStream(scope, 'Stream', {
    deliveryStreamName: names.logsName,
    deliveryStreamType: 'DirectPut',
    deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
    extendedS3DestinationConfiguration: {
      bucketArn: landing.bucketArn,
      roleArn: role.roleArn,
      prefix: `${ArchivePrefix.CLOUDWATCH_LOGS}/!{partitionKeyFromQuery:account}/${DAY}/`,
      errorOutputPrefix: `${FAILED}/!{firehose:error-output-type}/${DAY}/`,
      bufferingHints: { intervalInSeconds: Duration.minutes(5).toSeconds(), sizeInMBs: 128 },
      compressionFormat: 'GZIP',
      dynamicPartitioningConfiguration: { enabled: true, retryOptions: { durationInSeconds: 300 } },
      processingConfiguration: { enabled: true, processors: PROCESSORS },
      cloudWatchLoggingOptions: {
        enabled: true,
        logGroupName: errors.logGroupName,
        logStreamName: log.logStreamName,
      },
    },
  });
  grants.forEach((grant) => grant.applyBefore(stream));
  return stream;
}

const PROCESSORS: CfnDeliveryStream.ProcessorProperty[] = [
  processor('Decompression', { CompressionFormat: 'GZIP' }),
  processor('MetadataExtraction', { MetadataExtractionQuery: '{account:.owner}', JsonParsingEngine: 'JQ-1.6' }),
  processor('AppendDelimiterToRecord', { Delimiter: '\\n' }),
];

function processor(type: string, parameters: Record<string, string>): CfnDeliveryStream.ProcessorProperty {
  const named = Object.entries(parameters).map(([parameterName, parameterValue]) => ({
    parameterName,
    parameterValue,
  }));
  return { type, parameters: named };
}

interface DestinationPlace {
  readonly names: ArchiveNames;
  readonly region: string;
  readonly streamArn: string;
}

/** A destination that every account of the organization may subscribe log groups to, and no other account. */
function logsDestination(
  scope: Construct,
  { names, region, streamArn }: DestinationPlace,
  { organizationId }: IOrganization,
): void {
  const stack = Stack.of(scope);
  const role = new Role(scope, 'ToStream', {
    assumedBy: new ServicePrincipal('logs.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceOrgID': organizationId } },
    }),
    description: 'CloudWatch Logs puts log events of the organization into the stream with it',
  });
  const { partition } = stack;
  const grant = grantTo(scope, role, ['firehose:PutRecord', 'firehose:PutRecordBatch'], [streamArn]);
  const arn = destinationArn(partition, { ...names, region });
  const policy = new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'OrganizationSubscribes',
        principals: [new AnyPrincipal()],
        actions: ['logs:PutSubscriptionFilter'],
        resources: [arn],
        conditions: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
      }),
    ],
  });
  const destination = new CfnDestination(scope, 'Destination', {
    destinationName: names.logsName,
    targetArn: streamArn,
    roleArn: role.roleArn,
    destinationPolicy: stack.toJsonString(policy.toJSON()),
  });
  grant.applyBefore(destination);
}
