import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { areDifferent } from '../../core/private/stacks/stack-of';
import type { StaticSpaSite } from '../static-spa-site';
import { crossStackBucketArn, crossStackDistributionArn } from './references';

/** What publishing content takes, and nothing else: CDK's own grants allow more than twice as much. */
export function grantPublish(site: StaticSpaSite, grantee: IGrantable): Grant {
  const { account } = Stack.of(site);
  const ofGrantee = grantee.grantPrincipal.principalAccount ?? account;
  throwOnProblems(
    site,
    problemIf(areDifferent(ofGrantee, account), {
      code: 'site/publisher-in-other-account',
      prop: 'grantee',
      value: `a role of account ${ofGrantee}`,
      allowed: `the site is in ${account}, and a role of another account cannot be given anything here`,
      fix: `grant a role of account ${account} that the other one may assume`,
    }),
  );
  const bucketArn = crossStackBucketArn(site);
  const statements: Array<[string[], string]> = [
    [['s3:ListBucket'], bucketArn],
    [['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `${bucketArn}/*`],
    [['cloudfront:CreateInvalidation'], crossStackDistributionArn(site)],
  ];
  return statements
    .map(([actions, arn]) => Grant.addToPrincipal({ grantee, actions, resourceArns: [arn] }))
    .reduce((all, one) => all.combine(one));
}
