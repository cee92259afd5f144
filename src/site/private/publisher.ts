import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { crossStackBucketArn, crossStackDistributionArn, ObservedSite } from './references';
import { GRANTABLE } from '../../core/private/checks/cdk-types';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { requireArgument } from '../../core/private/checks/required-props';
import { grantStatements, otherAccountOf } from '../../core/private/resources/grant';

/** Grants the five actions of publishing and no more: the CDK's own bucket grants allow more than twice as many. */
export function grantPublish(site: ObservedSite, grantee: IGrantable): Grant {
  requireArgument(site, 'grantee', grantee, GRANTABLE);
  const { account } = Stack.of(site);
  const other = otherAccountOf(site, grantee);
  throwOnProblems(
    site,
    problemIf(other !== undefined, {
      code: 'site/publisher-in-other-account',
      prop: 'grantee',
      value: `a role of account ${other}`,
      allowed: `must be a role of the site's account ${account}: policies of another account cannot be changed from here`,
      fix: `grant a role of account ${account} that the other role may assume`,
    }),
  );
  const bucketArn = crossStackBucketArn(site);
  const allow = (actions: string[], resource: string) => new PolicyStatement({ actions, resources: [resource] });
  return grantStatements(grantee, [
    allow(['s3:ListBucket'], bucketArn),
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `${bucketArn}/*`),
    allow(['cloudfront:CreateInvalidation'], crossStackDistributionArn(site)),
  ]);
}
