import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { Stage } from './stages';
import { EdgeFirewall, FirewallMode, FirewallScope } from 'rl-bank-constructs/edge';
import { BankDns } from 'rl-bank-constructs/network';
import { UptimeCheck } from 'rl-bank-constructs/observability';
import { SharedLoadBalancer } from 'rl-bank-constructs/service';
import { SiteDomain, SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';

interface WebStackProps extends StackProps {
  readonly stage: Stage;
  readonly dns: BankDns;
  readonly loadBalancer: SharedLoadBalancer;
}

/** The shop on S3 and the API behind it, by one distribution with one firewall; and the check from outside. */
export class WebStack extends Stack {
  public readonly firewall: EdgeFirewall;
  public readonly site: StaticSpaSite;
  public readonly uptime: UptimeCheck;

  constructor(scope: Construct, id: string, { stage, dns, loadBalancer, ...props }: WebStackProps) {
    super(scope, id, { ...props, description: 'The shop of the retail enterprise' });
    this.firewall = new EdgeFirewall(this, 'Firewall', {
      scope: FirewallScope.CLOUDFRONT,
      mode: FirewallMode.BLOCK,
    });
    this.site = new StaticSpaSite(this, 'Shop', {
      toolchain: SpaToolchain.vite(),
      domain: SiteDomain.inZone(dns, stage.host),
      tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025,
      webAclArn: this.firewall.webAclArn,
    });
    this.site.addApi('/api/*', loadBalancer.vpcOrigin); // WebSockets, too
    this.uptime = new UptimeCheck(this, 'Uptime', { url: `https://${stage.host}/api/health` });
    new CfnOutput(this, 'ShopBucket', { value: this.site.bucketName });
    new CfnOutput(this, 'ShopDistribution', { value: this.site.distributionId });
  }
}
