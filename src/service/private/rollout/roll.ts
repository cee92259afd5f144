import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';

/**
 * What a call of `UpdateService` may not name: all that ECS has a key for, but CPU and memory of the task, which are the
 * task definition's. There is no key for the number of tasks.
 */
const UNTOUCHED = [
  'auto-assign-public-ip',
  'capacity-provider',
  'enable-ebs-volumes',
  'enable-ecs-managed-tags',
  'enable-execute-command',
  'enable-service-connect',
  'enable-vpc-lattice',
  'namespace',
  'propagate-tags',
  'subnet',
  'task-definition',
];

/** Forcing a deployment of the one service, and following it. */
export function grantRoll(serviceArn: string, grantee: IGrantable): Grant {
  const isAbsent = Object.fromEntries(UNTOUCHED.map((key) => [`ecs:${key}`, 'true']));
  const roll = Grant.addToPrincipal({
    grantee,
    actions: ['ecs:UpdateService'],
    resourceArns: [serviceArn],
    conditions: { Null: isAbsent },
  });
  const watch = Grant.addToPrincipal({ grantee, actions: ['ecs:DescribeServices'], resourceArns: [serviceArn] });
  return roll.combine(watch);
}
