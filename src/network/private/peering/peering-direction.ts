import { IConnectable, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { clientPlace, elsewhereProblem, portProblems, tcpPortsOf, tooEarlyProblem } from './opening-problems';
import { PeerClients } from './peer-clients';
import type { PeeringSide } from './peering-side';
import { CONNECTABLE } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { childScope } from '../../../core/private/resources/child-scope';
import { crossStackGroupId, importGroupInto } from '../../../core/private/stacks/import-group';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { dependOn } from '../../../core/private/stacks/weak-reference';

/** Tiers of both networks that connect, and that are connected to. */
export interface PeeredTiers {
  readonly clients: string[];
  readonly servers: string[];
}

const DESCRIPTION = 'By the peering';

/** One of both directions of a peering: clients in one network, servers in the other. */
export class PeeringDirection {
  private ranges?: PeerClients;

  constructor(
    private readonly peering: Construct & { readonly peeringConnectionId: string },
    public readonly clients: PeeringSide,
    public readonly servers: PeeringSide,
    private readonly tiers: PeeredTiers,
  ) {}

  /** Opens a server to the subnets of all clients, in the stack of the server's side; gives its ports. */
  public open(prop: string, opening: (ranges: IConnectable) => void): Port[] {
    const { peering, clients, servers, tiers } = this;
    const [sources, targets] = [clients.cidrsOf(tiers.clients), servers.cidrsOf(tiers.servers)];
    this.ranges ??= new PeerClients(new Construct(servers.place, 'Clients'), sources);
    const ports = this.ranges.opening(opening);
    throwOnProblems(peering, ...portProblems(prop, servers.network.node.path, ports));

    clients.routeTo(targets, tiers.clients, peering.peeringConnectionId);
    servers.routeTo(sources, tiers.servers, peering.peeringConnectionId);
    for (const port of ports.map((it) => tcpPortsOf(it)!)) {
      servers.admit({ ranges: sources, peerCidr: clients.parts.cidr, ports: port }, tiers.servers);
      clients.release({ ranges: targets, peerCidr: servers.parts.cidr, ports: port }, tiers.clients);
    }
    return ports;
  }

  /** Opens a server that is no binding. */
  public openServer(server: IConnectable, port: Port): Port[] {
    return this.open('server', (ranges) => {
      server.connections.securityGroups.forEach((group) => {
        ranges.connections.allowTo(importGroupInto(ranges, group), port, 'Clients of the other network');
      });
    });
  }

  /** Lets a client out whose stack is deployed after the peering: by rules in its stack. */
  public letOutLater(client: IConnectable, ports: Port[]): void {
    requireArgument(this.peering, 'client', client, CONNECTABLE);
    const place = clientPlace(client);
    throwOnProblems(this.peering, elsewhereProblem(client, this), tooEarlyProblem(this.peering, client, this));
    this.eachRange(ports, (range, port) => client.connections.allowTo(Peer.ipv4(range), port, DESCRIPTION));
    const places = place ? [this.clients.place, this.servers.place] : [];
    places.map(topLevelStack).forEach((it) => dependOn(topLevelStack(place!), it));
  }

  /** Lets a client out whose stack is deployed before the peering: by rules in the stack of the client's side. */
  public letOut(client: IConnectable, ports: Port[]): void {
    throwOnProblems(this.peering, elsewhereProblem(client, this));
    const groups = childScope(this.clients.place, 'RunningClients');
    for (const group of client.connections.securityGroups) {
      const { allowAllOutbound } = group;
      const known = groups.node.tryFindChild(group.node.addr) as SecurityGroup | undefined;
      const imported =
        known ??
        SecurityGroup.fromSecurityGroupId(groups, group.node.addr, crossStackGroupId(group), { allowAllOutbound });
      this.eachRange(ports, (range, port) => imported.addEgressRule(Peer.ipv4(range), port, DESCRIPTION, true));
    }
  }

  private eachRange(ports: Port[], rule: (range: string, port: Port) => void): void {
    this.servers.cidrsOf(this.tiers.servers).forEach((range) => ports.forEach((port) => rule(range, port)));
  }
}
