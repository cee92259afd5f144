import { App, Stack } from 'aws-cdk-lib';
import { newApp } from './cloud';
import { organizationIn } from './organization';
import { ILogArchive, LogArchive, LogArchiveProps } from '../../src/organization';

export const ARCHIVE = { account: '100000000002', region: 'us-east-1' };
export const TOOLING = { account: '100000000001', region: 'us-east-1' };

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
