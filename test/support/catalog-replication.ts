import { Duration } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { replicationIn } from './replication';
import { networkIn } from './scaffold';
import { ReplicationExposure } from '../../src/access';
import { LaunchPhase } from '../../src/service';

/** Replication endpoints, by PrivateLink with its defaults, and by named addresses with all they can have. */
export const replicationEndpoints: Record<string, Variants> = {
  ReplicationEndpoint: {
    defaults: (app) => {
      const stack = workloadStack(app);
      replicationIn(stack, { vpc: networkIn(stack).vpc });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      replicationIn(stack, {
        vpc: networkIn(stack).vpc,
        exposure: ReplicationExposure.namedAddresses(['203.0.113.7/32', '203.0.113.8/32']),
        launchPhase: LaunchPhase.RUNNING,
        cpuArchitecture: CpuArchitecture.ARM64,
        desiredCount: 3,
        logRetention: Duration.days(365),
        logEncryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
      });
    },
  },
};
