import { Construct } from 'constructs';
import { EdgeCertificate } from '../../edge';
import { SiteDomain } from '../site-domain';

/** The certificate of a site in a Route 53 zone, for all of its names. */
export function certificateFor(site: Construct, { dns, name, redirectFrom }: SiteDomain): EdgeCertificate {
  const names = { domainName: name, alternativeNames: redirectFrom };
  return new EdgeCertificate(site, 'Certificate', { zone: dns!.zone, ...names });
}
