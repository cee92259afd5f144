import { Certificate, CertificateValidation, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { ApiDomain } from '../../api-domain';

/** The certificate of the load balancer, in its own region: one that exists, or one of the API's own. */
export function certificateFor(scope: Construct, { name, dns, certificate }: ApiDomain): ICertificate {
  return (
    certificate ??
    new Certificate(scope, 'Certificate', {
      domainName: name,
      validation: CertificateValidation.fromDns(dns!.zone),
    })
  );
}
