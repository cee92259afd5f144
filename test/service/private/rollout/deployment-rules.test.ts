import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { apiIn, arnOf, inClusterOf, propertiesOf } from '../../../support/api';
import { newApp, resourcesOf, workloadStack } from '../../../support/cloud';

const RULE = 'AWS::Events::Rule';
const GROUP = 'AWS::Logs::LogGroup';
const stack = workloadStack();
const api = apiIn(stack);
const events = propertiesOf(stack, GROUP, 'ApiDeploymentEvents');

describe.each([
  ['FE7', 'a failed deployment', 'DeploymentFailed', 'SERVICE_DEPLOYMENT_FAILED', api.metricFailedDeployments()],
  [
    'RB12b',
    'a deployment that begins',
    'DeploymentStarted',
    'SERVICE_DEPLOYMENT_IN_PROGRESS',
    api.metricStartedDeployments(),
  ],
])('%s %s', (_, __, id, eventName, metric) => {
  const rule = propertiesOf(stack, RULE, `Api${id}`);

  test('of this one service is matched by a rule, which waits for its target, the log group', () => {
    expect(rule).toEqual({
      Description: expect.stringMatching(/^A deployment of the service (began|failed)/),
      State: 'ENABLED',
      EventPattern: {
        source: ['aws.ecs'],
        'detail-type': ['ECS Deployment State Change'],
        resources: [arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api')],
        detail: { eventName: [eventName] },
      },
      Targets: [{ Id: 'Log', Arn: expect.anything() }],
    });
    expect(JSON.stringify(rule.Targets[0].Arn)).toMatch(
      /:logs:ap-southeast-1:111111111111:log-group:",\{"Ref":"ApiDeploymentEvents\w+"\}\]\]\}$/,
    );
  });

  test('is counted by a metric filter on that log group, in the metric that alarms watch', () => {
    const filter = propertiesOf(stack, 'AWS::Logs::MetricFilter', `ApiDeploymentEvents${id}`);

    expect(filter.LogGroupName).toEqual({ Ref: expect.stringMatching(/^ApiDeploymentEvents/) });
    expect(filter.FilterPattern).toBe(`{ ($.source = "aws.ecs") && ($.detail.eventName = "${eventName}") }`);
    expect(filter.MetricTransformations).toEqual([
      { MetricNamespace: metric.namespace, MetricName: metric.metricName, MetricValue: '1' },
    ]);
  });
});

test('FE7 two rules are all, and the log group lets EventBridge write, by a policy of its own', () => {
  const arn = (end: string) => {
    return arnOf(`logs:ap-southeast-1:111111111111:log-group:/aws/events/prd-rl-bank-api${end}`);
  };
  const Principal = { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] };

  expect(resourcesOf(stack, RULE)).toHaveLength(2);
  expect(resourcesOf(stack, 'AWS::Logs::ResourcePolicy')).toEqual([]); // a region has ten of them
  expect(events.ResourcePolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Principal, Action: 'logs:CreateLogStream', Resource: arn(':*') },
    {
      Effect: 'Allow',
      Principal,
      Action: 'logs:PutLogEvents',
      Resource: arn(':*:*'),
      Condition: { ArnLike: { 'aws:SourceArn': arnOf('events:ap-southeast-1:111111111111:rule/*') } },
    },
  ]);
});

test('RB12a the history of deployments is kept as long as the log of the tasks, and as safe', () => {
  expect(events).toMatchObject({ LogGroupName: '/aws/events/prd-rl-bank-api', RetentionInDays: 90 });
  const armed = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
  const logEncryptionKey = new Key(armed, 'Key');
  apiIn(armed, { logRetention: Duration.days(30), removalPolicy: RemovalPolicy.DESTROY, logEncryptionKey });
  const groups = resourcesOf(armed, GROUP);

  expect(groups.map(({ Properties, DeletionPolicy }) => [Properties.RetentionInDays, DeletionPolicy])).toEqual([
    [30, 'Delete'],
    [30, 'Delete'],
  ]);
  expect(groups.map(({ Properties }) => Properties.KmsKeyId)).toEqual(
    Array(2).fill(armed.resolve(logEncryptionKey.keyArn)),
  );
});

test('in a cluster that exists the rules and the ARN of the service name that cluster', () => {
  const other = workloadStack();
  const { serviceArn } = apiIn(other, inClusterOf(other));
  const arn = arnOf('ecs:ap-southeast-1:111111111111:service/shared/prd-rl-bank-api');

  expect(other.resolve(serviceArn)).toEqual(arn);
  expect(resourcesOf(other, RULE).map(({ Properties }) => Properties.EventPattern.resources)).toEqual([[arn], [arn]]);
});
