import { Key } from 'aws-cdk-lib/aws-kms';
import { arnOf } from '../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../support/cloud';
import { bucketsOf, siteIn, siteToRead, statementsFor } from '../../support/site';

const PUBLISHERS = ['arn:aws:iam::111111111111:role/b', 'arn:aws:iam::111111111111:role/a'];

const app = newApp();
const [stack, other] = ['One', 'Two'].map((id) => workloadStack(app, id));
[stack, other].forEach((it) => siteIn(it, { customerKey: { publisherArns: PUBLISHERS } }));

test('there is no key unless one is asked for', () => {
  const bare = siteToRead();

  expect(bare.site.contentKey).toBeUndefined();
  expect(resourcesOf(bare.stack, 'AWS::KMS::Key')).toEqual([]);
});

test('the bucket names the key by the full ARN of its alias, and depends on nothing', () => {
  const [alias] = resourcesOf(stack, 'AWS::KMS::Alias');
  const [rule] = bucketsOf(stack).content.Properties.BucketEncryption.ServerSideEncryptionConfiguration;
  const KMSMasterKeyID = arnOf(`kms:ap-southeast-1:111111111111:${alias.Properties.AliasName}`);

  expect(rule).toEqual({
    BucketKeyEnabled: true,
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID },
  });
});

test('the distribution that may decrypt is named exactly, without a wildcard and without a Lambda', () => {
  const id = { Ref: expect.stringMatching(/^SiteDistribution/) };
  const arn = ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::111111111111:distribution/', id];

  expect(statementsFor(stack, 'AWS::KMS::Key', 'DistributionReads')).toEqual([
    {
      ...{ Sid: 'DistributionReads', Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' } },
      ...{ Action: 'kms:Decrypt', Resource: '*' },
      Condition: { StringEquals: { 'aws:SourceArn': { 'Fn::Join': ['', arn] } } },
    },
  ]);
  expect(JSON.stringify(templateOf(stack))).not.toContain('distribution/*');
});

test('publishers use the key through S3 of this account alone, and are named', () => {
  expect(statementsFor(stack, 'AWS::KMS::Key', 'PublishersWriteThroughS3')).toEqual([
    expect.objectContaining({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Principal: { AWS: '*' },
      Condition: {
        StringEquals: {
          'aws:PrincipalArn': [...PUBLISHERS].sort(),
          'kms:CallerAccount': '111111111111',
          'kms:ViaService': { 'Fn::Join': ['', ['s3.ap-southeast-1.', { Ref: 'AWS::URLSuffix' }]] },
        },
      },
    }),
  ]);
});

test('the key turns over every year and outlives the stack', () => {
  expect(resourcesOf(stack, 'AWS::KMS::Key')).toEqual([
    expect.objectContaining({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: expect.objectContaining({ EnableKeyRotation: true }),
    }),
  ]);
});

test('two sites of an app have two aliases', () => {
  const names = [stack, other].map((it) => resourcesOf(it, 'AWS::KMS::Alias')[0].Properties.AliasName);

  expect(new Set(names).size).toBe(2);
  expect(names[0]).toMatch(/^alias\/[A-Za-z0-9/_-]{1,250}$/);
});

test('an existing key encrypts the content by its ARN, and neither a key nor a statement of its policy is made', () => {
  const home = workloadStack();
  const arn = 'arn:aws:kms:ap-southeast-1:111111111111:key/11111111-2222-3333-4444-555555555555';
  const site = siteIn(home, { encryptionKey: Key.fromKeyArn(home, 'Shared', arn) });
  const [rule] = bucketsOf(home).content.Properties.BucketEncryption.ServerSideEncryptionConfiguration;

  expect(rule).toEqual({
    BucketKeyEnabled: true,
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn },
  });
  expect(['AWS::KMS::Key', 'AWS::KMS::Alias'].flatMap((type) => resourcesOf(home, type))).toEqual([]);
  expect(site.contentKey).toBeUndefined();
});

test('a site refuses an existing key beside one of its own', () => {
  const home = workloadStack();
  const arn = 'arn:aws:kms:ap-southeast-1:111111111111:key/1';
  const customerKey = { publisherArns: ['arn:aws:iam::111111111111:role/publish'] };

  expect(() => siteIn(home, { customerKey, encryptionKey: Key.fromKeyArn(home, 'Shared', arn) })).toThrowProblem(
    'site/two-keys',
    'encryptionKey',
    arn,
    'Web/Site',
  );
});
