import { Aws } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { adoptedBucket, adoptedCertificate } from './adopted';
import { BankStack } from './bank-stack';
import { EdgeCertificate } from '../../../edge';
import { BankDns } from '../../../network';
import { ApiDomain } from '../../../service';
import { SiteDomain, SpaToolchain, StaticSpaSite } from '../../../site';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { SiteConfig } from '../../config/site-config';
import { SiteBackends, SiteBackendsOptions } from '../../site-backends';
import { graphqlUrlOf } from '../graphql';

/** What the sites depend on. */
export interface SiteNeighbours {
  readonly dns: BankDns;
  readonly domain: ApiDomain;
}

/** The customers' web app and the merchants' portal, with one certificate for both. */
export class SitesStack extends BankStack {
  /** The certificate for the hosts without an existing one. */
  public readonly certificate?: EdgeCertificate;
  public readonly webapp: StaticSpaSite;
  public readonly merchantPortal: StaticSpaSite;

  constructor(scope: Construct, id: string, config: BankMvpConfig, { dns, domain }: SiteNeighbours) {
    super(scope, id, config, 'The web app and the portal');
    const { adopt, appHost, merchantHost } = config;

    const names = [
      ...(adopt.webappCertificateArn === undefined ? [appHost] : []),
      ...(adopt.merchantPortalCertificateArn === undefined ? [merchantHost] : []),
    ];
    if (names.length > 0) {
      const [domainName, ...alternativeNames] = names;
      this.certificate = new EdgeCertificate(this, 'acm-edge', { zone: dns.zone, domainName, alternativeNames });
    }

    const accessLogBucket = adoptedBucket(this, adopt.siteAccessLogBucketName);
    const publishers = publishersOf(config);
    const site = (construct: string, toolchain: SpaToolchain, host: string, props: SiteConfig, arn?: string) => {
      const certificate = adoptedCertificate(this, arn, construct) ?? this.certificate;
      return new StaticSpaSite(this, construct, {
        toolchain,
        domain: SiteDomain.inZone(dns, host, { certificate }),
        bucketName: props.bucketName,
        backends: SiteBackends.forToolchain(toolchain, backendsOf(config, props, domain)),
        webAclArn: props.webAclArn,
        accessLogBucket,
        customerKey: publishers && { publisherArns: publishers[construct] },
      });
    };
    const { webappCertificateArn, merchantPortalCertificateArn } = adopt;
    const flutter = SpaToolchain.flutter({ ownWebResources: config.webapp.ownWebResources });
    this.webapp = site('bank-web-static-site', flutter, appHost, config.webapp, webappCertificateArn);
    this.merchantPortal = site(
      'bank-mp-web-static-site',
      SpaToolchain.vite(),
      merchantHost,
      config.merchantPortal,
      merchantPortalCertificateArn,
    );
  }
}

/** The roles that write content with its KMS key, by construct; undefined without a customer managed key. */
function publishersOf({ encryption, deploy, namePrefix, account }: BankMvpConfig) {
  const role = (job: string) => `arn:${Aws.PARTITION}:iam::${account}:role/${namePrefix}-publish-${job}`;
  const { keyArn, publisherArns } = encryption;
  const ofDeploy: Record<string, string[]> = {
    'bank-web-static-site': deploy?.webapp ? [role('webapp')] : [],
    'bank-mp-web-static-site': deploy?.merchantPortal ? [role('mp-webapp')] : [],
  };
  const all = Object.entries(ofDeploy).map(([site, roles]) => [site, [...roles, ...publisherArns]]);
  return keyArn === undefined ? undefined : (Object.fromEntries(all) as Record<string, string[]>);
}

function backendsOf(config: BankMvpConfig, props: SiteConfig, domain: ApiDomain): SiteBackendsOptions {
  return {
    apiUrl: domain.url,
    graphqlUrl: graphqlUrlOf(domain),
    auth0Domain: config.auth0.domain,
    auth0ClientId: props.auth0ClientId,
    sentryDsn: props.sentryDsn,
    sentryEnvironment: config.sentry.environment,
  };
}
