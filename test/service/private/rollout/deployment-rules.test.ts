import { apiIn, arnOf, inClusterOf, propertiesOf } from '../../../support/api';
import { resourcesOf, workloadStack } from '../../../support/cloud';

const RULE = 'AWS::Events::Rule';
const stack = workloadStack();
apiIn(stack);

test.each([
  ['FE7', 'a failed deployment', 'DeploymentFailed', 'SERVICE_DEPLOYMENT_FAILED'],
  ['RB12b', 'a deployment that begins', 'DeploymentStarted', 'SERVICE_DEPLOYMENT_IN_PROGRESS'],
])('%s a rule matches %s of this one service, and calls nobody: its matches are counted', (_, __, id, eventName) => {
  expect(propertiesOf(stack, RULE, `Api${id}`)).toEqual({
    Description: expect.stringMatching(/^A deployment of the service (began|failed)/),
    State: 'ENABLED',
    EventPattern: {
      source: ['aws.ecs'],
      'detail-type': ['ECS Deployment State Change'],
      resources: [arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api')],
      detail: { eventName: [eventName] },
    },
  });
  expect(resourcesOf(stack, RULE)).toHaveLength(2);
});

test('in a cluster that exists the rules and the ARN of the service name that cluster', () => {
  const other = workloadStack();
  const { serviceArn } = apiIn(other, inClusterOf(other));
  const arn = arnOf('ecs:ap-southeast-1:111111111111:service/shared/prd-rl-bank-api');

  expect(other.resolve(serviceArn)).toEqual(arn);
  expect(resourcesOf(other, RULE).map(({ Properties }) => Properties.EventPattern.resources)).toEqual([[arn], [arn]]);
});
