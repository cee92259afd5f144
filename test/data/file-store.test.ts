import { CfnOutput, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ObjectLockRetention, StorageClass } from 'aws-cdk-lib/aws-s3';
import { FileStore, FileStoreProps } from '../../src/data';
import { exportsIn } from '../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';

const BUCKET = 'AWS::S3::Bucket';

function storeIn(stack: Stack, props: FileStoreProps = {}): FileStore {
  return new FileStore(stack, 'Files', props);
}

/** The template's bucket with the files, which is not that of the logs. */
function bucketIn(stack: Stack) {
  return resourcesOf(stack, BUCKET).find(({ Properties }) => Properties.LoggingConfiguration)!;
}

function roleIn(stack: Stack): Role {
  return new Role(stack, 'TaskRole', { assumedBy: new AccountRootPrincipal() });
}

function statementsIn(stack: Stack) {
  return resourcesOf(stack, 'AWS::IAM::Policy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
const usualStore = storeIn(usual);

/** With all it can do. */
const full = workloadStack(newApp({ context: { 'rl-bank-constructs:lockData': 'true' } }));
const fullStore = storeIn(full, {
  prefixPerTenant: true,
  corsOrigins: ['https://app.bank.example', 'https://*.bank.example', 'http://localhost:5173'],
  writeOnce: ObjectLockRetention.compliance(Duration.days(365)),
  noncurrentVersionExpiration: Duration.days(7),
  expiration: Duration.days(3650),
  transitions: [
    { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) },
    { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) },
  ],
  encryptionKey: new Key(full, 'Key'),
  eventBridgeEnabled: true,
  requestMetrics: true,
  expectedSize: Size.tebibytes(1),
  accessLogRetention: Duration.days(365),
});

describe('PC2e the bucket of files', () => {
  test('is private, versioned, logged and cleaned up by default, and nothing more', () => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = bucketIn(usual);

    expect(Properties).toEqual({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: {
        Rules: [
          {
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            Status: 'Enabled',
          },
          { ExpiredObjectDeleteMarker: true, Status: 'Enabled' },
        ],
      },
      LoggingConfiguration: {
        DestinationBucketName: { Ref: expect.stringMatching(/^FilesAccessLogs/) },
        LogFilePrefix: 's3/',
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(resourcesOf(usual, 'AWS::IAM::Role')).toEqual([]); // no tenants
    expect(usualStore.tenantRoleArn).toBeUndefined();
  });

  test('PC10c refuses requests without TLS', () => {
    const [policy] = resourcesOf(usual, 'AWS::S3::BucketPolicy').filter(({ Properties }) => {
      return Properties.Bucket.Ref.startsWith('FilesBucket');
    });

    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ]);
  });

  test('PC10a is encrypted by the key of the team, whose policy it does not change', () => {
    const [{ Properties: key }] = resourcesOf(full, 'AWS::KMS::Key');

    expect(bucketIn(full).Properties.BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      {
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: {
          SSEAlgorithm: 'aws:kms',
          KMSMasterKeyID: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
        },
      },
    ]);
    expect(key.KeyPolicy.Statement).toHaveLength(1);
  });

  test('PC10d lets pages of the named origins use presigned URLs, in parts too', () => {
    expect(bucketIn(full).Properties.CorsConfiguration.CorsRules).toEqual([
      {
        AllowedOrigins: ['https://app.bank.example', 'https://*.bank.example', 'http://localhost:5173'],
        AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'],
        AllowedHeaders: ['*'],
        ExposedHeaders: ['ETag'],
        MaxAge: 3600,
      },
    ]);
  });

  test('moves and deletes files by their age where the team says so', () => {
    expect(bucketIn(full).Properties.LifecycleConfiguration.Rules[0]).toEqual({
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      ExpirationInDays: 3650,
      NoncurrentVersionExpiration: { NoncurrentDays: 7 },
      Status: 'Enabled',
      Transitions: [
        { StorageClass: 'STANDARD_IA', TransitionInDays: 30 },
        { StorageClass: 'GLACIER_IR', TransitionInDays: 90 },
      ],
    });
  });

  test('locks files for a time where the team says so', () => {
    expect(bucketIn(full).Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } },
      },
    });
  });

  test('keeps access logs for 90 days, or as long as the team says', () => {
    const daysIn = (stack: Stack) => {
      const [logs] = resourcesOf(stack, BUCKET).filter(({ Properties }) => !Properties.LoggingConfiguration);
      return logs.Properties.LifecycleConfiguration.Rules[0].ExpirationInDays;
    };

    expect([usual, full].map(daysIn)).toEqual([90, 365]);
  });

  test('is deleted with its stack by two keys, its logs as well', () => {
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    storeIn(stack, { removalPolicy: RemovalPolicy.DESTROY });

    expect(resourcesOf(stack, BUCKET).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Delete', 'Delete']);
    expect(() => storeIn(workloadStack(), { removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'removal/second-key-missing',
      'removalPolicy',
      'destroy',
    );
  });
});

describe('PC12c events of files', () => {
  test('reach a rule of EventBridge in another stack, without a Lambda function of the CDK and an export', () => {
    const app = newApp();
    const store = storeIn(workloadStack(app, 'Files'), { eventBridgeEnabled: true });
    const stack = workloadStack(app, 'Import');
    new Rule(stack, 'Rule', { eventPattern: store.objectCreatedEvents('imports/') });

    expect(bucketIn(Stack.of(store)).Properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    expect(resourcesOf(stack, 'AWS::Events::Rule')[0].Properties.EventPattern).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [{ 'Fn::GetStackOutput': expect.anything() }] },
        object: { key: [{ prefix: 'imports/' }] },
      },
    });
    expect([exportsIn(app), lambdasIn(app)]).toEqual([[], []]);
  });

  test('are those of all files without a prefix', () => {
    expect(fullStore.objectCreatedEvents().detail).toEqual({ bucket: { name: [fullStore.bucketName] } });
  });

  test('are refused to a rule where S3 sends none', () => {
    expect(() => usualStore.objectCreatedEvents()).toThrowProblem('file-store/no-events', 'eventBridgeEnabled', false);
    expect(() => fullStore.objectCreatedEvents(7 as any)).toThrowProblem('props/wrong-type', 'keyPrefix', 7);
  });
});

