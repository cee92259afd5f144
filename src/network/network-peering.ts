import { Stack } from 'aws-cdk-lib';
import { CfnVPCPeeringConnection, IConnectable, Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IPeerableNetwork } from './i-peerable-network';
import { IServiceBinding } from '../core';
import {
  clientPlace,
  clientProblems,
  portProblems,
  secretsProblem,
  tcpPortsOf,
} from './private/peering/opening-problems';
import { PeerClients } from './private/peering/peer-clients';
import { peerableOf } from './private/peering/peerable';
import { PeeredBinding } from './private/peering/peered-binding';
import {
  latePeeringProblems,
  peeringProblems,
  placeProblems,
  unknownNetworkProblem,
} from './private/peering/peering-problems';
import { PeeringSide } from './private/peering/peering-side';
import { farPlace, peeringIdSeen } from './private/peering/peering-stacks';
import { named } from './private/tiers/subnets';
import { BINDING, bindingTypeProblems } from '../core/private/bindings/binding-types';
import { CONNECTABLE } from '../core/private/checks/cdk-types';
import { formatProblem, throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, TEXTS, typeProblems } from '../core/private/checks/types';
import { importGroupInto } from '../core/private/stacks/import-group';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { dependOn } from '../core/private/stacks/weak-reference';

const NETWORK = instance('an IPeerableNetwork, such as a ThreeTierNetwork', 'vpc');
const PORT = instance('a Port', 'toRuleJson');

/** Properties for defining a `NetworkPeering`. */
export interface NetworkPeeringProps {
  /** Network in the region of the stack, which requests the peering. */
  readonly network: IPeerableNetwork;

  /** Network of the other side, in any region of the account. Its CIDR block cannot overlap that of `network`. */
  readonly peerNetwork: IPeerableNetwork;

  /**
   * Tiers of both networks whose tasks connect to the other side.
   * @default ['App']
   */
  readonly clientTiers?: string[];

  /**
   * Tiers of both networks that are connected to from the other side.
   * @default ['Data']
   */
  readonly serverTiers?: string[];
}

/**
 * VPC peering of two networks of one account, in one region or in two.
 *
 * Nothing passes until a service uses something of the other side. Then the subnets of both get routes to each other, the network
 * ACLs rules for its port, and its security group admits the subnets of the clients. All of it lies in the stack of the peering
 * and, for a peer in another region, in its twin there: no resource of either network changes.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
 *
 * @example
 * import { PostgresDatabase } from 'rl-bank-constructs/data';
 * import { NetworkPeering, ThreeTierNetwork } from 'rl-bank-constructs/network';
 *
 * declare const frankfurt: ThreeTierNetwork;
 * declare const london: ThreeTierNetwork;
 * declare const registry: PostgresDatabase; // in London
 *
 * const peering = new NetworkPeering(this, 'Peering', { network: frankfurt, peerNetwork: london });
 * const uses = [peering.toPeer(registry.forUser('registry'))]; // of a service in Frankfurt
 */
