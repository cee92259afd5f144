import { requireArgument } from '../core/private/checks/required-props';
import { LIST, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';

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

  /**
   * CIDR ranges that may call the endpoints beside the clients of `allowEndpointAccessFrom()`, such as the range of the VPC.
   *
   * Private DNS counts for the whole VPC: from the deployment on, every other workload in it that calls one of these
   * services resolves the endpoint, and cannot connect unless its address is in a range.
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
   * @default - only clients of `allowEndpointAccessFrom()`
   */
  readonly clientRanges?: string[];

  /**
   * Further accounts whose principals and resources the endpoint policies allow, such as the account of a shared image
   * repository, or of another workload in a shared VPC.
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
   * @default - principals and resources of this account alone, and the bucket of ECR with the image layers
   */
  readonly additionalAccounts?: string[];
}

/**
 * Egress path of the private subnets: NAT gateways or VPC endpoints. It cannot be derived from subnet ids, so it is stated.
 *
 * An `ImportedNetwork` has gateways or endpoints already, or gets endpoints. A `ThreeTierNetwork` gets either.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html
 * @example
 * import { NetworkEgress } from 'rl-bank-constructs/network';
 *
 * const created = NetworkEgress.natGatewayPerZone();
 * const nat = NetworkEgress.nat({ addresses: ['203.0.113.7'] });
 * const endpoints = NetworkEgress.vpcEndpoints({ additionalServices: ['kms'], clientRanges: ['10.0.0.0/16'] });
 * const existing = NetworkEgress.fromEndpointSecurityGroupId('sg-0123456789abcdef0');
 */
export class NetworkEgress {
  /**
   * A new NAT gateway in each Availability Zone of a `ThreeTierNetwork`, each with an Elastic IP address. The loss of a zone
   * leaves the egress of the others. Each gateway is billed by the hour, and by the gigabyte that it passes on.
   */
  public static natGatewayPerZone(): NetworkEgress {
    return new NetworkEgress({ kind: 'natGatewayPerZone()' });
  }

  /**
   * One new NAT gateway for all zones of a `ThreeTierNetwork`, in the first of its zones, with an Elastic IP address. It is
   * billed by the hour, and by the gigabyte. If its zone is lost, all zones lose their egress, and what it passes on from
   * the other zones is billed as traffic between zones, too.
   */
  public static singleNatGateway(): NetworkEgress {
    return new NetworkEgress({ kind: 'singleNatGateway()' });
  }

  /** No egress from the app subnets of a `ThreeTierNetwork`: neither NAT gateways nor VPC endpoints. */
  public static none(): NetworkEgress {
    return new NetworkEgress({ kind: 'none()' });
  }

  /**
   * The private subnets have a route to a NAT gateway, or another route to the internet. Nothing is created.
   * @param options public IP addresses of the gateways
   */
  public static nat(options: NatEgressOptions = {}): NetworkEgress {
    requireTypes('NetworkEgress.nat', options, { addresses: TEXTS });
    return new NetworkEgress({ kind: 'nat()', addresses: options.addresses });
  }

  /**
   * The private subnets have no route to the internet: VPC endpoints are created, and tasks reach AWS services alone.
   *
   * Their private DNS counts for the whole VPC: other workloads in it need `clientRanges`, or `allowEndpointAccessFrom()`.
   * A login provider, a database or a mail service outside AWS needs `nat()`.
   * @param options route tables, further services, further clients and accounts
   */
  public static vpcEndpoints(options: VpcEndpointsEgressOptions = {}): NetworkEgress {
    requireTypes('NetworkEgress.vpcEndpoints', options, {
      routeTableIds: TEXTS,
      additionalServices: TEXTS,
      clientRanges: TEXTS,
      additionalAccounts: LIST,
    });
    return new NetworkEgress({ ...options, kind: 'vpcEndpoints()' });
  }

  /**
   * The private subnets have no route to the internet, and the VPC has endpoints for the AWS services of the tasks
   * already: ecr.api, ecr.dkr, logs, secretsmanager, ssm and s3. Nothing is created.
   * @param securityGroupId security group of the endpoints, which `allowEndpointAccessFrom()` opens to a client
   */
  public static fromEndpointSecurityGroupId(securityGroupId: string): NetworkEgress {
    requireArgument('NetworkEgress.fromEndpointSecurityGroupId', 'securityGroupId', securityGroupId);
    requireTypes('NetworkEgress.fromEndpointSecurityGroupId', { securityGroupId }, { securityGroupId: TEXT });
    return new NetworkEgress({ kind: 'fromEndpointSecurityGroupId()', endpointSecurityGroupId: securityGroupId });
  }

  /**
   * Factory that made it.
   * @internal
   */
  public readonly _kind: EgressKind;

  /** Whether tasks reach AWS services by VPC endpoints, created or existing, and nothing outside AWS. */
  public readonly usesVpcEndpoints: boolean;

  /**
   * Whether VPC endpoints are created.
   * @internal
   */
  public readonly _needsEndpoints: boolean;

  /** Public IP addresses of the NAT gateways, empty where they are not known. */
  public readonly addresses: string[];

  /** Route tables of the private subnets, where they are known. */
  public readonly routeTableIds?: string[];

  /** Further AWS services that get an endpoint. */
  public readonly additionalServices: string[];

  /** CIDR ranges that may call the endpoints that are created. Other workloads of the VPC outside of them cannot. */
  public readonly clientRanges: string[];

  /** Further accounts that the policies of the endpoints allow. */
  public readonly additionalAccounts: string[];

  /** Security group of endpoints that exist, `undefined` where they are created, and for egress by NAT. */
  public readonly endpointSecurityGroupId?: string;

  private constructor(egress: Egress) {
    this._kind = egress.kind;
    this._needsEndpoints = egress.kind === 'vpcEndpoints()';
    this.usesVpcEndpoints = this._needsEndpoints || egress.kind === 'fromEndpointSecurityGroupId()';
    this.addresses = egress.addresses ?? [];
    this.routeTableIds = egress.routeTableIds;
    this.additionalServices = egress.additionalServices ?? [];
    this.clientRanges = sorted(egress.clientRanges);
    this.additionalAccounts = sorted(egress.additionalAccounts);
    this.endpointSecurityGroupId = egress.endpointSecurityGroupId;
  }
}

/** The factories of `NetworkEgress`. */
type EgressKind =
  | 'natGatewayPerZone()'
  | 'singleNatGateway()'
  | 'none()'
  | 'nat()'
  | 'vpcEndpoints()'
  | 'fromEndpointSecurityGroupId()';

interface Egress extends NatEgressOptions, VpcEndpointsEgressOptions {
  readonly kind: EgressKind;
  readonly endpointSecurityGroupId?: string;
}

function sorted(values: string[] = []): string[] {
  return [...new Set(values)].sort();
}
