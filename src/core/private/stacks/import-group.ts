import { CfnResource } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { areDifferent, topLevelStack } from './stack-of';
import { weakReference } from './weak-reference';
import { Problem, problemIf, throwOnProblems } from '../checks/problems';

/**
 * Imports a security group below the client's own group, in the client's stack. Rules on the imported group lie there
 * too: whatever waits for the client's group waits for them, and no CloudFormation export blocks replacing the other.
 *
 * @param again whether a group that is imported already is imported again, below the client; else it stays as it is
 */
export function importGroupInto(client: IConnectable, group: ISecurityGroup, again: boolean = false): ISecurityGroup {
  const [own] = client.connections.securityGroups;
  if (own === undefined) {
    return group;
  }
  throwOnProblems(own, regionProblem(own.env.region, group.env.region));
  if (group.node.defaultChild === undefined && !again) {
    return group;
  }
  const known = own.node.tryFindChild(group.node.addr) as ISecurityGroup | undefined;
  return known ?? SecurityGroup.fromSecurityGroupId(own, group.node.addr, crossStackGroupId(group));
}

/** The id of a security group for any stack: by weak reference, if this app creates the group. */
export function crossStackGroupId(group: ISecurityGroup): string {
  if (group.node.defaultChild === undefined) {
    return group.securityGroupId;
  }
  return weakReference({
    producer: topLevelStack(group),
    name: 'SecurityGroupId',
    value: group.securityGroupId,
    identity: () => [(group.node.defaultChild as CfnResource).logicalId, group.env],
  });
}

/** EC2 refuses a rule that names a group of another region, and only during the deployment. */
function regionProblem(client: string, server: string): Problem | undefined {
  return problemIf(areDifferent(client, server), {
    code: 'security-group/other-region',
    prop: 'client',
    value: client,
    allowed: `must be in ${server}, the region of the security group that it connects to`,
    fix: `create the client in a stack of ${server}, or pass what it uses through a NetworkPeering: \`toPeer()\` what is in \`peerNetwork\`, \`fromPeer()\` what is in \`network\``,
  });
}
