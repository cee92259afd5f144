import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IValkeyCache } from '../data';

/** The infrastructure that a role looks after. */
export interface InfrastructureScope {
  /** The zone whose records it writes. */
  readonly zone: IHostedZone;

  /** The names that it may request certificates for, and no others. */
  readonly certificateNames: string[];

  /**
   * The regions of the certificates, beside us-east-1.
   * @default - the region of the stack
   */
  readonly certificateRegions?: string[];

  /**
   * The cache that it makes and changes.
   * @default - it looks after no cache
   */
  readonly cache?: IValkeyCache;
}