@propertyInjectable
export class NetworkPeering extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.NetworkPeering';

  /** Id of the VPC peering connection, for any stack of the account. */
  public readonly peeringConnectionId: string;

  /** Stack of what the peer's side needs: a twin in its region, or the stack of the peering within one region. */
  public readonly peerStack: Stack;

  private readonly own: PeeringSide;
  private readonly peer: PeeringSide;
  private readonly clientTiers: string[];
  private readonly serverTiers: string[];
  private readonly clients = new Map<PeeringSide, PeerClients>();

  constructor(scope: Construct, id: string, props: NetworkPeeringProps) {
    super(scope, id);
    requireProps(this, props, { network: true, peerNetwork: true });
    const types = { network: NETWORK, peerNetwork: NETWORK, clientTiers: TEXTS, serverTiers: TEXTS };
    throwOnProblems(this, ...typeProblems(props, types));
    const { network, peerNetwork } = props;
    throwOnProblems(this, unknownNetworkProblem('network', network), unknownNetworkProblem('peerNetwork', peerNetwork));
    throwOnProblems(this, ...placeProblems(this, props));
    throwOnProblems(this, ...peeringProblems(props));
    const [ownParts, peerParts] = [peerableOf(network)!, peerableOf(peerNetwork)!];
    ownParts.peerings.push({ path: this.node.path, peer: peerNetwork, cidr: peerParts.cidr });
    peerParts.peerings.push({ path: this.node.path, peer: network, cidr: ownParts.cidr });
    this.clientTiers = [...(props.clientTiers ?? ['App'])];
    this.serverTiers = [...(props.serverTiers ?? ['Data'])];

    this.own = new PeeringSide(new Construct(this, 'Network'), network, ownParts);
    this.peer = new PeeringSide(farPlace(this, peerNetwork), peerNetwork, peerParts);
    const { region } = topLevelStack(peerNetwork);
    const connection = named(
      this,
      new CfnVPCPeeringConnection(this, 'Resource', {
        vpcId: this.own.vpcId,
        peerVpcId: this.peer.vpcId,
        peerRegion: region === topLevelStack(this).region ? undefined : region,
      }),
    );
    this.peeringConnectionId = peeringIdSeen(connection, [network, peerNetwork]);
    this.peerStack = Stack.of(this.peer.place);
    this.node.addValidation({ validate: () => this.lateProblems() });
  }

  /**
   * Something of `peerNetwork` for services in `network`, such as `database.forUser('registry')`: opens the way to it, and gives the
   * same variables and secrets. A service has it in its `uses`, and is deployed after the peering.
   * @param binding what the service uses, in the region of `peerNetwork`
   */
  public toPeer(binding: IServiceBinding): IServiceBinding {
    return this.bindingFor(binding, this.own, this.peer);
  }

  /**
   * Something of `network` for services in `peerNetwork`: opens the way to it, and gives the same variables and secrets. A
   * service has it in its `uses`, and is deployed after the peering.
   * @param binding what the service uses, in the region of `network`
   */
  public fromPeer(binding: IServiceBinding): IServiceBinding {
    return this.bindingFor(binding, this.peer, this.own);
  }

  /**
   * Opens a server in `peerNetwork` to a client in `network`, for what is not in the `uses` of a service.
   * @param client service or security group that connects
   * @param server database, service or security group that is connected to
   * @param port TCP port of the server
   */
  public allowToPeer(client: IConnectable, server: IConnectable, port: Port): void {
    this.allow({ client, server, port }, this.own, this.peer);
  }

  /**
   * Opens a server in `network` to a client in `peerNetwork`, for what is not in the `uses` of a service.
   * @param client service or security group that connects
   * @param server database, service or security group that is connected to
   * @param port TCP port of the server
   */
  public allowFromPeer(client: IConnectable, server: IConnectable, port: Port): void {
    this.allow({ client, server, port }, this.peer, this.own);
  }

  private bindingFor(binding: IServiceBinding, clients: PeeringSide, servers: PeeringSide): IServiceBinding {
    requireArgument(this, 'binding', binding, BINDING);
    throwOnProblems(this, ...bindingTypeProblems('binding', binding), secretsProblem(binding, clients, servers));
    const ports = this.open('binding', clients, servers, (ranges) => binding.allowAccessFrom(ranges));
    return new PeeredBinding(binding, (client) => this.connect(client, ports, clients, servers));
  }

  private allow(
    { client, server, port }: { client: IConnectable; server: IConnectable; port: Port },
    clients: PeeringSide,
    servers: PeeringSide,
  ): void {
    requireArgument(this, 'client', client, CONNECTABLE);
    requireArgument(this, 'server', server, CONNECTABLE);
    requireArgument(this, 'port', port, PORT);
    const ports = this.open('server', clients, servers, (ranges) => {
      server.connections.securityGroups.forEach((group) => {
        ranges.connections.allowTo(importGroupInto(ranges, group), port, 'Clients of the other network');
      });
    });
    this.connect(client, ports, clients, servers);
  }

  /** Opens a server to the subnets of all clients, in the stack of the server's side. */
  private open(
    prop: string,
    clients: PeeringSide,
    servers: PeeringSide,
    opening: (ranges: IConnectable) => void,
  ): Port[] {
    const [sources, targets] = [clients.cidrsOf(this.clientTiers), servers.cidrsOf(this.serverTiers)];
    const ranges = this.clients.get(servers) ?? new PeerClients(new Construct(servers.place, 'Clients'), sources);
    this.clients.set(servers, ranges);
    const ports = ranges.opening(opening);
    throwOnProblems(this, ...portProblems(prop, servers.network.node.path, ports));

    clients.routeTo(targets, this.clientTiers, this.peeringConnectionId);
    servers.routeTo(sources, this.serverTiers, this.peeringConnectionId);
    for (const port of ports.map((it) => tcpPortsOf(it)!)) {
      servers.admit({ ranges: sources, peerCidr: clients.parts.cidr, ports: port }, this.serverTiers);
      clients.release({ ranges: targets, peerCidr: servers.parts.cidr, ports: port }, this.clientTiers);
    }
    return ports;
  }

  /** Lets one client out, in its own stack, which is deployed after the peering. */
  private connect(client: IConnectable, ports: Port[], clients: PeeringSide, servers: PeeringSide): void {
    requireArgument(this, 'client', client, CONNECTABLE);
    throwOnProblems(this, ...clientProblems(this, client, clients, servers));
    for (const range of servers.cidrsOf(this.serverTiers)) {
      ports.forEach((port) => client.connections.allowTo(Peer.ipv4(range), port, 'By the peering'));
    }
    const place = clientPlace(client);
    if (place) {
      [this, this.peer.place].map(topLevelStack).forEach((it) => dependOn(topLevelStack(place), it));
    }
  }

  private lateProblems(): string[] {
    const problems = [this.own, this.peer].flatMap(({ parts }) => latePeeringProblems(parts));
    return problems.flatMap((problem) => (problem ? [formatProblem(problem)] : []));
  }
}
