import { Token } from 'aws-cdk-lib';
import { CfnCertificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApplicationListenerCertificate, IApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';

/** Adds certificates that services share. The CDK numbers them: one that is removed would shift the others, and cut their TLS. */
export function addCertificates(scope: Construct, listener: IApplicationListener, certificates: ICertificate[]): void {
  const byArn = new Map(certificates.map((certificate) => [certificate.certificateArn, certificate]));
  const added = new Construct(scope, 'Certificates');
  for (const certificate of byArn.values()) {
    new ApplicationListenerCertificate(added, certificate.node.addr, { listener, certificates: [certificate] });
  }
}

/** Names of a certificate of this app that are known at synthesis. */
export function namesOf({ node }: ICertificate): string[] {
  const resource = node.defaultChild;
  const { domainName, subjectAlternativeNames = [] } = CfnCertificate.isCfnCertificate(resource)
    ? resource
    : { domainName: undefined };
  return [domainName ?? [], subjectAlternativeNames].flat().filter((name) => !Token.isUnresolved(name));
}

/** Whether a certificate with these names is valid for the name: a wildcard stands for one label. */
export function isCovered(name: string, certificateNames: string[]): boolean {
  return certificateNames.includes(name) || certificateNames.includes(name.replace(/^[^.]+/, '*'));
}
