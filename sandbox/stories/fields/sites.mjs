import assert from 'node:assert/strict';
import { CloudFrontClient, GetDistributionConfigCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import * as s3 from '@aws-sdk/client-s3';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const EDGE = 'us-east-1';

/**
 * The distribution of a host, as CloudFront lists it.
 *
 * @param {Sandbox} sandbox
 */
export async function distributionOf(sandbox, host) {
  const { DistributionList } = await sandbox.ask(CloudFrontClient, new ListDistributionsCommand({}), EDGE);
  const ours = DistributionList.Items.filter(({ Aliases }) => Aliases.Items.includes(host));
  assert.equal(ours.length, 1, `one distribution of ${host}`);
  return ours[0];
}

/** @param {Sandbox} sandbox */
export async function theBucket(sandbox, host, Bucket) {
  const { Id } = await distributionOf(sandbox, host);
  const access = await sandbox.ask(s3.S3Client, new s3.GetPublicAccessBlockCommand({ Bucket }));
  const blocked = access.PublicAccessBlockConfiguration;
  assert.deepEqual(Object.values(blocked), [true, true, true, true], `public access block of ${Bucket}`);
  const versioning = await sandbox.ask(s3.S3Client, new s3.GetBucketVersioningCommand({ Bucket }));
  assert.equal(versioning.Status, 'Enabled');
  const logging = await sandbox.ask(s3.S3Client, new s3.GetBucketLoggingCommand({ Bucket }));
  assert.match(logging.LoggingEnabled.TargetBucket, /^prd-rl-bank-sites-.+accesslogs/);

  const { Policy } = await sandbox.ask(s3.S3Client, new s3.GetBucketPolicyCommand({ Bucket }));
  const { Statement } = JSON.parse(Policy);
  const whole = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
  assert.deepEqual(
    Statement.filter(({ Effect }) => Effect === 'Deny').map(({ Action, Condition, Principal, Resource }) => [
      ...[Action, Condition, Principal],
      [...Resource].sort(),
    ]),
    [['s3:*', { Bool: { 'aws:SecureTransport': 'false' } }, { AWS: '*' }, whole]],
    `${Bucket} denies requests without TLS`,
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
    `${Bucket} allows only its distribution to read`,
  );
}

/** @param {Sandbox} sandbox */
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
  assert.equal(config.CustomErrorResponses?.Quantity ?? 0, 0, 'no error of the origin becomes a page');
}
