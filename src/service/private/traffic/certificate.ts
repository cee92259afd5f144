import { Certificate, CertificateValidation, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { ApiDomain } from '../../api-domain';

/** Creates the certificate of the load balancer in its region, validated by DNS, or takes the given one. */
export function certificateFor(scope: Construct, domain: ApiDomain, names: string[] = domain.names): ICertificate {
  const [domainName, ...others] = names;
  return (
    domain.certificate ??
    new Certificate(scope, 'Certificate', {
      domainName,
      subjectAlternativeNames: others.length > 0 ? others : undefined,
      validation: CertificateValidation.fromDns(domain.dns!.zone),
    })
  );
}

/** Whether a certificate with these names is valid for the name: a wildcard stands for one label. */
export function isCovered(name: string, certificateNames: string[]): boolean {
  return certificateNames.includes(name) || certificateNames.includes(name.replace(/^[^.]+/, '*'));
}
