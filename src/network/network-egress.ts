/** What is known of a NAT gateway that somebody else looks after. */
export interface NatEgressOptions {
  /**
   * The addresses that the tasks are seen under from outside: for the allow lists of databases and partners.
   * @default - not known here, ask whoever looks after the gateway
   */
  readonly addresses?: string[];
}

/** How endpoints reach the private subnets. */
export interface VpcEndpointsEgressOptions {
  /**
   * The route tables of the private subnets. With them S3 gets a gateway endpoint, which is free.
   * @default - S3 gets an interface endpoint, which is billed by the hour
   */
  readonly routeTableIds?: string[];

  /**
   * Further AWS services that the tasks call, as in the endpoint's name, such as `kms` or `sqs`.
   * @default - what a task needs to start: ecr.api, ecr.dkr, logs, secretsmanager, ssm and s3
   */
  readonly additionalServices?: string[];
}

/** How tasks in private subnets reach what they call. Nobody can see it from the ids of a network, so it is stated. */
export class NetworkEgress {
  /**
   * The private subnets have a route to a NAT gateway, or another way to the internet.
   * @param options its addresses
   */
  public static nat(options: NatEgressOptions = {}): NetworkEgress {
    return new NetworkEgress(false, options.addresses ?? [], undefined, []);
  }

  /**
   * The private subnets have no way to the internet: AWS services are reached by endpoints in the network, and nothing
   * else is. A login provider, a database or a mail service outside AWS needs `nat()`.
   * @param options how they are reached
   */
  public static vpcEndpoints(options: VpcEndpointsEgressOptions = {}): NetworkEgress {
    return new NetworkEgress(true, [], options.routeTableIds, options.additionalServices ?? []);
  }

  private constructor(
    /** Whether endpoints are made. */
    public readonly needsEndpoints: boolean,
    /** The addresses that the tasks are seen under from outside, where they are known. */
    public readonly addresses: string[],
    /** The route tables of the private subnets, where they are known. */
    public readonly routeTableIds: string[] | undefined,
    /** Further AWS services to reach by endpoint. */
    public readonly additionalServices: string[],
  ) {}
}
