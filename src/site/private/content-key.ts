import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/**
 * Has the bucket encrypt with a key that does not exist yet, by the full ARN of its alias; S3 does not look it up.
 *
 * The key's policy names the distribution and the distribution its bucket, so a bucket that named the key would close a
 * circle. Everybody else breaks it by a wildcard for the distribution, or by a Lambda.
 */
export function encryptByAlias(site: Construct, bucket: Bucket): void {
  const resourceName = keyAliasFor(site);
  const arn = Stack.of(site).formatArn({
    service: 'kms',
    resource: resourceName,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.bucketEncryption = {
    serverSideEncryptionConfiguration: [
      { bucketKeyEnabled: true, serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: arn } },
    ],
  };
}

/** The key behind the alias: for the one distribution, which reads, and for those who publish. */
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

/** The name that the bucket knows the key by before there is a key. */
function keyAliasFor(site: Construct): string {
  return `alias/${Names.uniqueResourceName(site, { maxLength: 200, separator: '-' })}`;
}
