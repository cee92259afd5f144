import { newApp, workloadStack } from '../../support/cloud';
import { alarmNamed, alarmsIn, bankIn, observe, Queue } from '../../support/observability';

const app = newApp();
const stack = workloadStack(app);
observe(stack, { queue: new Queue(stack) });

test.each([
  ['PageNotDelivered', 'Page', 'Ticket'],
  ['TicketNotDelivered', 'Ticket', 'Page'],
])('RB12c %s: what the topic %s does not deliver, the topic %s tells', (id, silent, other) => {
  const { properties } = alarmNamed(app, `prd-rl-bank-${id}`);

  expect(properties).toMatchObject({
    ...{ Namespace: 'AWS/SNS', MetricName: 'NumberOfNotificationsFailed', Statistic: 'Sum', Period: 300 },
    ...{ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 },
    TreatMissingData: 'notBreaching',
    Dimensions: [
      {
        Name: 'TopicName',
        Value: { 'Fn::GetAtt': [expect.stringMatching(new RegExp(`Watch${silent}\\w{8}$`)), 'TopicName'] },
      },
    ],
    AlarmActions: [{ Ref: expect.stringMatching(new RegExp(`Watch${other}\\w{8}$`)) }],
  });
  expect(properties.AlarmDescription).toContain('#alarm-path-broken\n');
});

test('RB12c each region watches its own topics', () => {
  const bank = bankIn();
  observe(bank.stack, bank.sources);
  const path = alarmsIn(bank.app).filter(({ name }) => name.endsWith('NotDelivered'));

  expect(path.map(({ region, name, calls }) => [region, name, calls]).sort()).toEqual([
    ['ap-southeast-1', 'prd-rl-bank-PageNotDelivered', true],
    ['ap-southeast-1', 'prd-rl-bank-TicketNotDelivered', true],
    ['us-east-1', 'prd-rl-bank-PageNotDelivered', true],
    ['us-east-1', 'prd-rl-bank-TicketNotDelivered', true],
  ]);
});
