import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ApiDomain } from '../service';

/**
 * Mutual TLS of a `MachineApi`: a host of its own, on which clients have to present a certificate. The routes are on the other host,
 * too, without one: an authorizer that needs it looks for `requestContext.identity.clientCert`, and is not cached.
 */
export interface MachineMutualTls {
  /** Name of the host, beside that of the API, such as `partner.tracker.example`. */
  readonly domain: ApiDomain;

  /** Bucket with the truststore, in the region of the API. CloudFormation reads the object, by the permissions of its role. */
  readonly truststoreBucket: IBucket;

  /** Key of the object with the certificates of the authorities, in PEM, such as `partners.pem`. */
  readonly truststoreKey: string;

  /**
   * Version of the object. A new version reaches API Gateway with the deployment that names it.
   * @default - the latest version when the host is created: API Gateway does not notice later ones
   */
  readonly truststoreVersion?: string;
}
