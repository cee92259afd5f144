import { CfnSecurityGroup, IConnectable, Port } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { TcpPorts } from './peer-rules';
import type { PeeringSide } from './peering-side';
import type { IServiceBinding } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';
import { areDifferent, topLevelStack } from '../../../core/private/stacks/stack-of';

/** Both networks of one direction. */
interface Sides {
  readonly clients: PeeringSide;
  readonly servers: PeeringSide;
}

/** The port as numbers; `undefined` for what network ACLs would need another rule for. */
export function tcpPortsOf(port: Port): TcpPorts | undefined {
  const { ipProtocol, fromPort, toPort } = port.toRuleJson();
  const isTcp = ipProtocol === 'tcp' && [fromPort, toPort].every((it) => isWhole(it, 0, 65535)); // a token is negative
  return isTcp ? { from: fromPort, to: toPort } : undefined;
}

/** What has no port to open, or one that is not of TCP. */
export function portProblems(prop: string, value: string, ports: Port[]): Array<Problem | undefined> {
  const other = ports.find((port) => tcpPortsOf(port) === undefined);
  return [
    problemIf(ports.length === 0, {
      code: 'network-peering/nothing-to-open',
      prop,
      value,
      allowed: 'must be something in a VPC that opens a port to its clients, such as a database or a cache',
      fix: 'pass it to `uses` of the service as it is: the API of AWS is reached without the peering',
    }),
    problemIf(other !== undefined, {
      code: 'network-peering/not-a-tcp-port',
      prop,
      value: `${value}, which opens ${other?.toString()}`,
      allowed: 'must open TCP ports that are known at synthesis',
      fix: 'open the port by security group rules and entries of the network ACL of your own',
    }),
  ];
}

/** Secrets of another region are read over the internet: VPC endpoints lead to services of their own region. */
export function secretsProblem(binding: IServiceBinding, { clients, servers }: Sides): Problem | undefined {
  const [own, other] = [clients, servers].map(({ network }) => topLevelStack(network).region);
  const names = Object.keys(binding.secrets).sort();
  return problemIf(own !== other && names.length > 0 && clients.parts.natGateways === 0, {
    code: 'network-peering/no-way-to-secrets',
    prop: 'binding',
    value: names,
    allowed: `must be readable from ${clients.network.node.path}, which has no NAT gateway: these secrets are in ${other}, and VPC endpoints lead to Secrets Manager of ${own}`,
    fix: 'give that network `NetworkEgress.natGatewayPerZone()` or `singleNatGateway()`, or the database `iamAuthentication`',
  });
}

/** Clients in another region or network than the one whose subnets are admitted, such as those of the other direction. */
export function elsewhereProblem(client: IConnectable, { clients, servers }: Sides): Problem | undefined {
  const place = clientPlace(client);
  const side = topLevelStack(clients.network);
  const stack = place && topLevelStack(place);
  const { vpcId } = (place?.node.defaultChild ?? {}) as Partial<CfnSecurityGroup>;
  const isFar = stack !== undefined && areDifferent(stack.region, side.region);
  return problemIf(isFar || vpcId === servers.network.vpc.vpcId, {
    code: 'network-peering/client-elsewhere',
    prop: 'client',
    value: `${place?.node.path} in ${isFar ? stack.region : servers.network.node.path}`,
    allowed: `must be in ${clients.network.node.path} in ${side.region}, whose subnets are admitted`,
    fix: 'call the method of the other direction: `…ToPeer` for clients in `network`, and `…FromPeer` for clients in `peerNetwork`',
  });
}

/** Clients in a stack that has to be deployed before the peering. */
export function tooEarlyProblem(peering: Construct, client: IConnectable, sides: Sides): Problem | undefined {
  const { clients, servers } = sides;
  const place = clientPlace(client);
  const before = [peering, servers.place, clients.place, clients.network].map(topLevelStack);
  return problemIf(place !== undefined && before.includes(topLevelStack(place)), {
    code: 'network-peering/client-before-peering',
    prop: 'client',
    value: place?.node.path,
    allowed: `must be in a stack that is deployed after the peering ${peering.node.path}, or it would start before there is a way`,
    fix: 'create the peering in a stack of its own, and its clients in another stack than their network',
  });
}

/** Construct that a client's rules belong to. */
export function clientPlace(client: IConnectable): Construct | undefined {
  return client.connections.securityGroups[0] as Construct | undefined;
}
