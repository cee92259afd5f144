import { Duration, Size } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { ENGINES, migrationIn } from './data-migration';
import { DmsServiceRoles } from '../../src/migration';

/** Migrations of databases, once with their defaults and once with all they can have. */
export const dataMigrations: Record<string, Variants> = {
  DataMigration: {
    defaults: (app) => {
      const stack = workloadStack(app);
      migrationIn(stack, ENGINES.mongodb(stack));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      migrationIn(stack, {
        ...ENGINES.oracle(stack),
        serviceRoles: new DmsServiceRoles(stack, 'DmsRoles'),
        migrationName: 'crm-move',
        instanceClass: 'dms.c6i.2xlarge',
        storage: Size.gibibytes(500),
        multiAz: true,
        encryptionKey: new Key(stack, 'InstanceKey', { enableKeyRotation: true }),
        validation: { threads: 16 },
        keepNameCase: true,
        logRetention: Duration.days(365),
      });
    },
  },
  DmsServiceRoles: {
    defaults: (app) => {
      new DmsServiceRoles(workloadStack(app), 'DmsRoles');
    },
    hardened: (app) => {
      DmsServiceRoles.fromExistingRoles(workloadStack(app), 'DmsRoles');
    },
  },
};
