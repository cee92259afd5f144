import { App } from 'aws-cdk-lib';
import { baselineIn, managementStack, SINK_ARN, unitIn } from './baseline';

type Variants = Record<'defaults' | 'hardened', (app: App) => void>;

/** What accounts of an organization have in common. */
export const sharedServices: Record<string, Variants> = {
  AccountBaseline: {
    defaults: (app) => {
      baselineIn(managementStack(app));
    },
    hardened: (app) => {
      const stack = managementStack(app);
      baselineIn(stack, {
        targets: [unitIn(stack, 'ou-ab12-security1'), unitIn(stack, 'ou-ab12-workload1')],
        homeRegion: 'eu-central-1',
        costTags: ['product', 'environment', 'cost-center'],
        monitoringSinkArns: [SINK_ARN],
        rollout: { failureTolerancePercentage: 0, maxConcurrentPercentage: 100, retainOnAccountRemoval: true },
        stackSetName: 'acme-baseline',
      });
    },
  },
};
