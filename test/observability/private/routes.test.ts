import { Stack, Token } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmTarget, AlarmTargetConfig, IAlarmTarget } from '../../../src/observability';
import { newApp, workloadStack } from '../../support/cloud';
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

test('what it names is called by alarms of its severity and region, and when they are over', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources, { page: [new Pager({ actionArns: PAGER })] });
  const [here, edge, ticket] = ['api-NoHealthyTarget', 'webapp-ServerErrors', 'cache-CacheDataNearLimit'].map(
    (name) => alarmNamed(app, `prd-rl-bank-${name}`).properties,
  );

  expect(here.AlarmActions.slice(1)).toEqual([PAGER[0]]);
  expect(here.OKActions).toEqual(here.AlarmActions);
  expect(edge.AlarmActions.slice(1)).toEqual([PAGER[1]]);
  expect(ticket.AlarmActions).toHaveLength(1);
});

test('it is called by the alarms on the path too', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources, { page: [new Pager({ actionArns: PAGER })] });
  const path = alarmsIn(app).filter(({ name }) => name === 'prd-rl-bank-TicketNotDelivered');

  expect(path.map(({ region, properties }) => [region, properties.AlarmActions[1]]).sort()).toEqual([
    ['ap-southeast-1', PAGER[0]],
    ['us-east-1', PAGER[1]],
  ]);
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

describe('an ARN that only CloudFormation knows', () => {
  const arn = () => Token.asString({ Ref: 'OncallTopicArn' });

  test.each<[of: string, target: () => IAlarmTarget]>([
    ["a team's own target", () => new Pager({ actionArns: [arn()] })],
    ['AlarmTarget.topics', () => AlarmTarget.topics(arn())],
  ])('is called where there is one region: of %s', (_, target) => {
    const app = newApp();
    const stack = workloadStack(app);
    observe(stack, { queue: new Queue(stack) }, { page: [target()] });

    expect(alarmNamed(app, 'prd-rl-bank-queue-QueueTooLong').properties.AlarmActions).toEqual([
      { Ref: expect.stringMatching(/WatchPage/) },
      { Ref: 'OncallTopicArn' },
    ]);
  });

  test('is refused where there are two', () => {
    const { stack, sources } = bankIn();

    expect(messageOf(() => observe(stack, sources, { page: [AlarmTarget.topics(arn())] }))).toBe(
      `'topicArns' is ["an ARN that only CloudFormation knows"], but there are alarms in ap-southeast-1, and an alarm calls topics of its own region alone: pass ARNs that are known when the app is synthesized [observability/no-topic-in-region at Web/Observability]`,
    );
  });
});

describe('a stack that states no region', () => {
  const ARNS = ['ap-southeast-1', 'us-east-1'].map((region) => `arn:aws:sns:${region}:222222222222:oncall`);
  const observeIn = (app: ReturnType<typeof newApp>, arns: string[]) => {
    const stack = new Stack(app, 'Web');
    observe(stack, { queue: new Queue(stack) }, { page: [AlarmTarget.topics(...arns)] });
  };

  test('calls the one topic there is', () => {
    const app = newApp();
    observeIn(app, ARNS.slice(0, 1));

    expect(alarmNamed(app, 'prd-rl-bank-queue-QueueTooLong').properties.AlarmActions).toEqual([
      { Ref: expect.stringMatching(/WatchPage/) },
      ARNS[0],
    ]);
  });

  test('cannot choose among two, and says so without a token', () => {
    const where = 'the region of Web/WatchStack-watch, which is not stated';

    expect(messageOf(() => observeIn(newApp(), ARNS))).toBe(
      `'topicArns' is ${JSON.stringify(ARNS)}, but there are alarms in ${where}, and an alarm calls topics of its own region alone: give the stack an explicit \`env.region\`, or pass one ARN [observability/no-topic-in-region at Web/Observability]`,
    );
  });
});

describe('an alarm calls five at most, our own topic among them', () => {
  const pagers = (count: number) =>
    Array.from({ length: count }, (_, index) => new Pager({ actionArns: [`${PAGER[0]}-${index}`] }));
  const observeWith = (props: Parameters<typeof observe>[2]) => {
    const stack = workloadStack();
    return () => observe(stack, { queue: new Queue(stack) }, props);
  };
  const refusal = (severity: string, count: number) => {
    return `'${severity}' is "${count} topics", but an alarm calls 5 at most, and our own topic is one: subscribe some of them to the topic of BankObservability [observability/too-many-actions at Web/Observability]`;
  };

  test('four targets are called, for each severity', () => {
    expect(observeWith({ page: pagers(4), ticket: pagers(4) })).not.toThrow();
  });

  test.each(['page', 'ticket'])('a fifth is refused: %s', (severity) => {
    expect(messageOf(observeWith({ [severity]: pagers(5) }))).toBe(refusal(severity, 6));
  });

  test('those of one target count too', () => {
    const actionArns = Array.from({ length: 5 }, (_, index) => `${PAGER[0]}-${index}`);

    expect(messageOf(observeWith({ page: [new Pager({ actionArns })] }))).toBe(refusal('page', 6));
  });

  test('two targets that name one topic call it once', () => {
    const same = () => new Pager({ actionArns: [PAGER[0]] });

    expect(observeWith({ page: Array.from({ length: 5 }, same) })).not.toThrow();
  });

  test('mail does not count', () => {
    const mails = Array.from({ length: 9 }, (_, index) => AlarmTarget.email(`oncall${index}@bank.example`));

    expect(observeWith({ page: [...mails, ...pagers(4)] })).not.toThrow();
  });
});
