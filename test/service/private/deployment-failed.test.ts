import { Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { apiIn, arnOf, propertiesOf } from '../../support/api';
import { workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

const ruleOf = (stack: Stack) => propertiesOf(stack, 'AWS::Events::Rule', 'ApiDeploymentFailed');

test('FE7 a rule matches the event of a failed deployment, of this one service alone', () => {
  const stack = workloadStack();
  apiIn(stack);

  expect(ruleOf(stack).EventPattern).toEqual({
    source: ['aws.ecs'],
    'detail-type': ['ECS Deployment State Change'],
    resources: [arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api')],
    detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
  });
});

test('the rule listens, and calls nobody: its matches are what is counted', () => {
  const stack = workloadStack();
  apiIn(stack);

  expect(ruleOf(stack).State).toBe('ENABLED');
  expect(Object.keys(ruleOf(stack))).not.toContain('Targets');
});

test('in a cluster that exists the rule names that cluster', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const cluster = Cluster.fromClusterAttributes(stack, 'Shared', { clusterName: 'shared', vpc });
  const api = apiIn(stack, { vpc, cluster });

  expect(ruleOf(stack).EventPattern.resources).toEqual([
    arnOf('ecs:ap-southeast-1:111111111111:service/shared/prd-rl-bank-api'),
  ]);
  expect(stack.resolve(api.serviceArn)).toEqual(ruleOf(stack).EventPattern.resources[0]);
});
