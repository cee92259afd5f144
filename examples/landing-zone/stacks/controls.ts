import { Stack } from 'aws-cdk-lib';
import { ARCHIVE_BUCKET, REGIONS } from '../ids';
import { IPolicyTarget, ServiceControl, ServiceControlPolicy } from 'rl-bank-constructs/organization';

/** What no principal of a member account can do, its root user included. */
export function limit(stack: Stack, units: Record<'everywhere' | 'workloads', IPolicyTarget[]>): void {
  new ServiceControlPolicy(stack, 'KeepWatch', {
    policyName: 'keep-watch',
    controls: [
      ServiceControl.keepLogs({ bucketNames: [ARCHIVE_BUCKET] }),
      ServiceControl.keepThreatDetection(),
      ServiceControl.stayInOrganization(),
    ],
    targets: units.everywhere,
  });
  new ServiceControlPolicy(stack, 'KeepData', {
    policyName: 'keep-data',
    controls: [ServiceControl.denyRootUser(), ServiceControl.requireEncryption(), ServiceControl.denyPublicAccess()],
    targets: units.workloads,
  });
  new ServiceControlPolicy(stack, 'KeepPlace', {
    policyName: 'keep-place',
    controls: [ServiceControl.allowedRegions(REGIONS), ServiceControl.keepBaseline()],
    targets: units.workloads,
  });
}
