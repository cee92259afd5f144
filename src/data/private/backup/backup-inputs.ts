import { Token } from 'aws-cdk-lib';
import { PendingInput } from '../../../core';

/**
 * The setting of the account without which AWS Backup skips resources that are selected by tag, and Aurora. It has no
 * resource type in CloudFormation.
 */
export function serviceOptIn(types: string[], hasTags: boolean, region: string): PendingInput[] {
  const services = types.filter((type) => hasTags || type === 'Aurora');
  if (services.length === 0 && !hasTags) {
    return [];
  }
  const preference = services.length > 0 ? services.map((type) => `${type}=true`).join(',') : '<service>=true';
  const place = Token.isUnresolved(region) ? '' : ` --region ${region}`;
  return [
    {
      key: 'ServiceOptIn',
      target: 'Settings of AWS Backup',
      owner: 'an operator, once for each account and region',
      command: `aws backup update-region-settings${place} --resource-type-opt-in-preference ${preference}`,
    },
  ];
}
