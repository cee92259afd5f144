import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { grantRoll } from '../../../src/service/private/roll';
import { apiIn } from '../../support/api';
import { resourcesOf, workloadStack } from '../../support/cloud';

const SERVICE = 'arn:aws:ecs:ap-southeast-1:111111111111:service/prd-rl-bank/prd-rl-bank-api';
const roleIn = (stack: Stack) => new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });

test('RB13 rolling changes nothing that ECS has a key for, but CPU and memory, and follows the deployment', () => {
  const stack = workloadStack();
  grantRoll(SERVICE, roleIn(stack)).assertSuccess();

  expect(resourcesOf(stack, 'AWS::IAM::Policy')[0].Properties.PolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'ecs:UpdateService',
      Resource: SERVICE,
      Condition: {
        Null: {
          'ecs:auto-assign-public-ip': 'true',
          'ecs:capacity-provider': 'true',
          'ecs:enable-ebs-volumes': 'true',
          'ecs:enable-ecs-managed-tags': 'true',
          'ecs:enable-execute-command': 'true',
          'ecs:enable-service-connect': 'true',
          'ecs:enable-vpc-lattice': 'true',
          'ecs:namespace': 'true',
          'ecs:propagate-tags': 'true',
          'ecs:subnet': 'true',
          'ecs:task-definition': 'true',
        },
      },
    },
    { Effect: 'Allow', Action: 'ecs:DescribeServices', Resource: SERVICE },
  ]);
});

test('the grant holds both statements', () => {
  const { principalStatements } = grantRoll(SERVICE, roleIn(workloadStack()));

  expect(principalStatements.map(({ actions }) => actions)).toEqual([['ecs:UpdateService'], ['ecs:DescribeServices']]);
});

test('a principal that has no policies is given nothing, and the grant says so', () => {
  expect(grantRoll(SERVICE, new ServicePrincipal('ecs.amazonaws.com')).success).toBe(false);
});

test('an API grants the rolling of its own service', () => {
  const stack = workloadStack();
  const role = roleIn(stack);
  const { principalStatements } = apiIn(stack).grantRoll(role);

  expect(stack.resolve(principalStatements.flatMap(({ resources }) => resources))).toEqual(
    Array(2).fill({
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api'],
      ],
    }),
  );
});
