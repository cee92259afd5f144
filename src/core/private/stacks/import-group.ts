import { CfnResource } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { topLevelStack } from './stack-of';
import { weakReference } from './weak-reference';

/**
 * Imports a security group below the client's own group, in the client's stack. Rules on the imported group lie there
 * too: whatever waits for the client's group waits for them, and no CloudFormation export blocks replacing the other.
 */
export function importGroupInto(client: IConnectable, group: ISecurityGroup): ISecurityGroup {
  const [own] = client.connections.securityGroups;
  if (own === undefined || group.node.defaultChild === undefined) {
    return group;
  }
  const known = own.node.tryFindChild(group.node.addr) as ISecurityGroup | undefined;
  return known ?? SecurityGroup.fromSecurityGroupId(own, group.node.addr, crossStackGroupId(group));
}

/** The id of a security group that this app creates, for any stack, by weak reference. */
export function crossStackGroupId(group: ISecurityGroup): string {
  return weakReference({
    producer: topLevelStack(group),
    name: 'SecurityGroupId',
    value: group.securityGroupId,
    identity: () => [(group.node.defaultChild as CfnResource).logicalId, group.env],
  });
}
