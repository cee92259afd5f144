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
