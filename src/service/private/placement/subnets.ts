import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { ISubnet, IVpc, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { TaskPlacementOptions } from '../../task-placement-options';

/** What is wrong with a subnet. */
export type Reason = Pick<Problem, 'code' | 'allowed' | 'fix'>;

/** Reason that tasks are in private subnets. */
export const TASKS_IN_PUBLIC: Reason = {
  code: 'service/tasks-in-public',
  allowed: 'must be private: tasks without a public address have no route to the internet from a public subnet',
  fix: 'give the tasks private subnets',
};

/** Subnets of the tasks. */
export function tasksOf({ vpc, taskSubnets }: TaskPlacementOptions): SelectedSubnets {
  return vpc.selectSubnets(taskSubnets ?? privateSubnets(vpc));
}

/** Notes at synthesis that tasks are in isolated subnets, by choice or since the VPC has no others but public ones. */
export function noteIsolatedSubnets(scope: Construct, options: TaskPlacementOptions): void {
  noteIsolated(scope, options, 'Tasks are', 'ECR, S3, CloudWatch Logs, Secrets Manager and Systems Manager');
}

/** Notes at synthesis that something is in isolated subnets, and what it reaches by VPC endpoints alone. */
export function noteIsolated(scope: Construct, options: TaskPlacementOptions, what: string, reached: string): void {
  const { vpc } = options;
  const isolated = new Set(vpc.isolatedSubnets.map(({ subnetId }) => subnetId));
  if (tasksOf(options).subnetIds.some((subnetId) => isolated.has(subnetId))) {
    Annotations.of(scope).addInfo(
      `${what} in the isolated subnets of ${vpc.node.path}: they reach ${reached} by VPC endpoints alone`,
    );
  }
}

/** The problem of subnets that are not in two Availability Zones. */
export function tooFewSubnets(
  prop: string,
  { subnetIds, availabilityZones }: SelectedSubnets,
  reason: string,
  kind: 'private' | 'public' = 'private',
): Problem | undefined {
  const zones = availabilityZones.some((zone) => Token.isUnresolved(zone)) ? subnetIds : availabilityZones;
  return problemIf(new Set(subnetIds).size < 2 || new Set(zones).size < 2, {
    code: 'service/too-few-subnets',
    prop,
    value: subnetIds.some((id) => Token.isUnresolved(id)) ? `${subnetIds.length} subnets` : subnetIds,
    allowed: `must be at least two subnets, in two Availability Zones: ${reason}`,
    fix:
      subnetIds.length > 0
        ? 'add a subnet of another zone'
        : `give the VPC ${kind} subnets in two zones, or pass subnets`,
  });
}

/** Problems of subnets that are among the wrong ones. One that this app creates is shown by its path, since its id is late. */
export function inWrongSubnets(
  prop: string,
  { subnets }: SelectedSubnets,
  wrong: ISubnet[],
  reason: Reason,
): Problem[] {
  const ids = new Set(wrong.map(({ subnetId }) => subnetId));
  return subnets
    .filter(({ subnetId }) => ids.has(subnetId))
    .map(({ subnetId, node }) => ({ ...reason, prop, value: Token.isUnresolved(subnetId) ? node.path : subnetId }));
}

/** The problem of a VPC in another region. */
export function vpcProblem({ node, region }: Stack, vpc: IVpc): Problem | undefined {
  return problemIf(areDifferent(vpc.env.region, region), {
    code: 'service/network-elsewhere',
    prop: 'vpc',
    value: vpc.node.path,
    allowed: `must be in the region of ${node.path}, ${region}, and not in ${vpc.env.region}`,
    fix: "pass a VPC of the stack's own region",
  });
}
