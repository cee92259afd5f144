import { App, Stack } from 'aws-cdk-lib';
import { CfnSubnet } from 'aws-cdk-lib/aws-ec2';
import { ACCOUNT, newApp, resourcesOf, templateOf } from './cloud';
import { NetworkEgress, ThreeTierNetwork, ThreeTierNetworkProps } from '../../src/network';

export const OREGON = { account: ACCOUNT, region: 'us-west-2' };

export function stackIn(region: string | undefined, app: App = newApp()): Stack {
  return new Stack(app, 'Web', { env: region === undefined ? undefined : { account: ACCOUNT, region } });
}

export function threeTiersIn(stack: Stack, props: Partial<ThreeTierNetworkProps> = {}): ThreeTierNetwork {
  const egress = NetworkEgress.natGatewayPerZone();
  return new ThreeTierNetwork(stack, 'Network', { cidr: '10.0.0.0/16', egress, ...props });
}

/** CIDR blocks by the ids of their subnets. */
export function cidrsOf(stack: Stack): Record<string, string> {
  const subnets = stack.node.findAll().filter(CfnSubnet.isCfnSubnet) as CfnSubnet[];
  return Object.fromEntries(subnets.map((subnet) => [subnet.node.scope!.node.id, subnet.cidrBlock!]));
}

/** Default routes by the id of the subnet and their target. */
export function defaultRoutesOf(stack: Stack): Record<string, string> {
  const routes = Object.entries<any>(templateOf(stack).Resources).filter(([, { Type }]) => Type === 'AWS::EC2::Route');
  return Object.fromEntries(
    routes.map(([id, { Properties }]) => {
      const { NatGatewayId, GatewayId } = Properties;
      const target = /(PublicSubnet\d)NAT|InternetGateway/.exec((NatGatewayId ?? GatewayId).Ref)!;
      return [/[A-Z][a-z]+Subnet\d/.exec(id)![0], target[1] ?? target[0]];
    }),
  );
}

export interface Rule {
  readonly acl: string;
  readonly text: string;
  readonly number: number;
}

export function rulesOf(stack: Stack): Rule[] {
  return resourcesOf(stack, 'AWS::EC2::NetworkAclEntry').map(({ Properties }) => {
    const { Egress, Protocol, PortRange, CidrBlock, NetworkAclId, RuleAction, RuleNumber } = Properties;
    const protocol = { '-1': 'all', 6: 'tcp', 17: 'udp', 1: 'icmp' }[Protocol as string];
    const ports = PortRange ? ` ${PortRange.From}-${PortRange.To}` : '';
    const text = `${RuleAction} ${protocol}${ports} ${Egress ? 'to' : 'from'} ${CidrBlock}`;
    return { acl: /NetworkAcls([A-Z][a-z]+)/.exec(NetworkAclId.Ref)![1], text, number: RuleNumber };
  });
}

export const textsOf = (stack: Stack, acl: string) =>
  rulesOf(stack)
    .filter((rule) => rule.acl === acl)
    .map(({ text }) => text);

const oregon = new Stack(newApp(), 'Web', { env: OREGON });

/** With the defaults and a gateway for each zone, as FE1 has it, for whatever is only read. */
export const usual = { stack: oregon, network: threeTiersIn(oregon) };
