import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmTarget, AlarmTargetConfig, IAlarmTarget } from '../../../src/observability';
import { workloadStack } from '../../support/cloud';
import { alarmNamed, alarmsIn, bankIn, messageOf, observe, ONCALL, Queue } from '../../support/observability';

const PAGER = ['ap-southeast-1', 'us-east-1'].map((region) => `arn:aws:lambda:${region}:111111111111:function:pager`);

/** What a team may write for its own pager. */
class Pager implements IAlarmTarget {
  public readonly calls: Array<{ scope: Construct; topics: ITopic[] }> = [];

  constructor(private readonly config: AlarmTargetConfig = {}) {}

  public bind(scope: Construct, topics: ITopic[]): AlarmTargetConfig {
    this.calls.push({ scope, topics });
    return this.config;
  }
}

const namesOf = (topics: ITopic[]) => topics.map((topic) => `${topic.stack.region} ${topic.node.id}`);

test("a team's own target is asked once, at the last stack, with the topics of its severity in each region", () => {
  const { stack, sources } = bankIn();
  const pager = new Pager();
  observe(stack, sources, { ticket: [pager] });

  expect(pager.calls.map(({ topics }) => namesOf(topics))).toEqual([['ap-southeast-1 Ticket', 'us-east-1 Ticket']]);
  expect(pager.calls[0].scope.node.path).toBe('Web/WatchStack-edge-watch/Web--Observability/Watch');
});

test('for both severities it is asked once, with all topics', () => {
  const { stack, sources } = bankIn();
  const pager = new Pager();
  observe(stack, sources, { page: [pager, ONCALL], ticket: [pager] });

  expect(pager.calls.map(({ topics }) => namesOf(topics))).toEqual([
    ['ap-southeast-1 Page', 'ap-southeast-1 Ticket', 'us-east-1 Page', 'us-east-1 Ticket'],
  ]);
});

test('what it names is called by alarms of its severity and region, pages when they are over too', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources, { page: [new Pager({ actionArns: PAGER })] });
  const [here, edge, ticket] = ['api-NoHealthyTarget', 'webapp-ServerErrors', 'cache-CacheDataNearLimit'].map(
    (name) => alarmNamed(app, `prd-rl-bank-${name}`).properties,
  );
  const path = alarmsIn(app).filter(({ name }) => name === 'prd-rl-bank-TicketNotDelivered');
  const pathActions = path.flatMap(({ properties }) => properties.AlarmActions.slice(1));

  expect(here.AlarmActions.slice(1)).toEqual([PAGER[0]]);
  expect(here.OKActions).toEqual(here.AlarmActions);
  expect(edge.AlarmActions.slice(1)).toEqual([PAGER[1]]);
  expect(ticket.AlarmActions).toHaveLength(1);
  expect(pathActions.sort()).toEqual(PAGER);
});

test('by default a target names nothing: only topics are called', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources, { page: [new Pager()] });

  expect(alarmNamed(app, 'prd-rl-bank-api-NoHealthyTarget').properties.AlarmActions).toEqual([
    { Ref: expect.stringMatching(/WatchPage/) },
  ]);
});

test('a region with alarms and without a topic of the target is refused', () => {
  const { stack, sources } = bankIn();
  const arn = 'arn:aws:sns:ap-southeast-1:222222222222:oncall';

  expect(messageOf(() => observe(stack, sources, { page: [AlarmTarget.topics(arn)] }))).toBe(
    `'topicArns' is ["${arn}"], but there are alarms in us-east-1, and an alarm calls topics of its own region alone: add the ARN of a topic in us-east-1 [observability/no-topic-in-region at Web/Observability]`,
  );
});

test('without alarms nobody is asked', () => {
  const stack = workloadStack();
  const pager = new Pager();
  observe(stack, { queue: new Queue(stack, 'Queue', { alarms: [] }) }, { page: [pager] });

  expect(pager.calls).toEqual([]);
});
