import { Duration, Size } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { permissionServiceIn } from './permissions';
import { LaunchPhase } from '../../src/service';

/** Permission services, once with their defaults and once with all they can have. */
export const permissions: Record<string, Variants> = {
  PermissionService: {
    defaults: (app) => {
      permissionServiceIn(workloadStack(app));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      permissionServiceIn(stack, {
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
        cloudMapNamespace: new HttpNamespace(stack, 'Namespace', { name: 'prd' }),
        environment: { OPENFGA_CHECK_QUERY_CACHE_ENABLED: 'true' },
        launchPhase: LaunchPhase.RUNNING,
        scaling: { minTasks: 2, maxTasks: 4 },
        ...{ cpu: 1024, memory: Size.gibibytes(2), cpuArchitecture: CpuArchitecture.ARM64 },
        logRetention: Duration.days(365),
        rollOnSecretChange: true,
      });
    },
  },
};
