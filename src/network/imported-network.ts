import { Annotations, Lazy } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup, IVpc, SecurityGroup, SubnetSelection, Vpc } from 'aws-cdk-lib/aws-ec2';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { NetworkEgress } from './network-egress';
import { allowEndpointAccess, endpointsOf } from './private/endpoints';
import { networkProblems } from './private/network-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';

/** Properties for defining an `ImportedNetwork`. */
export interface ImportedNetworkProps {
  /** Id of the VPC. */
  readonly vpcId: string;

  /** Ids of the public subnets, for load balancers: two at least, in different Availability Zones. */
  readonly publicSubnetIds: string[];

  /** Ids of the private subnets, for tasks and caches: two at least, in different Availability Zones. */
  readonly privateSubnetIds: string[];

  /** Egress path of the private subnets: NAT gateways or VPC endpoints. */
  readonly egress: NetworkEgress;

  /**
   * Availability Zones, in the order of the subnets, for constructs that need their names.
   * @default - not known: a construct that needs them is refused
   */
  readonly availabilityZones?: string[];
}

/**
 * A VPC of another team, referenced by ids alone: no lookup, no credentials, no names of Availability Zones, no warnings.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 *
 * @example
 * import { ImportedNetwork, NetworkEgress } from 'rl-bank-constructs/network';
 *
 * const network = new ImportedNetwork(this, 'Network', {
 *   vpcId: 'vpc-0123456789abcdef0',
 *   publicSubnetIds: ['subnet-0aaaaaaaaaaaaaaaa', 'subnet-0bbbbbbbbbbbbbbbb'],
 *   privateSubnetIds: ['subnet-0cccccccccccccccc', 'subnet-0dddddddddddddddd'],
 *   egress: NetworkEgress.nat({ addresses: ['203.0.113.7'] }),
 * });
 */
@propertyInjectable
export class ImportedNetwork extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.ImportedNetwork';

  /** VPC, for constructs of the CDK and of this library. */
  public readonly vpc: IVpc;

  /** Selection of the public subnets. */
  public readonly publicSubnets: SubnetSelection;

  /** Selection of the private subnets. */
  public readonly privateSubnets: SubnetSelection;

  /** Public IP addresses of the tasks' requests, for allow lists, empty where they are not known. */
  public readonly allowListAddresses: string[];

  /** Security group of the VPC endpoints, created or existing; `undefined` for egress by NAT. */
  public readonly endpointSecurityGroup?: ISecurityGroup;

  constructor(scope: Construct, id: string, props: ImportedNetworkProps) {
    super(scope, id);
    requireProps(this, props, { vpcId: true, publicSubnetIds: true, privateSubnetIds: true, egress: true });
    requireTypes(this, props, {
      ...{ vpcId: TEXT, publicSubnetIds: TEXTS, privateSubnetIds: TEXTS, availabilityZones: TEXTS },
      egress: instance('a NetworkEgress', 'usesVpcEndpoints'),
    });
    throwOnProblems(this, ...networkProblems(props));

    this.vpc = this.vpcOf(props);
    this.publicSubnets = { subnets: this.vpc.publicSubnets };
    this.privateSubnets = { subnets: this.vpc.privateSubnets };
    this.allowListAddresses = [...props.egress.addresses];
    const { _needsEndpoints: needsEndpoints, endpointSecurityGroupId } = props.egress;
    if (needsEndpoints) {
      this.endpointSecurityGroup = endpointsOf(this, this.vpc, {
        subnetIds: props.privateSubnetIds,
        routeTableIds: props.egress.routeTableIds && [...props.egress.routeTableIds].sort(),
        egress: props.egress,
      });
    } else if (endpointSecurityGroupId !== undefined) {
      this.endpointSecurityGroup = SecurityGroup.fromSecurityGroupId(this, 'EndpointClients', endpointSecurityGroupId);
    }
  }

  /**
   * Opens the VPC endpoints to a client, existing ones too. With egress by NAT nothing is needed, and nothing is added.
   * @param client service or security group whose tasks call AWS services
   */
  public allowEndpointAccessFrom(client: IConnectable): void {
    allowEndpointAccess(this, this.endpointSecurityGroup, client);
  }

  private vpcOf(props: ImportedNetworkProps): IVpc {
    const { publicSubnetIds, privateSubnetIds } = props;
    // The CDK pairs the subnets of each kind with Availability Zones by their number. If there are not as many of one kind
    // as of the other, each subnet is a kind of its own in one zone.
    const even = publicSubnetIds.length === privateSubnetIds.length;
    const kinds = (kind: string, ids: string[]) => (even ? [kind] : ids.map((_, index) => `${kind}${index + 1}`));
    const zones = even ? publicSubnetIds.map(() => this.unknownZone()) : [this.unknownZone()];
    const vpc = Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: props.vpcId,
      availabilityZones: props.availabilityZones ?? zones,
      publicSubnetIds,
      publicSubnetNames: kinds('Public', publicSubnetIds),
      privateSubnetIds,
      privateSubnetNames: kinds('Private', privateSubnetIds),
    });
    Annotations.of(vpc).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId');
    return vpc;
  }

  /** An Availability Zone without a name: a construct that needs the name gets an error, and not a guess. */
  private unknownZone(): string {
    return Lazy.uncachedString({
      produce: (context) => {
        throwOnProblems(context.scope, {
          code: 'network/zone-not-known',
          prop: 'availabilityZones',
          value: undefined,
          allowed: `must be given: a construct needs the Availability Zones of ${this.node.path}, which ids do not have`,
          fix: 'pass the zones in the order of the subnets',
        });
        return '';
      },
    });
  }
}
