/** Options for egress through NAT gateways of the network. */
export interface NatEgressOptions {
  /**
   * Public IP addresses of the NAT gateways, for the allow lists of databases and partners.
   * @default - not known here: ask the team that runs the network
   */
  readonly addresses?: string[];
}

/** Options for egress through VPC endpoints. */
export interface VpcEndpointsEgressOptions {
  /**
   * Route tables of the private subnets. With them S3 gets a gateway endpoint, which is free.
   * @default - S3 gets an interface endpoint, which is billed by the hour
   */
  readonly routeTableIds?: string[];

  /**
   * Further AWS services that the tasks call, as in the name of the endpoint, such as `kms` or `sqs`.
   * @default - the services that a task needs to start: ecr.api, ecr.dkr, logs, secretsmanager, ssm and s3
   */
  readonly additionalServices?: string[];
}

/**
 * Egress path of the private subnets: NAT gateways or VPC endpoints. It cannot be derived from subnet ids, so it is stated.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html
 * @example
 * import { NetworkEgress } from 'rl-bank-constructs/network';
 *
 * const nat = NetworkEgress.nat({ addresses: ['203.0.113.7'] });
 * const endpoints = NetworkEgress.vpcEndpoints({ additionalServices: ['kms'] });
 */
export class NetworkEgress {
  /**
   * The private subnets have a route to a NAT gateway, or another route to the internet. Nothing is created.
   * @param options public IP addresses of the gateways
   */
  public static nat(options: NatEgressOptions = {}): NetworkEgress {
    return new NetworkEgress(false, options.addresses ?? [], undefined, []);
  }

  /**
   * The private subnets have no route to the internet: VPC endpoints are created, and tasks reach AWS services alone.
   *
   * A login provider, a database or a mail service outside AWS needs `nat()`.
   * @param options route tables, and further services
   */
  public static vpcEndpoints(options: VpcEndpointsEgressOptions = {}): NetworkEgress {
    return new NetworkEgress(true, [], options.routeTableIds, options.additionalServices ?? []);
  }

  private constructor(
    /**
     * Whether VPC endpoints are created.
     * @internal
     */
    public readonly _needsEndpoints: boolean,
    /** Public IP addresses of the NAT gateways, empty where they are not known. */
    public readonly addresses: string[],
    /** Route tables of the private subnets, where they are known. */
    public readonly routeTableIds: string[] | undefined,
    /** Further AWS services that get an endpoint. */
    public readonly additionalServices: string[],
  ) {}
}
