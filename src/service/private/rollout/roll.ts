import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';

/**
 * Parameters that `UpdateService` may not have: all with an ECS condition key, except CPU and memory, which belong to the
 * task definition. There is no condition key for the number of tasks.
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

/** Grants forcing a deployment of the service, and following it. */
export function grantRoll(serviceArn: string, grantee: IGrantable): Grant {
  requireArgument('BankApiService.grantRoll', 'grantee', grantee, GRANTABLE);
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
