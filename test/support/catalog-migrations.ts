import { Duration } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { webIn } from './migration';
import { settingsIn } from './scaffold';
import { ExternalDatabase } from '../../src/data';
import { ImageSigning, SchemaMigration } from '../../src/service';

/** Migrations, and the signing that they ask for, once with their defaults and once with all they can have. */
export const migrations: Record<string, Variants> = {
  ImageSigning: {
    defaults: (app) => {
      new ImageSigning(workloadStack(app), 'Signing', { repositories: ['acme-crm-prod/*'] });
    },
    hardened: (app) => {
      const signingProfileArn = 'arn:aws:signer:ap-southeast-1:111111111111:/signing-profiles/acme_portal';
      const otherRules = [{ signingProfileArn, repositories: ['acme-portal-prod/*'] }];
      const stack = workloadStack(app);
      const signing = new ImageSigning(stack, 'Signing', { repositories: ['acme-crm-prod/*'], otherRules });
      signing.grantSign(new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() }));
    },
  },
  SchemaMigration: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new SchemaMigration(stack, 'Migration', { ...webIn(stack), command: ['./migrate.sh'] });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const web = webIn(stack);
      const settings = settingsIn(stack);
      const migration = new SchemaMigration(stack, 'Migration', {
        ...web,
        command: ['npm', 'run', 'migrate'],
        family: 'prd-web-release',
        settings,
        uses: [new ExternalDatabase(stack, 'Database', { uriSecret: settings.secrets.DB_URI, ports: [5432] })],
        environment: { LOG_LEVEL: 'info' },
        timeout: Duration.hours(2),
        rollTimeout: Duration.minutes(30),
        requireSignature: new ImageSigning(stack, 'Signing', { repositories: ['tracker-web'] }),
        rerunOn: { source: ['aws.ssm'], detailType: ['Parameter Store Change'] },
        logRetention: Duration.days(365),
        logEncryptionKey: new Key(stack, 'LogKey', { enableKeyRotation: true }),
      });
      migration.grantStart(new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() }));
    },
  },
};
