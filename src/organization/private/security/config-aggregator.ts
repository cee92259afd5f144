import { Stack } from 'aws-cdk-lib';
import { CfnConfigurationAggregator } from 'aws-cdk-lib/aws-config';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantTo } from '../../../core/private/resources/grant';

/** What AWS Config reads of the organization, as its managed policy AWSConfigRoleForOrganizations has it. */
const READ = [
  'organizations:DescribeOrganization',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListAccounts',
  'organizations:ListDelegatedAdministrators',
];

/** The view of AWS Config over all accounts and regions: it records nothing by itself, and costs nothing. */
export function configAggregator(scope: Construct): void {
  const role = new Role(scope, 'ConfigAggregation', {
    assumedBy: new ServicePrincipal('config.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
    description: 'AWS Config lists the accounts of the organization with it',
  });
  const reason = 'AWS Organizations knows no resource for these actions, which read the organization of the account.';
  const grant = grantTo(scope, role, READ, ['*'], reason);
  const aggregator = new CfnConfigurationAggregator(scope, 'ConfigAggregator', {
    configurationAggregatorName: 'organization',
    organizationAggregationSource: { roleArn: role.roleArn, allAwsRegions: true },
  });
  grant.applyBefore(aggregator);
}
