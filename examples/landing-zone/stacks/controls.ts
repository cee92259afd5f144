import { Stack } from 'aws-cdk-lib';
import { ACCOUNTS, REGIONS } from '../ids';
import {
  AccountBaseline,
  IPolicyTarget,
  LogArchive,
  ServiceControl,
  ServiceControlPolicy,
} from 'rl-bank-constructs/organization';

/** What no principal of a member account can do, its root user included. */
export function limit(
  stack: Stack,
  targets: IPolicyTarget[],
  { archive, baseline }: { archive: LogArchive; baseline: AccountBaseline },
): void {
  // The stacks of archive and security tooling change what is kept; GuardDuty is enabled for all accounts by a command.
  const [logArchive, securityTooling] = [ACCOUNTS.logArchive, ACCOUNTS.securityTooling].map(rolesOfCloudFormation);
  const administrator = `arn:aws:iam::${ACCOUNTS.securityTooling}:role/OrganizationAccountAccessRole`;
  new ServiceControlPolicy(stack, 'KeepWatch', {
    policyName: 'keep-watch',
    controls: [
      ServiceControl.keepLogs({
        bucketNames: [archive.bucketName, archive.landingBucketName],
        maintainerRoleArns: [...logArchive, ...securityTooling],
      }),
      ServiceControl.keepThreatDetection({ maintainerRoleArns: [...securityTooling, administrator] }),
      ServiceControl.stayInOrganization(),
    ],
    targets,
  });
  new ServiceControlPolicy(stack, 'KeepData', {
    policyName: 'keep-data',
    controls: [ServiceControl.denyRootUser(), ServiceControl.requireEncryption(), ServiceControl.denyPublicAccess()],
    targets,
  });
  new ServiceControlPolicy(stack, 'KeepPlace', {
    policyName: 'keep-place',
    controls: [ServiceControl.allowedRegions(REGIONS), ServiceControl.keepBaseline({ roleNames: baseline.roleNames })],
    targets,
  });
}

/** Roles of `cdk bootstrap` by which CloudFormation deploys the stacks of an account: names in full, since an account makes roles of any other name. */
function rolesOfCloudFormation(accountId: string): string[] {
  return REGIONS.map((region) => `arn:aws:iam::${accountId}:role/cdk-hnb659fds-cfn-exec-role-${accountId}-${region}`);
}
