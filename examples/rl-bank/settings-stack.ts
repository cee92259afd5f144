import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BankSecretsScaffold, SettingHome, ValkeyCache } from 'rl-bank-constructs/data';

export interface SettingsStackProps extends StackProps {
  readonly rootDomain: string;
  readonly auth0Domain: string;
  readonly cache: ValkeyCache;
}

/** What the API reads: parameters with their values, and secrets that a person fills in. */
export class SettingsStack extends Stack {
  constructor(scope: Construct, id: string, props: SettingsStackProps) {
    super(scope, id, props);
    const { rootDomain, auth0Domain, cache } = props;

    const settings = new BankSecretsScaffold(this, 'ApiSettings', {
      port: 9000,
      corsOrigins: [`https://app.${rootDomain}`, `https://merchant.${rootDomain}`],
      authDomain: auth0Domain,
      authAudience: `https://api.${rootDomain}`,
      graphqlPublicUrl: `https://api.${rootDomain}/api/graphql`,
      twilioKeys: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
      cacheUri: SettingHome.ofCache(cache),
    });
    new CfnOutput(this, 'ToFill', { value: settings.toFill.map(({ name }) => name).join(' ') });
  }
}
