import { Stack } from 'aws-cdk-lib';
import { CfnVPCPeeringConnection, IConnectable, Port } from 'aws-cdk-lib/aws-ec2';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IPeerableNetwork } from './i-peerable-network';
import { PeeredClientOptions } from './peered-client-options';
import { IServiceBinding } from '../core';
import { secretsProblem } from './private/peering/opening-problems';
import { peerableOf } from './private/peering/peerable';
import { PeeredBinding } from './private/peering/peered-binding';
import { PeeringDirection } from './private/peering/peering-direction';
import {
  lateProblems,
  peeringProblems,
  placeProblems,
  unknownNetworkProblem,
} from './private/peering/peering-problems';
import { PeeringSide } from './private/peering/peering-side';
import { farPlace, peeringIdSeen } from './private/peering/peering-stacks';
import { CLIENT_TYPES, describeTo, parameterProblems } from './private/peering/running-client';
import { named } from './private/tiers/subnets';
import { BINDING, bindingTypeProblems } from '../core/private/bindings/binding-types';
import { CONNECTABLE } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, TEXTS, typeProblems } from '../core/private/checks/types';
import { childScope } from '../core/private/resources/child-scope';
import { topLevelStack } from '../core/private/stacks/stack-of';

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
 * declare const tenantsInLondon: PostgresDatabase;
 *
 * const peering = new NetworkPeering(this, 'Peering', { network: frankfurt, peerNetwork: london });
 * const uses = [peering.toPeer(tenantsInLondon.forUser('registry'))]; // of a service in Frankfurt
 */
@propertyInjectable
export class NetworkPeering extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.NetworkPeering';

  /** Id of the VPC peering connection, for any stack of the account. */
  public readonly peeringConnectionId: string;

  /** Stack of what the peer's side needs: a twin in its region, or the stack of the peering within one region. */
  public readonly peerStack: Stack;

  private readonly there: PeeringDirection;
  private readonly back: PeeringDirection;

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

    const own = new PeeringSide(new Construct(this, 'Network'), network, ownParts);
    const peer = new PeeringSide(farPlace(this, peerNetwork), peerNetwork, peerParts);
    ownParts.peerings.push({ path: this.node.path, peer: peerNetwork, cidr: peerParts.cidr });
    peerParts.peerings.push({ path: this.node.path, peer: network, cidr: ownParts.cidr });
    const { region } = topLevelStack(peerNetwork);
    const connection = named(
      this,
      new CfnVPCPeeringConnection(this, 'Resource', {
        vpcId: own.vpcId,
        peerVpcId: peer.vpcId,
        peerRegion: region === topLevelStack(this).region ? undefined : region,
      }),
    );
    this.peeringConnectionId = peeringIdSeen(connection, [network, peerNetwork]);
    this.peerStack = Stack.of(peer.place);
    const tiers = { clients: [...(props.clientTiers ?? ['App'])], servers: [...(props.serverTiers ?? ['Data'])] };
    this.there = new PeeringDirection(this, own, peer, tiers);
    this.back = new PeeringDirection(this, peer, own, tiers);
    this.node.addValidation({ validate: () => lateProblems([ownParts, peerParts]) });
  }

  /**
   * Something of `peerNetwork` for services in `network`, such as `database.forUser('registry')`: opens the way to it, and gives the
   * same variables and secrets. A service has it in its `uses`, and is deployed after the peering.
   * @param binding what the service uses, in the region of `peerNetwork`
   */
  public toPeer(binding: IServiceBinding): IServiceBinding {
    return this.bindingFor(binding, this.there);
  }

  /**
   * Something of `network` for services in `peerNetwork`: opens the way to it, and gives the same variables and secrets. A
   * service has it in its `uses`, and is deployed after the peering.
   * @param binding what the service uses, in the region of `network`
   */
  public fromPeer(binding: IServiceBinding): IServiceBinding {
    return this.bindingFor(binding, this.back);
  }

  /**
   * Connects a service in `network` that exists already to something of `peerNetwork`. No resource of its stack changes: a
   * parameter says what to connect to, and its role may read that and the secrets. Returns the parameter.
   * @param binding what the service uses, in the region of `peerNetwork`
   * @param options the service, its role, and the name of the parameter
   */
  public connectToPeer(binding: IServiceBinding, options: PeeredClientOptions): IStringParameter {
    return this.describe(binding, options, this.there);
  }

  /**
   * Connects a service in `peerNetwork` that exists already to something of `network`. No resource of its stack changes: a
   * parameter says what to connect to, and its role may read that and the secrets. Returns the parameter.
   * @param binding what the service uses, in the region of `network`
   * @param options the service, its role, and the name of the parameter
   */
  public connectFromPeer(binding: IServiceBinding, options: PeeredClientOptions): IStringParameter {
    return this.describe(binding, options, this.back);
  }

  /**
   * Opens a server in `peerNetwork` to a client in `network`, by rules in the stacks of the peering alone.
   * @param client service or security group that connects
   * @param server database, service or security group that is connected to
   * @param port TCP port of the server
   */
  public allowToPeer(client: IConnectable, server: IConnectable, port: Port): void {
    this.allow(client, server, port, this.there);
  }

  /**
   * Opens a server in `network` to a client in `peerNetwork`, by rules in the stacks of the peering alone.
   * @param client service or security group that connects
   * @param server database, service or security group that is connected to
   * @param port TCP port of the server
   */
  public allowFromPeer(client: IConnectable, server: IConnectable, port: Port): void {
    this.allow(client, server, port, this.back);
  }

  private bindingFor(binding: IServiceBinding, direction: PeeringDirection): IServiceBinding {
    const ports = this.openBinding(binding, direction);
    return new PeeredBinding(binding, (client) => direction.letOutLater(client, ports));
  }

  private describe(binding: IServiceBinding, options: PeeredClientOptions, direction: PeeringDirection) {
    requireProps(this, options, { client: true, role: true, parameterName: true });
    throwOnProblems(this, ...typeProblems(options, CLIENT_TYPES));
    const descriptions = childScope(direction.clients.place, 'Descriptions');
    const { client, parameterName } = options;
    throwOnProblems(
      this,
      ...parameterProblems(parameterName, descriptions.node.tryFindChild(parameterName) !== undefined),
    );
    direction.letOut(client, this.openBinding(binding, direction));
    return describeTo(new Construct(descriptions, parameterName), binding, options);
  }

  private openBinding(binding: IServiceBinding, direction: PeeringDirection): Port[] {
    requireArgument(this, 'binding', binding, BINDING);
    throwOnProblems(this, ...bindingTypeProblems('binding', binding));
    throwOnProblems(this, secretsProblem(binding, direction));
    return direction.open('binding', (ranges) => binding.allowAccessFrom(ranges));
  }

  private allow(client: IConnectable, server: IConnectable, port: Port, direction: PeeringDirection): void {
    requireArgument(this, 'client', client, CONNECTABLE);
    requireArgument(this, 'server', server, CONNECTABLE);
    requireArgument(this, 'port', port, PORT);
    direction.letOut(client, direction.openServer(server, port));
  }
}
