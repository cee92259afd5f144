import assert from 'node:assert/strict';
import { CloudFrontClient, GetDistributionConfigCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import * as s3 from '@aws-sdk/client-s3';

const EDGE = 'us-east-1';

/** The distribution of a host, as CloudFront lists it. */
export async function distributionOf(sandbox, host) {
  const { DistributionList } = await sandbox.ask(CloudFrontClient, new ListDistributionsCommand({}), EDGE);
  const ours = DistributionList.Items.filter(({ Aliases }) => Aliases.Items.includes(host));
  assert.equal(ours.length, 1, `one distribution of ${host}`);
  return ours[0];
}

export async function theBucket(sandbox, host, Bucket) {
  const { Id } = await distributionOf(sandbox, host);
  const ask = (Command) => sandbox.ask(s3.S3Client, new Command({ Bucket }));
  const { PublicAccessBlockConfiguration: blocked } = await ask(s3.GetPublicAccessBlockCommand);
  assert.deepEqual(Object.values(blocked), [true, true, true, true], `${Bucket} is closed to the public`);
  assert.equal((await ask(s3.GetBucketVersioningCommand)).Status, 'Enabled');
  const { TargetBucket } = (await ask(s3.GetBucketLoggingCommand)).LoggingEnabled;
  assert.match(TargetBucket, /^prd-rl-bank-sites-.+accesslogs/);

  const { Statement } = JSON.parse((await ask(s3.GetBucketPolicyCommand)).Policy);
  const whole = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
  assert.deepEqual(
    Statement.filter(({ Effect }) => Effect === 'Deny').map(({ Action, Condition, Principal, Resource }) => [
      ...[Action, Condition, Principal],
      [...Resource].sort(),
    ]),
    [['s3:*', { Bool: { 'aws:SecureTransport': 'false' } }, { AWS: '*' }, whole]],
    `${Bucket} denies what comes without TLS`,
  );
  assert.deepEqual(
    Statement.filter(({ Effect }) => Effect !== 'Deny').map(({ Effect, Sid, ...allowed }) => allowed),
    [
      {
        Action: ['s3:GetObject', 's3:ListBucket'],
        Condition: { StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::982233224911:distribution/${Id}` } },
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: whole,
      },
    ],
    `${Bucket} lets its distribution read, and nobody else`,
  );
}

export async function theDistribution(sandbox, host, bucket) {
  const { Id } = await distributionOf(sandbox, host);
  const got = await sandbox.ask(CloudFrontClient, new GetDistributionConfigCommand({ Id }), EDGE);
  const { DistributionConfig: config } = got;
  assert.deepEqual(config.Aliases.Items, [host]);
  assert.equal(config.DefaultCacheBehavior.ViewerProtocolPolicy, 'redirect-to-https');
  assert.match(config.ViewerCertificate.ACMCertificateArn, /^arn:aws:acm:us-east-1:/);
  assert.equal(config.Origins.Items.length, 1);
  assert.ok(config.Origins.Items[0].DomainName.startsWith(`${bucket}.s3.`), config.Origins.Items[0].DomainName);
  assert.ok(config.Origins.Items[0].OriginAccessControlId);
  assert.equal(config.CustomErrorResponses?.Quantity ?? 0, 0, 'an error of the origin is not made a page');
}
