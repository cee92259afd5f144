import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';

/** What publishing content takes, and nothing else: CDK's own grants allow more than twice as much. */
export function grantPublish(grantee: IGrantable, bucket: IBucket, distribution: IDistribution): Grant {
  const statements: Array<[string[], string]> = [
    [['s3:ListBucket'], bucket.bucketArn],
    [['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], bucket.arnForObjects('*')],
    [['cloudfront:CreateInvalidation'], distribution.distributionArn],
  ];
  return statements
    .map(([actions, arn]) => Grant.addToPrincipal({ grantee, actions, resourceArns: [arn] }))
    .reduce((all, one) => all.combine(one));
}
