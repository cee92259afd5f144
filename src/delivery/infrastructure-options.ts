import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IValkeyCache } from '../data';

/** DNS records, certificates and cache that a role reads or manages. */
export interface InfrastructureOptions {
  /** Hosted zone with the records. */
  readonly zone: IHostedZone;

  /** Domain names that certificates may be requested for, such as `api.bank.example`. */
  readonly certificateNames: string[];

  /**
   * Regions of the certificates. us-east-1 is always among them.
   * @default - the region of the stack, and us-east-1
   */
  readonly certificateRegions?: string[];

  /**
   * ElastiCache serverless cache.
   * @default - no permissions on a cache
   */
  readonly cache?: IValkeyCache;
}

/** Options for `DeployPermissions.manageInfrastructure()`. */
export interface ManageInfrastructureOptions extends InfrastructureOptions {
  /**
   * Whether the role creates records and certificates through CloudFormation. Adds `route53:GetChange` and
   * `acm:AddTagsToCertificate`, as an inline policy of its own.
   * @default false
   */
  readonly throughCloudFormation?: boolean;
}
