import { Construct } from 'constructs';
import { adoptedCertificate, adoptedSecrets, customerKey } from './adopted';
import { BankStack } from './bank-stack';
import { SettingStorage, ValkeyCache } from '../../../data';
import { BankDns, HostedZoneSource } from '../../../network';
import { ApiDomain } from '../../../service';
import type { BankMvpConfig } from '../../bank-mvp-config';
import { BankSecretsScaffold } from '../../bank-secrets-scaffold';
import { graphqlUrlOf } from '../graphql';

/** DNS, and the settings of the API: parameters with values, and secrets that an operator fills in. */
export class SettingsStack extends BankStack {
  public readonly dns: BankDns;
  public readonly domain: ApiDomain;
  public readonly settings: BankSecretsScaffold;

  constructor(scope: Construct, id: string, config: BankMvpConfig, cache: ValkeyCache) {
    super(scope, id, config, 'What the API reads: parameters and secrets');
    const { rootDomain, hostedZoneId, zoneIsDelegated } = config.domain;
    const { adopt } = config;

    // A plan exists before the zone can be delegated; the open gate requires the statement.
    const delegated = zoneIsDelegated || !config.createResources;
    const zone = hostedZoneId
      ? HostedZoneSource.fromHostedZoneId(hostedZoneId)
      : HostedZoneSource.newZone({ delegated });
    this.dns = new BankDns(this, 'bank-dns', { rootDomain, zone });
    const certificate = adoptedCertificate(this, adopt.apiCertificateArn);
    this.domain = ApiDomain.inZone(this.dns, config.apiHost, { certificate });
    this.settings = new BankSecretsScaffold(this, 'bank-secrets-scaffold', {
      port: config.api.containerPort,
      corsOrigins: [`https://${config.appHost}`, `https://${config.merchantHost}`],
      authDomain: config.auth0.domain,
      authAudience: config.auth0.audience,
      graphqlPublicUrl: graphqlUrlOf(this.domain),
      cacheUri: SettingStorage.cacheEndpoint(cache),
      sentryDsn:
        config.sentry.apiDsn === undefined ? SettingStorage.secret() : SettingStorage.parameter(config.sentry.apiDsn),
      twilioKeys: config.api.twilioKeys,
      path: config.api.settingsPath,
      existingSecrets: adoptedSecrets(this, adopt),
      existingParameters: adopt.parameters,
      encryptionKey: customerKey(this, config),
    });
  }
}
