import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { BankDns, ZoneSource } from 'rl-bank-constructs/network';
import { ApiDomain } from 'rl-bank-constructs/service';
import { SiteDomain, SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';

export interface SitesStackProps extends StackProps {
  readonly rootDomain: string;
  readonly hostedZoneId: string;
  readonly auth0Domain: string;
  readonly apiDomain: ApiDomain;
}

/** The customers' web app and the merchants' portal, on one pattern. */
export class SitesStack extends Stack {
  public readonly zone: IHostedZone;
  public readonly webApp: StaticSpaSite;
  public readonly merchantPortal: StaticSpaSite;

  constructor(scope: Construct, id: string, props: SitesStackProps) {
    super(scope, id, props);
    const { url: apiUrl, graphqlUrl } = props.apiDomain;
    const backends = { apiUrl, graphqlUrl, auth0Domain: props.auth0Domain };

    const dns = new BankDns(this, 'Dns', {
      rootDomain: props.rootDomain,
      zone: ZoneSource.existing(props.hostedZoneId),
    });
    this.zone = dns.zone;
    this.webApp = new StaticSpaSite(this, 'WebApp', {
      toolchain: SpaToolchain.flutter(),
      domain: SiteDomain.inZone(dns, `app.${props.rootDomain}`),
      bucketName: 'prd-rl-bank-webapp',
      backends,
    });
    this.merchantPortal = new StaticSpaSite(this, 'MerchantPortal', {
      toolchain: SpaToolchain.vite(),
      domain: SiteDomain.inZone(dns, `merchant.${props.rootDomain}`),
      bucketName: 'prd-rl-bank-mp-webapp',
      backends,
    });

    const linesOf = (site: StaticSpaSite) => site.buildSettings.map(({ line }) => line).join(' ');
    new CfnOutput(this, 'WebAppBuild', { value: linesOf(this.webApp) });
    new CfnOutput(this, 'MerchantPortalBuild', { value: linesOf(this.merchantPortal) });
    new CfnOutput(this, 'CorsOrigins', {
      value: [this.webApp, this.merchantPortal].map(({ origin }) => origin).join(','),
    });
  }
}
