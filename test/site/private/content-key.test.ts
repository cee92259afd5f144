import { newApp, resourcesOf, templateOf, workloadStack } from '../../support/cloud';
import { bucketsOf, siteIn, statementsFor } from '../../support/site';

const PUBLISHERS = ['arn:aws:iam::111111111111:role/b', 'arn:aws:iam::111111111111:role/a'];
const withKey = () => {
  const stack = workloadStack();
  const site = siteIn(stack, { customerKey: { publisherArns: PUBLISHERS } });
  return { stack, site };
};

test('there is no key unless one is asked for', () => {
  const stack = workloadStack();

  expect(siteIn(stack).contentKey).toBeUndefined();
  expect(resourcesOf(stack, 'AWS::KMS::Key')).toEqual([]);
});

test('the bucket names the key by the full ARN of its alias, and depends on nothing', () => {
  const { stack } = withKey();

  const [alias] = resourcesOf(stack, 'AWS::KMS::Alias');
  const [rule] = bucketsOf(stack).content.Properties.BucketEncryption.ServerSideEncryptionConfiguration;

  expect(rule).toEqual({
    BucketKeyEnabled: true,
    ServerSideEncryptionByDefault: {
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: {
        'Fn::Join': [
          '',
          ['arn:', { Ref: 'AWS::Partition' }, `:kms:ap-southeast-1:111111111111:${alias.Properties.AliasName}`],
        ],
      },
    },
  });
});

test('the distribution that may decrypt is named exactly, without a wildcard and without a Lambda', () => {
  const { stack } = withKey();

  expect(statementsFor(stack, 'AWS::KMS::Key', 'DistributionReads')).toEqual([
    {
      Sid: 'DistributionReads',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: {
        StringEquals: {
          'aws:SourceArn': {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':cloudfront::111111111111:distribution/',
                { Ref: expect.stringMatching(/^SiteDistribution/) },
              ],
            ],
          },
        },
      },
    },
  ]);
  expect(JSON.stringify(templateOf(stack))).not.toContain('distribution/*');
});

test('publishers use the key through S3 of this account alone, and are named', () => {
  const { stack } = withKey();

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
  const { stack } = withKey();

  expect(resourcesOf(stack, 'AWS::KMS::Key')).toEqual([
    expect.objectContaining({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: expect.objectContaining({ EnableKeyRotation: true }),
    }),
  ]);
});

test('two sites of an app have two aliases', () => {
  const app = newApp();
  const stacks = ['One', 'Two'].map((id) => workloadStack(app, id));
  stacks.forEach((stack) => siteIn(stack, { customerKey: { publisherArns: PUBLISHERS } }));

  const names = stacks.map((stack) => resourcesOf(stack, 'AWS::KMS::Alias')[0].Properties.AliasName);

  expect(new Set(names).size).toBe(2);
  expect(names[0]).toMatch(/^alias\/[A-Za-z0-9/_-]{1,250}$/);
});
