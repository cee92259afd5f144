import { Duration, Size } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { fileImportIn } from './file-import';
import { FileStore } from '../../src/data';
import { ImportColumn, ImportFormat } from '../../src/migration';
import { EventTopic } from '../../src/service';

/** Imports of files, once with their defaults and once with all they can have. */
export const fileImports: Record<string, Variants> = {
  FileImport: {
    defaults: (app) => {
      fileImportIn(workloadStack(app), {
        keyColumns: ['contact_id'],
        ...{ tenantColumn: undefined, tenantSetting: undefined, importIdColumn: undefined, family: undefined },
      });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const key = new Key(stack, 'Key', { enableKeyRotation: true });
      const imported = fileImportIn(stack, {
        files: new FileStore(stack, 'Uploads', { eventBridgeEnabled: true, encryptionKey: key }),
        format: ImportFormat.xml({ rowElement: 'contact' }),
        columns: [
          ImportColumn.nameBasedUuid('contact_id', ['@id', 'email']),
          ImportColumn.amount('revenue', 'revenue_cents', { currency: 'EUR', minorUnits: true }),
        ],
        notificationTopic: new EventTopic(stack, 'Events', { encryptionKey: key }).topic,
        ...{ maxRejectedPercent: 0, maxFileSize: Size.gibibytes(5), timeout: Duration.hours(6) },
        ...{ cpu: 1024, memory: Size.gibibytes(4), cpuArchitecture: CpuArchitecture.ARM64 },
        ...{ logRetention: Duration.days(365), logEncryptionKey: key },
      });
      imported.grantStart(new Role(stack, 'Operator', { assumedBy: new AccountRootPrincipal() }));
    },
  },
};
