import { CfnResource } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { topLevelStack } from './stack-of';
import { weakReference } from './weak-reference';

/**
 * A security group as a client names it. Rules for it lie below the client's own group, in the client's stack: whatever
 * waits for that group waits for them, and no export holds the other group in its place.
 */
export function importGroupInto(client: IConnectable, group: ISecurityGroup): ISecurityGroup {
  const [own] = client.connections.securityGroups;
  const home = topLevelStack(group);
  const resource = group.node.defaultChild as CfnResource | undefined;
  if (own === undefined || resource === undefined) {
    return group;
  }
  const known = own.node.tryFindChild(group.node.addr) as ISecurityGroup | undefined;
  const id = weakReference({
    producer: home,
    name: 'SecurityGroupId',
    value: group.securityGroupId,
    identity: () => [resource.logicalId, group.env],
  });
  return known ?? SecurityGroup.fromSecurityGroupId(own, group.node.addr, id);
}
