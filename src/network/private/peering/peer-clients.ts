import { Resource } from 'aws-cdk-lib';
import {
  Connections,
  EgressRuleConfig,
  IngressRuleConfig,
  IConnectable,
  IPeer,
  ISecurityGroup,
  Port,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/**
 * The clients of a network in the place of the server: a security group cannot be named in another region, so a server admits
 * the CIDR blocks of their subnets.
 *
 * It is passed to whatever opens a server to a client. As of any client, rules belong to the client's stack: that of the peering in
 * the region of the server. So neither the stack of the server nor that of its network changes.
 */
export class PeerClients implements IConnectable {
  public readonly connections: Connections;
  private ports: Port[] = [];

  constructor(place: Construct, ranges: string[]) {
    const opened = (port: Port) => this.ports.push(port);
    const groups = ranges.map((range) => new RangeAsGroup(place, range, opened));
    this.connections = new Connections({ securityGroups: groups });
  }

  /** The ports that are opened to the clients meanwhile. */
  public opening(open: (clients: IConnectable) => void): Port[] {
    this.ports = [];
    open(this);
    return [...new Map(this.ports.map((port) => [port.toString(), port])).values()];
  }
}

/** A CIDR block in the place of a security group: rules of the server name it. */
class RangeAsGroup extends Resource implements ISecurityGroup {
  public readonly allowAllOutbound = false;
  public readonly canInlineRule = false;
  public readonly connections: Connections;

  constructor(
    scope: Construct,
    private readonly range: string,
    private readonly opened: (port: Port) => void,
  ) {
    super(scope, range);
    this.connections = new Connections({ securityGroups: [this] });
  }

  public get securityGroupId(): string {
    return this.range;
  }

  public get uniqueId(): string {
    return this.range;
  }

  public get securityGroupRef() {
    return { securityGroupId: this.securityGroupId };
  }

  /** Accepts nothing: clients open connections. */
  public addIngressRule(): void {}

  /** Adds no rule, since each client has its own, and notes the port. */
  public addEgressRule(_peer: IPeer, port: Port): void {
    this.opened(port);
  }

  public toIngressRuleConfig(): IngressRuleConfig {
    return { cidrIp: this.range };
  }

  public toEgressRuleConfig(): EgressRuleConfig {
    return { cidrIp: this.range };
  }
}
