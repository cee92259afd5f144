import { Aws, Stack, Tags, Token } from 'aws-cdk-lib';
import {
  CfnInternetGateway,
  CfnSubnet,
  CfnVPC,
  CfnVPCGatewayAttachment,
  IVpc,
  PrivateSubnet,
  PublicSubnet,
  Subnet,
  SubnetProps,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct, DependencyGroup } from 'constructs';
import { PlannedSubnet, PlannedTier, TierKind } from './tier-plan';

/** A tier with its subnets. */
export interface CreatedTier<T extends Subnet = Subnet> extends PlannedTier {
  readonly created: T[];
}

/** Values of the tags by which `Vpc.fromLookup` of other apps knows the kind of a subnet. */
const LOOKUP_TYPES: Record<TierKind, string> = { public: 'Public', egress: 'Private', isolated: 'Isolated' };

/**
 * The VPC without subnets.
 *
 * `Vpc` of the CDK would compare the zones with those of the stack, which the CLI looks up in the account, and number
 * subnets by their place in the list: another zone would rename those behind it.
 */
export function vpcOf(network: Construct, cidrBlock: string, availabilityZones: string[]): IVpc {
  const { ref: vpcId } = named(
    network,
    new CfnVPC(network, 'Resource', { cidrBlock, enableDnsHostnames: true, enableDnsSupport: true }),
  );
  return Vpc.fromVpcAttributes(network, 'Vpc', { vpcId, availabilityZones, vpcCidrBlock: cidrBlock });
}

/** The public subnets, with a route to an internet gateway. */
export function publicTier(network: Construct, vpc: IVpc, planned: PlannedTier): CreatedTier<PublicSubnet> {
  const { ref: internetGatewayId } = named(network, new CfnInternetGateway(network, 'InternetGateway'));
  const attachment = new CfnVPCGatewayAttachment(network, 'InternetGatewayAttachment', {
    vpcId: vpc.vpcId,
    internetGatewayId,
  });
  (vpc.internetConnectivityEstablished as DependencyGroup).add(attachment);
  const created = planned.subnets.map((subnet) => {
    return inZone(new PublicSubnet(network, idOf(planned, subnet), subnetProps(vpc, subnet)));
  });
  created.forEach((subnet) => subnet.addDefaultInternetRoute(internetGatewayId, attachment));
  return { ...planned, created: tagged(planned, created) };
}

/** Subnets without a route out of the VPC. */
export function privateTier(network: Construct, vpc: IVpc, planned: PlannedTier): CreatedTier<PrivateSubnet> {
  const created = planned.subnets.map((subnet) => {
    return inZone(new PrivateSubnet(network, idOf(planned, subnet), subnetProps(vpc, subnet)));
  });
  return { ...planned, created: tagged(planned, created) };
}

/**
 * Gives the VPC its subnets of the three tiers. Those of an additional tier are not among them: what is placed in the private
 * subnets of the VPC by default would move with each tier.
 */
export function addSubnets(vpc: IVpc, [publicOnes, app, data]: CreatedTier[]): void {
  vpc.publicSubnets.push(...publicOnes.created);
  vpc.privateSubnets.push(...app.created);
  vpc.isolatedSubnets.push(...data.created);
}

function idOf(tier: PlannedTier, { number }: PlannedSubnet): string {
  return `${tier.name}Subnet${number}`;
}

function subnetProps(vpc: IVpc, { zone, cidr }: PlannedSubnet): SubnetProps {
  return { vpcId: vpc.vpcId, availabilityZone: zone, cidrBlock: cidr, mapPublicIpOnLaunch: false };
}

/** The zone by region and letter, in the template: CloudFormation's linter warns of its name. The CDK knows the name. */
function inZone<T extends Subnet>(subnet: T): T {
  if (!Token.isUnresolved(Stack.of(subnet).region)) {
    const resource = subnet.node.defaultChild as CfnSubnet;
    resource.availabilityZone = `${Aws.REGION}${subnet.availabilityZone.at(-1)}`;
  }
  return subnet;
}

/** The subnets with the tags of the CDK. */
function tagged<T extends Subnet>(tier: PlannedTier, created: T[]): T[] {
  const includeResourceTypes = [CfnSubnet.CFN_RESOURCE_TYPE_NAME];
  for (const subnet of created) {
    Tags.of(subnet).add('aws-cdk:subnet-name', tier.name, { includeResourceTypes });
    Tags.of(subnet).add('aws-cdk:subnet-type', LOOKUP_TYPES[tier.kind], { includeResourceTypes });
  }
  return created;
}

/** The resource with the path of the network as its name, in the console. */
export function named<T extends Construct>(network: Construct, resource: T): T {
  Tags.of(resource).add('Name', network.node.path);
  return resource;
}
