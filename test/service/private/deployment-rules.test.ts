import { Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { apiIn, arnOf, propertiesOf } from '../../support/api';
import { resourcesOf, workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

const RULES = ['DeploymentFailed', 'DeploymentStarted'];
const ruleOf = (stack: Stack, id: string) => propertiesOf(stack, 'AWS::Events::Rule', `Api${id}`);

test.each([
  ['FE7', 'a failed deployment', 'DeploymentFailed', 'SERVICE_DEPLOYMENT_FAILED'],
  ['RB12b', 'a deployment that begins', 'DeploymentStarted', 'SERVICE_DEPLOYMENT_IN_PROGRESS'],
])('%s a rule matches the event of %s, of this one service alone', (_, __, id, eventName) => {
  const stack = workloadStack();
  apiIn(stack);

  expect(ruleOf(stack, id).EventPattern).toEqual({
    source: ['aws.ecs'],
    'detail-type': ['ECS Deployment State Change'],
    resources: [arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api')],
    detail: { eventName: [eventName] },
  });
});

test.each(RULES)('the rule %s listens, and calls nobody: its matches are what is counted', (id) => {
  const stack = workloadStack();
  apiIn(stack);

  expect(ruleOf(stack, id).State).toBe('ENABLED');
  expect(Object.keys(ruleOf(stack, id))).not.toContain('Targets');
});

test('there are these two rules and no others, and each says what it is for', () => {
  const stack = workloadStack();
  apiIn(stack);

  expect(resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties }) => Properties.Description)).toEqual([
    'A deployment of the service began: its metric mutes what a deployment stirs up',
    'A deployment of the service failed, and the circuit breaker took it back',
  ]);
});

test.each(RULES)('in a cluster that exists the rule %s names that cluster', (id) => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const cluster = Cluster.fromClusterAttributes(stack, 'Shared', { clusterName: 'shared', vpc });
  const api = apiIn(stack, { vpc, cluster });

  expect(ruleOf(stack, id).EventPattern.resources).toEqual([
    arnOf('ecs:ap-southeast-1:111111111111:service/shared/prd-rl-bank-api'),
  ]);
  expect(stack.resolve(api.serviceArn)).toEqual(ruleOf(stack, id).EventPattern.resources[0]);
});
