import { IBucket } from 'aws-cdk-lib/aws-s3';
import { MachineAuthorizer, MachineQuota, MachineRouteOptions, MachineThrottle } from '../access';
import { ApiExposure } from '../service';

/** A route of the machine API of a cell: it leads to the version of the API that its path begins with. */
export interface CellMachineRoute extends MachineRouteOptions {
  /** HTTP method, or `ANY`. */
  readonly method: string;

  /** Path, such as `/v1/tasks/{id}`: the API is called with the same one. */
  readonly path: string;

  /**
   * Request headers from the answer of the authorizer, by name, such as `{ 'x-tenant-id': 'tenantId' }`. They replace those that a
   * client sends.
   * @default - no headers
   */
  readonly headersFromAuthorizer?: Record<string, string>;
}

/** A second host of the machine API, `partner.machine.<domain>`, on which clients have to present a certificate. */
export interface CellMachineMutualTls {
  /** Bucket with the truststore, in the region of the cell. */
  readonly truststoreBucket: IBucket;

  /** Key of the object with the certificates of the authorities, in PEM, such as `partners.pem`. */
  readonly truststoreKey: string;

  /**
   * Version of the object. A new version reaches API Gateway with the deployment that names it.
   * @default - the latest version when the host is created
   */
  readonly truststoreVersion?: string;
}

/** Options for the machine API of a `ProductCell`. */
export interface CellMachineApiOptions {
  /** Authorizer of all routes that are not open. */
  readonly authorizer: MachineAuthorizer;

  /** Routes, one at least. Further ones are added by `cell.machineApi.addRoute()`. */
  readonly routes: CellMachineRoute[];

  /**
   * Quota of each API key.
   * @default - that of a `MachineApi`
   */
  readonly quota?: MachineQuota;

  /**
   * Throttle of all requests together.
   * @default - that of a `MachineApi`
   */
  readonly throttle?: MachineThrottle;

  /**
   * Clients that the API admits, by their addresses.
   * @default ApiExposure.internet()
   */
  readonly exposure?: ApiExposure;

  /**
   * A second host, on which clients have to present a certificate.
   * @default - no mutual TLS
   */
  readonly mutualTls?: CellMachineMutualTls;

  /**
   * Whether this cell creates the role with which API Gateway writes logs, and sets it for the account and region: one stack of an
   * account does.
   * @default false
   */
  readonly accountLogging?: boolean;
}
