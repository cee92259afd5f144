import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Stage } from './stages';
import { ServiceSettings } from 'rl-bank-constructs/data';

interface SettingsStackProps extends StackProps {
  readonly stage: Stage;
}

/** Secrets and parameters of services, functions and the migration, deployed before them: each gets its value before a task needs it. */
export class SettingsStack extends Stack {
  public readonly services: ServiceSettings;
  public readonly integration: ServiceSettings;
  public readonly migration: ServiceSettings;

  constructor(scope: Construct, id: string, { stage, ...props }: SettingsStackProps) {
    super(scope, id, { ...props, description: 'The settings of the retail enterprise' });
    this.services = new ServiceSettings(this, 'Services', {
      path: `${stage.name}/services`,
      port: 3000,
      values: { CORS_ORIGIN: `https://${stage.host}` },
      secretKeys: ['JWT_KEY'],
    });
    this.integration = new ServiceSettings(this, 'Integration', {
      path: `${stage.name}/integration`,
      port: 443,
      values: {},
      secretKeys: ['PAYMENT_KEY'],
    });
    this.migration = new ServiceSettings(this, 'Migration', {
      path: `${stage.name}/migration`,
      port: 3306,
      values: {},
      secretKeys: ['ADMIN_PASSWORD'],
    });
  }
}
