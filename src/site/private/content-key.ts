import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/**
 * Encrypts the bucket with a key that does not exist yet, by the full ARN of its alias; S3 does not look it up. S3 documents
 * key ID, alias and key ARN (AWS::S3::Bucket ServerSideEncryptionByDefault); the alias resolves in the account of the requester,
 * which is that of the key in this ARN.
 *
 * The key policy names the distribution and the distribution its bucket, so a bucket that named the key would make a
 * dependency cycle. The usual ways out are a wildcard for the distribution, or a Lambda.
 */
export function encryptByAlias(site: Construct, bucket: Bucket): void {
  const resourceName = keyAliasFor(site);
  const arn = Stack.of(site).formatArn({
    service: 'kms',
    resource: resourceName,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
  encryptWith(bucket, arn);
}

/** Encrypts the bucket by the ARN of a key. `Bucket.encryptionKey` stays unset, or the CDK would change the policy of the key. */
export function encryptWith(bucket: Bucket, kmsMasterKeyId: string): void {
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.bucketEncryption = {
    serverSideEncryptionConfiguration: [
      { bucketKeyEnabled: true, serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId } },
    ],
  };
}

/** The KMS key behind the alias: the distribution may decrypt, the publishers may encrypt. */
export function contentKey(site: Construct, distribution: IDistribution, publisherArns: string[]): Key {
  const key = new Key(site, 'ContentKey', { enableKeyRotation: true, description: `Content of ${site.node.path}` });
  key.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'DistributionReads',
      principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
      actions: ['kms:Decrypt'],
      resources: ['*'], // of a key policy: this key
      conditions: { StringEquals: { 'aws:SourceArn': distribution.distributionArn } },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'PublishersWriteThroughS3',
      // By condition rather than as principals: KMS refuses principals that do not exist yet, and the roles of the
      // publishers are made after the site.
      principals: [new AnyPrincipal()],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': Stack.of(site).account,
          'kms:ViaService': `s3.${Stack.of(site).region}.${Stack.of(site).urlSuffix}`,
          'aws:PrincipalArn': [...publisherArns].sort(),
        },
      },
    }),
  );
  new Alias(site, 'ContentKeyAlias', { aliasName: keyAliasFor(site), targetKey: key });
  return key;
}

/** Name of the alias, which the bucket refers to before the key exists. */
function keyAliasFor(site: Construct): string {
  return `alias/${Names.uniqueResourceName(site, { maxLength: 200, separator: '-' })}`;
}
