import { HostedZoneSource } from '../../network';
import type { HubZoneOptions } from '../hub-zone-options';

/** The domain of one cell. */
export interface PlacedDomain {
  /** Domain, such as `acme.example`. */
  readonly domainName: string;
  /** Where its zone is. */
  readonly zone: HostedZoneSource;
  /** The zone that gets its name servers; undefined where its parent points at it already. */
  readonly hub?: HubZoneOptions;
}
