/** What is known of a NAT gateway that somebody else looks after. */
export interface NatWayOutOptions {
  /**
   * The addresses that the tasks are seen under from outside: for the allow lists of databases and partners.
   * @default - not known here, ask whoever looks after the gateway
   */
  readonly addresses?: string[];
}

/** How endpoints reach the private subnets. */
export interface EndpointsWayOutOptions {
  /**
   * The route tables of the private subnets. With them S3 gets a gateway endpoint, which is free.
   * @default - S3 gets an interface endpoint, which is billed by the hour
   */
  readonly routeTableIds?: string[];

  /**
   * Further AWS services that the tasks call, as in the endpoint's name, such as `kms` or `sqs`.
   * @default - what a task needs to start: ecr.api, ecr.dkr, logs, secretsmanager, ssm and s3
   */
  readonly furtherServices?: string[];
}

/** How tasks in private subnets reach what they call. Nobody can see it from the ids of a network, so it is stated. */
export class WayOut {
  /**
   * The private subnets have a route to a NAT gateway, or another way to the internet.
   * @param options its addresses
   */
  public static nat(options: NatWayOutOptions = {}): WayOut {
    return new WayOut(false, options.addresses ?? [], undefined, []);
  }

  /**
   * The private subnets have no way to the internet: AWS services are reached by endpoints in the network, and nothing
   * else is. A login provider, a database or a mail service outside AWS needs `nat()`.
   * @param options how they are reached
   */
  public static endpoints(options: EndpointsWayOutOptions = {}): WayOut {
    return new WayOut(true, [], options.routeTableIds, options.furtherServices ?? []);
  }

  private constructor(
    /** Whether endpoints are made. */
    public readonly needsEndpoints: boolean,
    /** The addresses that the tasks are seen under from outside, where they are known. */
    public readonly addresses: string[],
    /** The route tables of the private subnets, where they are known. */
    public readonly routeTableIds: string[] | undefined,
    /** Further AWS services to reach by endpoint. */
    public readonly furtherServices: string[],
  ) {}
}
