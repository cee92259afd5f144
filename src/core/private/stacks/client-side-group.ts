import { CfnResource, Names, Resource } from 'aws-cdk-lib';
import { Connections, IPeer, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { aws_ec2 } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { importGroupInto, readableGroupId } from './import-group';

/**
 * A security group for the `connections` of a construct, whose rules for a client belong to the client's stack.
 *
 * `connections.allowFrom(client)` of the CDK adds a rule to the stack of the construct, which then waits for the client
 * through a CloudFormation export. The construct is deployed before its clients, so that is a cycle or blocks a change.
 * It is no `SecurityGroup` of the CDK, which would move the client's egress rule into its own stack.
 */
export class ClientSideGroup extends Resource implements ISecurityGroup {
  public readonly securityGroupId: string;
  public readonly connections: Connections;
  public readonly canInlineRule = false;

  constructor(
    scope: Construct,
    id: string,
    private readonly group: ISecurityGroup,
  ) {
    super(scope, id);
    this.securityGroupId = readableGroupId(group, group.node.defaultChild as CfnResource);
    this.connections = new Connections({ securityGroups: [this] });
  }

  public get allowAllOutbound(): boolean {
    return this.group.allowAllOutbound;
  }

  public get securityGroupRef(): aws_ec2.SecurityGroupReference {
    return this.group.securityGroupRef;
  }

  public get uniqueId(): string {
    return Names.nodeUniqueId(this.node);
  }

  public addIngressRule(peer: IPeer, port: Port, description?: string): void {
    this.groupFor(peer).addIngressRule(peer, port, description);
  }

  public addEgressRule(peer: IPeer, port: Port, description?: string): void {
    this.groupFor(peer).addEgressRule(peer, port, description);
  }

  public toIngressRuleConfig(): any {
    return { sourceSecurityGroupId: this.securityGroupId };
  }

  public toEgressRuleConfig(): any {
    return { destinationSecurityGroupId: this.securityGroupId };
  }

  private groupFor(peer: IPeer): ISecurityGroup {
    return Construct.isConstruct(peer) && peer !== this
      ? importGroupInto({ connections: new Connections({ securityGroups: [peer as ISecurityGroup] }) }, this.group)
      : this.group;
  }
}
