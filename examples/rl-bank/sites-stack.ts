import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BankDns, ZoneSource } from 'rl-bank-constructs/network';
import { SiteDomain, SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';

export interface SitesStackProps extends StackProps {
  readonly rootDomain: string;
  readonly hostedZoneId: string;
  readonly auth0Domain: string;
}

/** The customers' web app and the merchants' portal, on one pattern. */
export class SitesStack extends Stack {
  constructor(scope: Construct, id: string, props: SitesStackProps) {
    super(scope, id, props);
    const apiUrl = `https://api.${props.rootDomain}`;
    const backends = { apiUrl, graphqlUrl: `${apiUrl}/api/graphql`, auth0Domain: props.auth0Domain };

    const dns = new BankDns(this, 'Dns', {
      rootDomain: props.rootDomain,
      zone: ZoneSource.existing(props.hostedZoneId),
    });
    const webApp = new StaticSpaSite(this, 'WebApp', {
      toolchain: SpaToolchain.flutter(),
      domain: SiteDomain.inZone(dns, `app.${props.rootDomain}`),
      bucketName: 'prd-rl-bank-webapp',
      backends,
    });
    const merchantPortal = new StaticSpaSite(this, 'MerchantPortal', {
      toolchain: SpaToolchain.vite(),
      domain: SiteDomain.inZone(dns, `merchant.${props.rootDomain}`),
      bucketName: 'prd-rl-bank-mp-webapp',
      backends,
    });

    const linesOf = (site: StaticSpaSite) => site.buildSettings.map(({ line }) => line).join(' ');
    new CfnOutput(this, 'WebAppBuild', { value: linesOf(webApp) });
    new CfnOutput(this, 'MerchantPortalBuild', { value: linesOf(merchantPortal) });
    new CfnOutput(this, 'CorsOrigins', { value: [webApp, merchantPortal].map(({ origin }) => origin).join(',') });
  }
}
