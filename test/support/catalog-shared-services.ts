import { Key } from 'aws-cdk-lib/aws-kms';
import { baselineIn, SINK_ARN, knownUnit } from './baseline';
import type { Variants } from './catalog';
import { organizationIn, treeStack } from './organization';
import { runnersIn, sharedServicesStack } from './runners';
import { networkIn } from './scaffold';
import { ArtifactStore } from '../../src/organization';

/** What accounts of an organization have in common. */
export const sharedServices: Record<string, Variants> = {
  AccountBaseline: {
    defaults: (app) => {
      baselineIn(treeStack(app));
    },
    hardened: (app) => {
      const stack = treeStack(app);
      baselineIn(stack, {
        targets: [knownUnit(stack, 'ou-ab12-security1'), knownUnit(stack, 'ou-ab12-workload1')],
        homeRegion: 'eu-central-1',
        costTags: ['product', 'environment', 'cost-center'],
        monitoringSinkArns: [SINK_ARN],
        rollout: { failureTolerancePercentage: 0, maxConcurrentPercentage: 100, retainOnAccountRemoval: true },
        stackSetName: 'acme-baseline',
      });
    },
  },
  ArtifactStore: {
    defaults: (app) => {
      const stack = sharedServicesStack(app);
      new ArtifactStore(stack, 'Artifacts', { organization: organizationIn(stack), domainName: 'acme' });
    },
    hardened: (app) => {
      const stack = sharedServicesStack(app);
      new ArtifactStore(stack, 'Artifacts', {
        organization: organizationIn(stack),
        domainName: 'acme',
        npmScopes: ['acme', 'acme-internal'],
        pypiPrefixes: ['acme'],
        publisherArns: ['arn:aws:iam::100000000005:role/publish-packages'],
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
      });
    },
  },
  GitHubRunners: {
    defaults: (app) => {
      runnersIn(sharedServicesStack(app));
    },
    hardened: (app) => {
      const stack = sharedServicesStack(app);
      runnersIn(stack, { vpc: networkIn(stack).vpc, privileged: true, maxConcurrentJobs: 50 });
    },
  },
};
