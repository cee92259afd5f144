import { Annotations, Lazy } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup, IVpc, Port, SubnetSelection, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { NetworkEgress } from './network-egress';
import { endpointsOf } from './private/endpoints';
import { networkProblems } from './private/network-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { importGroupInto } from '../core/private/stacks/import-group';

/** Properties for defining an `ImportedNetwork`. */
export interface ImportedNetworkProps {
  /** The id of the VPC. */
  readonly vpcId: string;

  /** The ids of the public subnets, two at least, in different zones: load balancers go here. */
  readonly publicSubnetIds: string[];

  /** The ids of the private subnets, two at least, in different zones: tasks and caches go here. */
  readonly privateSubnetIds: string[];

  /** How the private subnets reach what the tasks call. */
  readonly egress: NetworkEgress;

  /**
   * The availability zones, in the order of the subnets, for constructs that ask for them.
   * @default - they are not needed, and a construct that asks is refused
   */
  readonly availabilityZones?: string[];
}

/**
 * A network that somebody else looks after, given by ids alone: no lookup, no credentials, no zone names, no warnings.
 */
export class ImportedNetwork extends Construct {
  /** The VPC, as the CDK's constructs take it. */
  public readonly vpc: IVpc;

  /** The public subnets. */
  public readonly publicSubnets: SubnetSelection;

  /** The private subnets. */
  public readonly privateSubnets: SubnetSelection;

  /** The addresses that the tasks are seen under from outside, for allow lists, empty where they are not known. */
  public readonly allowListAddresses: string[];

  /** The security group of the endpoints, where the egress path is endpoints. */
  public readonly endpointSecurityGroup?: ISecurityGroup;

  constructor(scope: Construct, id: string, props: ImportedNetworkProps) {
    super(scope, id);
    throwOnProblems(this, ...networkProblems(props));

    this.vpc = this.vpcOf(props);
    this.publicSubnets = { subnets: this.vpc.publicSubnets };
    this.privateSubnets = { subnets: this.vpc.privateSubnets };
    this.allowListAddresses = [...props.egress.addresses];
    if (props.egress.needsEndpoints) {
      this.endpointSecurityGroup = endpointsOf(this, this.vpc, props.privateSubnetIds, props.egress);
    }
  }

  /**
   * Lets a client use the egress path: opens the endpoints to it. A NAT gateway is open already.
   * @param client whose tasks call out
   */
  public allowEndpointAccessFrom(client: IConnectable): void {
    if (this.endpointSecurityGroup) {
      // From the client's side: the rules lie in its stack, and it waits for the endpoints. The other way round the tasks
      // would start before there is a way out, and the network would wait for them.
      client.connections.allowTo(
        importGroupInto(client, this.endpointSecurityGroup),
        Port.tcp(443),
        'AWS services by endpoint',
      );
    }
  }

  private vpcOf(props: ImportedNetworkProps): IVpc {
    const { publicSubnetIds, privateSubnetIds } = props;
    // The CDK wants the zones in order to pair the subnets of each kind. It pairs by number, and if there are not as
    // many of one kind as of the other, each subnet has to be a kind of its own in one zone.
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

  /** A zone that is counted and never told: a construct that wants its name gets a sentence instead of a guess. */
  private unknownZone(): string {
    return Lazy.uncachedString({
      produce: (context) => {
        throwOnProblems(context.scope, {
          code: 'network/zone-not-known',
          prop: 'availabilityZones',
          value: undefined,
          allowed: `a construct asks ${this.node.path} for the zones of its subnets, and ids do not tell them`,
          fix: 'pass the zones in the order of the subnets',
        });
        return '';
      },
    });
  }
}