describe('FE3d a service that writes reports', () => {
  test('reads, writes, lists and deletes files of the one bucket, and no old version', () => {
    const app = newApp();
    const key = new Key(workloadStack(app, 'Keys'), 'Key');
    const store = storeIn(workloadStack(app, 'Files'), { encryptionKey: key });
    const stack = workloadStack(app, 'Service');
    store.grantUse(roleIn(stack)).assertSuccess();
    const arn = ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { 'Fn::GetStackOutput': expect.anything() }];

    expect(statementsIn(stack)).toEqual([
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: { 'Fn::Join': ['', arn] } },
      {
        Effect: 'Allow',
        Action: [
          's3:GetObject',
          's3:PutObject',
          's3:AbortMultipartUpload',
          's3:ListMultipartUploadParts',
          's3:DeleteObject',
        ],
        Resource: { 'Fn::Join': ['', [...arn, '/*']] },
      },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Keys' }) },
        Condition: { StringEquals: { 'kms:ViaService': expect.anything() } },
      },
    ]);
    expect(stack.dependencies).toEqual(expect.arrayContaining([Stack.of(store)]));
  });

  test('deletes nothing of a store that is write-once', () => {
    const actions = statementsIn(full).flatMap(({ Action }) => Action);

    expect(actions).toContain('s3:PutObject');
    expect(actions.filter((action) => /Delete|Bypass/.test(action))).toEqual([]);
  });

  test('finds the bucket by a variable, and the role with tenants', () => {
    expect(usual.resolve(usualStore.variables)).toEqual({
      FILES_BUCKET: { Ref: expect.stringMatching(/^FilesBucket/) },
    });
    expect(full.resolve(fullStore.variables)).toEqual({
      FILES_BUCKET: { Ref: expect.stringMatching(/^FilesBucket/) },
      FILES_TENANT_ROLE_ARN: { 'Fn::GetAtt': [expect.stringMatching(/^FilesTenantRole/), 'Arn'] },
    });
    const { parameters, secrets, pendingInputs, fingerprint } = usualStore;
    expect([parameters, secrets, pendingInputs, fingerprint]).toEqual([{}, {}, [], '']);
  });
});

test('another stack reads its name weakly, so that another bucket can take its place', () => {
  const nameFrom = (id: string) => {
    const app = newApp();
    const reader = workloadStack(app, 'Reader');
    new CfnOutput(reader, 'Name', { value: new FileStore(workloadStack(app), id).bucketName });
    return templateOf(reader).Outputs.Name.Value['Fn::GetStackOutput'];
  };

  expect(nameFrom('Files')).toEqual({ StackName: 'Web', OutputName: expect.stringMatching(/^FileBucket[0-9a-f]{8}$/) });
  expect(nameFrom('Documents').OutputName).not.toBe(nameFrom('Files').OutputName);
});

describe('its alarms and metrics', () => {
  test('watch the size, which costs nothing, and requests where the team pays for their metrics', () => {
    const alarmsOf = ({ alarmDefinitions }: FileStore) => alarmDefinitions.map(({ id, threshold }) => [id, threshold]);

    expect(alarmsOf(usualStore)).toEqual([['FilesLargerThanExpected', 100 * 1024 ** 3]]);
    expect(alarmsOf(fullStore)).toEqual([
      ['FileRequestsFail', 0.05],
      ['FileRequestsRefused', 0.1],
      ['FilesLargerThanExpected', 1024 ** 4],
    ]);
    expect([usualStore, fullStore].map((store) => store.graphDefinitions.length)).toEqual([2, 3]);
    expect(usualStore.logQueries).toEqual([]);
    expect([usual, full].map((stack) => bucketIn(stack).Properties.MetricsConfigurations)).toEqual([
      undefined,
      [{ Id: 'EntireBucket' }],
    ]);
  });

  test('are those of the one bucket', () => {
    const metrics = [usualStore.metricBucketSize(), usualStore.metricNumberOfObjects(), usualStore.metric4xxErrors()];

    expect(metrics.map(({ metricName, statistic, dimensions }) => [metricName, statistic, dimensions])).toEqual([
      ['BucketSizeBytes', 'Average', { BucketName: usualStore.bucketName, StorageType: 'StandardStorage' }],
      ['NumberOfObjects', 'Average', { BucketName: usualStore.bucketName, StorageType: 'AllStorageTypes' }],
      ['4xxErrors', 'Average', { BucketName: usualStore.bucketName, FilterId: 'EntireBucket' }],
    ]);
  });
});
