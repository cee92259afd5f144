import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { grantRoll } from '../../../../src/service/private/rollout/roll';
import { apiIn, arnOf } from '../../../support/api';
import { resourcesOf, workloadStack } from '../../../support/cloud';

const SERVICE = 'arn:aws:ecs:ap-southeast-1:111111111111:service/prd-rl-bank/prd-rl-bank-api';
const roleIn = (stack: Stack) => new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });

test('RB13 rolling changes nothing that ECS has a key for, but CPU and memory, and follows the deployment', () => {
  const stack = workloadStack();
  const grant = grantRoll(SERVICE, roleIn(stack));
  const untouched = [
    ...['auto-assign-public-ip', 'capacity-provider', 'enable-ebs-volumes', 'enable-ecs-managed-tags'],
    ...['enable-execute-command', 'enable-service-connect', 'enable-vpc-lattice', 'namespace', 'propagate-tags'],
    ...['subnet', 'task-definition'],
  ];
  const Null = Object.fromEntries(untouched.map((key) => [`ecs:${key}`, 'true']));

  expect(resourcesOf(stack, 'AWS::IAM::Policy')[0].Properties.PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 'ecs:UpdateService', Resource: SERVICE, Condition: { Null } },
    { Effect: 'Allow', Action: 'ecs:DescribeServices', Resource: SERVICE },
  ]);
  expect(grant.success).toBe(true);
  expect(grant.principalStatements).toHaveLength(2);
});

test('a principal that has no policies is given nothing, and the grant says so', () => {
  expect(grantRoll(SERVICE, new ServicePrincipal('ecs.amazonaws.com')).success).toBe(false);
});

test('an API grants the rolling of its own service', () => {
  const stack = workloadStack();
  const { principalStatements } = apiIn(stack).grantRoll(roleIn(stack));

  expect(stack.resolve(principalStatements.flatMap(({ resources }) => resources))).toEqual(
    Array(2).fill(arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api')),
  );
});
