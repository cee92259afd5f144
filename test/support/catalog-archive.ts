import { App, Duration, Stack } from 'aws-cdk-lib';
import { FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Variants } from './catalog';
import { WORKLOAD, workloadStack } from './cloud';
import { archiveIn, archiveStack, knownArchive, TOOLING } from './log-archive';
import { organizationIn, treeStack } from './organization';
import {
  ArchiveLock,
  LogArchiveSubscription,
  LogLandingBucket,
  SecurityHubDelegatedAdmin,
  SecurityTooling,
} from '../../src/organization';

const LOCK = 'rl-bank-constructs:lockData';

/** The log archive and the security tooling, once with their defaults and once with all they can have. */
export const archives: Record<string, Variants> = {
  LogArchive: {
    defaults: (app) => {
      archiveIn(archiveStack(app));
    },
    hardened: (app) => {
      app.node.setContext(LOCK, true);
      archiveIn(archiveStack(app), {
        ...{ objectLock: ArchiveLock.compliance(), retention: Duration.days(3653), expiration: Duration.days(3654) },
        ...{ instantRetrievalAfter: Duration.days(30), deepArchiveAfter: Duration.days(180) },
        ...{ regions: ['eu-central-1'], landingRetention: Duration.days(14) },
      });
    },
  },
  LogLandingBucket: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new LogLandingBucket(stack, 'Logs', { archive: knownArchive(stack) });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const logs = new LogLandingBucket(stack, 'Logs', { archive: knownArchive(stack), retention: Duration.days(14) });
      logs.logAccessOf(new Bucket(stack, 'Files', { enforceSSL: true }));
    },
  },
  LogArchiveSubscription: {
    defaults: (app) => {
      const stack = workloadStack(app);
      const archive = knownArchive(stack, [WORKLOAD.region!]);
      new LogArchiveSubscription(stack, 'ToArchive', { archive, logGroups: [new LogGroup(stack, 'Log')] });
    },
    hardened: (app) => {
      const archive = archiveIn(archiveStack(app), { regions: [WORKLOAD.region!] });
      const stack = workloadStack(app);
      new LogArchiveSubscription(stack, 'ToArchive', {
        archive,
        logGroups: ['One', 'Other'].map((id) => new LogGroup(stack, id)),
        filterPattern: FilterPattern.exists('$.requestId'),
      });
    },
  },
  SecurityHubDelegatedAdmin: {
    defaults: (app) => {
      const stack = treeStack(app);
      const organization = organizationIn(stack);
      new SecurityHubDelegatedAdmin(stack, 'SecurityHub', { organization, accountId: TOOLING.account });
    },
    hardened: (app) => {
      const stack = treeStack(app);
      const [organization, regions] = [organizationIn(stack), ['eu-central-1', 'ap-southeast-1']];
      new SecurityHubDelegatedAdmin(stack, 'SecurityHub', { organization, accountId: TOOLING.account, regions });
    },
  },
  SecurityTooling: {
    defaults: (app) => {
      const stack = new Stack(app, 'Tooling', { env: TOOLING });
      const [organization, archive] = [organizationIn(stack), knownArchive(stack)];
      new SecurityTooling(stack, 'SecurityTooling', { organization, archive });
    },
    hardened: (app) => {
      const stack = new Stack(app, 'Tooling', { env: TOOLING });
      new SecurityTooling(stack, 'SecurityTooling', {
        ...{ organization: organizationIn(stack), archive: archiveIn(archiveStack(app)), regions: ['eu-central-1'] },
        ...{ unusedAccessAge: Duration.days(90), trailLogRetention: Duration.days(731), trailName: 'acme' },
        standards: ['cis-aws-foundations-benchmark/v/3.0.0'],
      });
    },
  },
};
