import { Stack, StackProps } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { EdgeFirewall, FirewallMode, FirewallScope } from 'rl-bank-constructs/edge';
import { ApiExposure, ExternalEdge } from 'rl-bank-constructs/service';

/** Where SQL is what clients send. */
const SQL = ['/v1/sql'];

interface EdgeStackProps extends StackProps {
  /** Of `tracker.example` and `*.tracker.example`: requested and validated at the DNS provider before the first deployment. */
  readonly certificateArn: string;
}

/** What both paths have behind Cloudflare: the certificate, the firewall, and that its addresses alone are admitted. */
export class EdgeStack extends Stack {
  public readonly certificate: ICertificate;
  public readonly firewall: EdgeFirewall;
  public readonly exposure: ApiExposure;

  constructor(scope: Construct, id: string, { certificateArn, ...props }: EdgeStackProps) {
    super(scope, id, { ...props, description: 'What the expense tracker has behind Cloudflare' });
    const cloudflare = ExternalEdge.cloudflare();
    this.certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    this.exposure = ApiExposure.externalEdge(cloudflare);
    this.firewall = new EdgeFirewall(this, 'Firewall', {
      scope: FirewallScope.REGIONAL,
      mode: FirewallMode.BLOCK,
      clientAddressHeader: cloudflare.clientAddressHeader,
      ruleExceptions: { SQLi_BODY: SQL, SQLiExtendedPatterns_BODY: SQL },
    });
  }
}
