import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { crossStackBucketArn, crossStackDistributionArn, ObservedSite } from './references';
import { GRANTABLE } from '../../core/private/checks/cdk-types';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { requireArgument } from '../../core/private/checks/required-props';
import { areDifferent } from '../../core/private/stacks/stack-of';

/** Grants the five actions of publishing and no more: the CDK's own bucket grants allow more than twice as many. */
export function grantPublish(site: ObservedSite, grantee: IGrantable): Grant {
  requireArgument(site, 'grantee', grantee, GRANTABLE);
  const { account } = Stack.of(site);
  const granteeAccount = grantee.grantPrincipal.principalAccount ?? account;
  throwOnProblems(
    site,
    problemIf(areDifferent(granteeAccount, account), {
      code: 'site/publisher-in-other-account',
      prop: 'grantee',
      value: `a role of account ${granteeAccount}`,
      allowed: `must be a role of the site's account ${account}: policies of another account cannot be changed from here`,
      fix: `grant a role of account ${account} that the other role may assume`,
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
