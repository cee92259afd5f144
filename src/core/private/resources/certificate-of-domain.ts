import { Certificate, CertificateValidation, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

/** What a certificate follows from, of an `ApiDomain`. */
interface ApiDomain {
  readonly names: string[];
  readonly dns: { readonly zone: IHostedZone } | undefined;
  readonly certificate: ICertificate | undefined;
}

/** Creates the certificate of an API in its region, validated by DNS, or takes the given one. */
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
