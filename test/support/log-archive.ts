import { App, Stack } from 'aws-cdk-lib';
import { newApp } from './cloud';
import { ILogArchive, IOrganization, LogArchive, LogArchiveProps, Organization } from '../../src/organization';

export const ORGANIZATION = { organizationId: 'o-a1b2c3d4e5', rootId: 'r-ab12', managementAccountId: '100000000000' };
export const ARCHIVE = { account: '100000000002', region: 'us-east-1' };
export const TOOLING = { account: '100000000001', region: 'us-east-1' };

/** The organization of the samples. */
export function organizationIn(stack: Stack): IOrganization {
  const known = stack.node.tryFindChild('Organization') as unknown as IOrganization | undefined;
  return known ?? Organization.fromOrganizationAttributes(stack, 'Organization', ORGANIZATION);
}

/** A stack of the account of the log archive. */
export function archiveStack(app: App = newApp()): Stack {
  return new Stack(app, 'archive', { env: ARCHIVE });
}

/** A log archive in its account. */
export function archiveIn(stack: Stack, props: Partial<LogArchiveProps> = {}): LogArchive {
  return new LogArchive(stack, 'LogArchive', {
    organization: organizationIn(stack),
    bucketName: 'acme-log-archive',
    ...props,
  });
}

/** That archive, as stacks of other apps know it. */
export function knownArchive(stack: Stack, regions?: string[]): ILogArchive {
  return LogArchive.fromLogArchiveAttributes(stack, 'Archive', {
    accountId: ARCHIVE.account,
    region: ARCHIVE.region,
    bucketName: 'acme-log-archive',
    regions,
  });
}
