import { Resource } from 'aws-cdk-lib';
import { Connections, EgressRuleConfig, IngressRuleConfig, IPeer, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { crossStackGroupId, importGroupInto } from './import-group';
import { throwOnProblems } from '../checks/problems';

/** The security group, and the error for clients that are none. */
export interface ServerGroupProps {
  /** Security group that the server has. */
  readonly group: ISecurityGroup;
  /** Port of the server: the default of its connections. */
  readonly port: Port;
  /** Error code for a call that the server itself would make. */
  readonly code: string;
  /** What to pass where the server is meant as a client. */
  readonly fix: string;
}

/**
 * Security group of a server, for its public `connections`: it accepts connections and opens none.
 *
 * `server.connections.allowFrom(client)` and `client.connections.allowTo(server)` do the same: both rules are created
 * below the client's group, in the client's stack. So the client is deployed after the server, and no CloudFormation
 * export blocks the replacement of either group. With a group of the CDK itself one of the two would be exported.
 */
export class ServerGroup extends Resource implements ISecurityGroup {
  public readonly securityGroupId: string;
  public readonly allowAllOutbound = false;
  public readonly canInlineRule = false;
  /** The public `connections` of the server. */
  public readonly connections: Connections;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServerGroupProps,
  ) {
    super(scope, id);
    this.securityGroupId = crossStackGroupId(props.group);
    this.connections = new Connections({ securityGroups: [this], defaultPort: props.port });
  }

  public get uniqueId(): string {
    return this.props.group.uniqueId; // the ids of the rules contain it
  }

  public get securityGroupRef() {
    return { securityGroupId: this.securityGroupId };
  }

  public addIngressRule(peer: IPeer, connection: Port, description?: string): void {
    const group = isGroup(peer) ? importGroupInto(peer, this.props.group) : this.props.group;
    group.addIngressRule(peer, connection, description);
  }

  public addEgressRule(): void {
    const { code, fix } = this.props;
    const server = this.node.scope!;
    const allowed = 'must be what opens connections, and this is the side that is called';
    throwOnProblems(server, { code, prop: 'client', value: server.node.path, allowed, fix });
  }

  public toIngressRuleConfig(): IngressRuleConfig {
    return { sourceSecurityGroupId: this.securityGroupId };
  }

  public toEgressRuleConfig(): EgressRuleConfig {
    return { destinationSecurityGroupId: this.securityGroupId };
  }
}

function isGroup(peer: IPeer): peer is ISecurityGroup {
  return Construct.isConstruct(peer) && 'securityGroupId' in peer;
}
