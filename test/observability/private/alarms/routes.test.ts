import { App, Stack, Token } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmSeverity } from '../../../../src/core';
import { AlarmTarget, AlarmTargetConfig, IAlarmTarget } from '../../../../src/observability';
import { newApp } from '../../../support/cloud';
import { alarmsIn, definitionOf, IN_TWO_REGIONS, ONCALL, queueApp } from '../../../support/observability';

const PAGER = ['ap-southeast-1', 'us-east-1'].map((region) => `arn:aws:lambda:${region}:111111111111:function:pager`);
const TOPICS = ['ap-southeast-1', 'us-east-1'].map((region) => `arn:aws:sns:${region}:222222222222:oncall`);
const IN_TWO = {
  alarms: [...IN_TWO_REGIONS, definitionOf({ id: 'Slow', severity: AlarmSeverity.TICKET })],
};

/** What a team may write for its own pager. */
class Pager implements IAlarmTarget {
  public readonly calls: Array<{ scope: Construct; topics: ITopic[] }> = [];

  constructor(private readonly config: AlarmTargetConfig = {}) {}

  public bind(scope: Construct, topics: ITopic[]): AlarmTargetConfig {
    this.calls.push({ scope, topics });
    return this.config;
  }
}

/** What alarms call beside the topic of their severity. */
const besideTopics = (app: App) => {
  return alarmsIn(app).map(({ name, region, properties }) => [
    `${region} ${name.slice(12)}`,
    properties.AlarmActions.slice(1),
  ]);
};

describe("a team's own target", () => {
  const [both, tickets] = [new Pager(), new Pager()];
  const { app } = queueApp(IN_TWO, { page: [both, new Pager({ actionArns: PAGER }), ONCALL], ticket: [both, tickets] });

  test.each([
    [tickets, ['ap-southeast-1 Ticket', 'us-east-1 Ticket']],
    [both, ['ap-southeast-1 Page', 'ap-southeast-1 Ticket', 'us-east-1 Page', 'us-east-1 Ticket']],
  ])('is asked once, at the last stack, with the topics of its severities in each region: %#', (pager, names) => {
    expect(pager.calls.map(({ topics }) => topics.map((it) => `${it.stack.region} ${it.node.id}`))).toEqual([names]);
    expect(pager.calls[0].scope.node.path).toBe('Web/WatchStack-edge-watch/Web--Observability/Watch');
  });

  test('has what it names called by alarms of its severity and region, by those on the path too, and no other', () => {
    expect(besideTopics(app)).toEqual([
      ['us-east-1 queue-AtEdge', [PAGER[1]]],
      ['us-east-1 PageNotDelivered', []],
      ['us-east-1 TicketNotDelivered', [PAGER[1]]],
      ['ap-southeast-1 queue-QueueTooLong', [PAGER[0]]],
      ['ap-southeast-1 queue-Slow', []],
      ['ap-southeast-1 PageNotDelivered', []],
      ['ap-southeast-1 TicketNotDelivered', [PAGER[0]]],
    ]);
  });

  test('is not asked without alarms', () => {
    const pager = new Pager();
    queueApp({ alarms: [] }, { page: [pager] });

    expect(pager.calls).toEqual([]);
  });
});

const token = () => Token.asString({ Ref: 'OncallTopicArn' });
const agnostic = () => new Stack(newApp(), 'Web');

test.each<[what: string, target: IAlarmTarget, stack: Stack | undefined, called: unknown]>([
  [
    "an ARN of a team's own target that only CloudFormation knows",
    new Pager({ actionArns: [token()] }),
    undefined,
    { Ref: 'OncallTopicArn' },
  ],
  ['such an ARN of a topic', AlarmTarget.topics(token()), undefined, { Ref: 'OncallTopicArn' }],
  ['the one topic there is, by a stack that states no region', AlarmTarget.topics(TOPICS[0]), agnostic(), TOPICS[0]],
])('called where there is no choice: %s', (_, target, stack, called) => {
  const { app } = queueApp({}, { page: [target] }, stack);
  const actions = alarmsIn(app).flatMap(({ properties }) => properties.AlarmActions);

  expect(actions).toContainEqual(called);
});

test.each<[where: string, arns: string[], stack: Stack | undefined]>([
  ['us-east-1', TOPICS.slice(0, 1), undefined],
  ['ap-southeast-1', [token()], undefined],
  ['the region of Web/WatchStack-watch, which is not stated', TOPICS, agnostic()],
])('a region with alarms and without a topic of the target is refused: %s', (_, arns, stack) => {
  const told = arns.map((arn) => (Token.isUnresolved(arn) ? 'an ARN that only CloudFormation knows' : arn));
  const definitions = stack ? {} : IN_TWO;

  expect(() => queueApp(definitions, { page: [AlarmTarget.topics(...arns)] }, stack)).toThrowProblem(
    'observability/no-topic-in-region',
    'topicArns',
    told,
    'Web/Observability',
  );
});

describe('an alarm calls five at most, our own topic among them', () => {
  const arns = Array.from({ length: 5 }, (_, index) => `${PAGER[0]}-${index}`);
  const pagers = arns.map((arn) => new Pager({ actionArns: [arn] }));
  const mails = arns.map((_, index) => AlarmTarget.email(`oncall${index}@bank.example`));

  test.each<[what: string, targets: Partial<Record<'page' | 'ticket', IAlarmTarget[]>>]>([
    ['four targets, for each severity', { page: pagers.slice(1), ticket: pagers.slice(1) }],
    ['five targets that name one topic', { page: arns.map(() => new Pager({ actionArns: PAGER })) }],
    ['four targets, beside mail, which does not count', { page: [...mails, ...pagers.slice(1)] }],
  ])('taken: %s', (_, targets) => {
    expect(() => queueApp({}, targets)).not.toThrow();
  });

  test.each<[severity: string, targets: Partial<Record<'page' | 'ticket', IAlarmTarget[]>>]>([
    ['page', { page: pagers }],
    ['ticket', { ticket: pagers }],
    ['page', { page: [new Pager({ actionArns: arns })] }],
  ])('a fifth %s is refused, of one target or of several: %#', (severity, targets) => {
    expect(() => queueApp({}, targets)).toThrowProblem(
      'observability/too-many-actions',
      severity,
      '6 actions',
      'Web/Observability',
    );
  });
});
