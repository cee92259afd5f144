import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ServiceSettings } from 'rl-bank-constructs/data';

/** Settings of the services, deployed before them: a new secret gets its value before a task needs it. */
export class SettingsStack extends Stack {
  public readonly web: ServiceSettings;
  public readonly auth: ServiceSettings;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, description: 'The settings of the expense tracker' });
    this.web = new ServiceSettings(this, 'Web', {
      path: 'tracker/web',
      port: 3000,
      values: { LOGIN_URL: 'https://auth.tracker.example/login', NODE_ENV: 'production' },
    });
    this.auth = new ServiceSettings(this, 'Auth', {
      path: 'tracker/auth',
      port: 3000,
      values: { COOKIE_DOMAIN: 'tracker.example', NODE_ENV: 'production' },
    });
  }
}
