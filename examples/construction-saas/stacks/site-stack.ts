import { StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiStack } from './api-stack';
import { FilesStack } from './files-stack';
import { RegionStack } from './region-stack';
import { EdgeFirewall, FirewallMode, FirewallScope } from 'rl-bank-constructs/edge';
import { IBankDns } from 'rl-bank-constructs/network';
import { ApiHostHeader, SiteDomain, SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';

interface SiteStackProps extends StackProps {
  readonly dns: IBankDns;
  readonly domain: string;
  readonly api: ApiStack;
  readonly files: FilesStack;
}

/** CloudFront and its firewall, in front of the pages and of the API. S3 never sees the host of a tenant, and the API always does. */
export class SiteStack extends RegionStack {
  public readonly site: StaticSpaSite;
  public readonly firewall: EdgeFirewall;

  constructor(scope: Construct, id: string, { dns, domain, api, files, ...props }: SiteStackProps) {
    super(scope, id, { ...props, description: 'CloudFront of the platform in this region' });
    this.firewall = new EdgeFirewall(this, 'Firewall', { scope: FirewallScope.CLOUDFRONT, mode: FirewallMode.BLOCK });
    this.site = new StaticSpaSite(this, 'Site', {
      toolchain: SpaToolchain.vite(),
      domain: SiteDomain.inZone(dns, `*.${domain}`),
      webAclArn: this.firewall.webAclArn,
      backends: [{ urls: [`https://${files.files.bucketName}.s3.${this.region}.amazonaws.com`] }], // uploads by presigned URLs
    });
    this.site.addApi('/api/*', api.loadBalancer.vpcOrigin, { hostHeader: ApiHostHeader.VIEWER });
  }
}
