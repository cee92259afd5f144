import { CfnResource } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { topLevelStack } from './stack-of';
import { weakReference } from './weak-reference';

/**
 * The security group as a client references it. Rules for it are children of the client's own group, in the client's
 * stack: what depends on that group depends on them, and no CloudFormation export blocks replacing the other group.
 */
export function importGroupInto(client: IConnectable, group: ISecurityGroup): ISecurityGroup {
  const [own] = client.connections.securityGroups;
  const resource = group.node.defaultChild as CfnResource | undefined;
  if (own === undefined || resource === undefined) {
    return group;
  }
  const known = own.node.tryFindChild(group.node.addr) as ISecurityGroup | undefined;
  return known ?? SecurityGroup.fromSecurityGroupId(own, group.node.addr, readableGroupId(group, resource));
}

/** The id of the group as any stack of the Stage can read it. */
export function readableGroupId(group: ISecurityGroup, resource: CfnResource): string {
  return weakReference({
    producer: topLevelStack(group),
    name: 'SecurityGroupId',
    value: group.securityGroupId,
    identity: () => [resource.logicalId, group.env],
  });
}
