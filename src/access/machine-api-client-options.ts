import { MachineMutualTls } from './machine-mutual-tls';
import { ApiExposure } from '../service';

/** Options of a `MachineApi` that say which clients reach it. */
export interface MachineApiClientOptions {
  /**
   * Clients that the API admits, by their addresses: others get 403 before the authorizer is asked.
   * @default ApiExposure.internet()
   */
  readonly exposure?: ApiExposure;

  /**
   * ARN of a web ACL of scope REGIONAL, such as `firewall.webAclArn` of an `EdgeFirewall`.
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * A second host, on which clients have to present a certificate. Authorizer and quota hold there too.
   * @default - no mutual TLS
   */
  readonly mutualTls?: MachineMutualTls;
}
