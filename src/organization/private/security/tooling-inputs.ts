import { Stack } from 'aws-cdk-lib';
import { PendingInput } from '../../../core';

const MANAGEMENT = 'an administrator of the management account';
const TOOLING = 'an administrator of the security tooling account';

/** Services that the organization lets work in its accounts, and the account that administers each. */
const SERVICES = {
  cloudtrail: 'AWS CloudTrail',
  config: 'AWS Config',
  'access-analyzer': 'IAM Access Analyzer',
  guardduty: 'Amazon GuardDuty',
  securityhub: 'AWS Security Hub',
};
type Service = keyof typeof SERVICES;

/**
 * What CloudFormation has no type for, in the order in which it is done. All but the commands of GuardDuty come before the first
 * deployment of the stack, once its account exists: CloudTrail, AWS Config and IAM Access Analyzer refuse an account that is no administrator. Those of GuardDuty come after
 * it: delegation would create the detector that the stack creates.
 */
export function toolingInputs(stack: Stack, regions: string[]): PendingInput[] {
  const { account, stackName } = stack;
  return [
    ...(Object.keys(SERVICES) as Service[]).map(trustedAccess),
    {
      ...delegation('cloudtrail', account, stackName),
      command: `aws cloudtrail register-organization-delegated-admin --member-account-id ${account}`,
    },
    delegation('config', account, stackName),
    delegation('access-analyzer', account, stackName),
    ...regions.map((region) => detectorDelegation(stack, region)),
    ...regions.map((region) => autoEnable(region)),
  ];
}

function trustedAccess(service: Service): PendingInput {
  const principal = `${service}.amazonaws.com`;
  return {
    key: `trusted-access/${service}`,
    target: `trusted access of ${SERVICES[service]} to the organization`,
    owner: `${MANAGEMENT}, before the first deployment`,
    command: `aws organizations enable-aws-service-access --service-principal ${principal}`,
    check: `aws organizations list-aws-service-access-for-organization --query "EnabledServicePrincipals[?ServicePrincipal=='${principal}'].ServicePrincipal" --output text # prints ${principal}`,
  };
}

function delegation(service: Service, account: string, stackName: string): PendingInput {
  const principal = `${service}.amazonaws.com`;
  return {
    key: `delegated-administrator/${service}`,
    target: `${SERVICES[service]}, delegated to account ${account}`,
    owner: `${MANAGEMENT}, before the first deployment of ${stackName}`,
    command: `aws organizations register-delegated-administrator --account-id ${account} --service-principal ${principal}`,
    check: `aws organizations list-delegated-administrators --service-principal ${principal} --query "DelegatedAdministrators[].Id" --output text # prints ${account}`,
  };
}

function detectorDelegation({ account, stackName }: Stack, region: string): PendingInput {
  return {
    key: `delegated-administrator/guardduty/${region}`,
    target: `${SERVICES.guardduty} in ${region}, delegated to account ${account}`,
    owner: `${MANAGEMENT}, after the first deployment of ${stackName}`,
    command: `aws guardduty enable-organization-admin-account --admin-account-id ${account} --region ${region}`,
    check: `aws guardduty list-organization-admin-accounts --region ${region} --query "AdminAccounts[].AdminAccountId" --output text # prints ${account}`,
  };
}

function autoEnable(region: string): PendingInput {
  const detector = `"$(aws guardduty list-detectors --region ${region} --query 'DetectorIds[0]' --output text)"`;
  return {
    key: `auto-enable/guardduty/${region}`,
    target: `${SERVICES.guardduty} in ${region}, in every account of the organization`,
    owner: `${TOOLING}, after the delegation`,
    command: `aws guardduty update-organization-configuration --detector-id ${detector} --auto-enable-organization-members ALL --region ${region}`,
    check: `aws guardduty describe-organization-configuration --detector-id ${detector} --region ${region} --query AutoEnableOrganizationMembers --output text # prints ALL`,
  };
}
