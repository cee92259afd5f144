import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BankSecretsScaffold, SettingHome, ValkeyCache } from 'rl-bank-constructs/data';
import { BankDns, ZoneSource } from 'rl-bank-constructs/network';
import { ApiDomain } from 'rl-bank-constructs/service';

export interface SettingsStackProps extends StackProps {
  readonly rootDomain: string;
  readonly hostedZoneId: string;
  readonly auth0Domain: string;
  readonly cache: ValkeyCache;
}

/** The API's address, and what the API reads: parameters with their values, and secrets that a person fills in. */
export class SettingsStack extends Stack {
  public readonly dns: BankDns;
  public readonly domain: ApiDomain;
  public readonly settings: BankSecretsScaffold;

  constructor(scope: Construct, id: string, props: SettingsStackProps) {
    super(scope, id, props);
    const { rootDomain, hostedZoneId, auth0Domain, cache } = props;

    this.dns = new BankDns(this, 'Dns', { rootDomain, zone: ZoneSource.existing(hostedZoneId) });
    this.domain = ApiDomain.inZone(this.dns, `api.${rootDomain}`);
    this.settings = new BankSecretsScaffold(this, 'ApiSettings', {
      port: 9000,
      corsOrigins: [`https://app.${rootDomain}`, `https://merchant.${rootDomain}`],
      authDomain: auth0Domain,
      authAudience: this.domain.url,
      graphqlPublicUrl: this.domain.graphqlUrl,
      twilioKeys: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
      cacheUri: SettingHome.ofCache(cache),
    });
    new CfnOutput(this, 'ToFill', { value: this.settings.toFill.map(({ name }) => name).join(' ') });
  }
}
