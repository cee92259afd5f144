import { Certificate, CertificateValidation, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { ApiDomain } from '../../api-domain';

/** Creates the certificate of the load balancer in its region, validated by DNS, or takes the given one. */
export function certificateFor(scope: Construct, { name, dns, certificate }: ApiDomain): ICertificate {
  return (
    certificate ??
    new Certificate(scope, 'Certificate', {
      domainName: name,
      validation: CertificateValidation.fromDns(dns!.zone),
    })
  );
}
