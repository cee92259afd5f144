import { Stack } from 'aws-cdk-lib';
import { WatchStack } from '../../../../src/bank/private/stacks/watch-stack';
import { bankApp, Changes, configOf } from '../../../support/bank';
import { countOf, definitionOf, metricOf, Queue } from '../../../support/observability';

const MAIL = { email: 'oncall@bank.example' };
const TEAM = { email: 'team@bank.example' };
const SLACK = { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } };
const TOPICS = ['ap-southeast-1', 'us-east-1'].map((region) => `arn:aws:sns:${region}:982233224911:oncall`);
const alarmed = (page: object[], ticket: object[]): Changes => ({ 'alarms.page': page, 'alarms.ticket': ticket });

/** What whoever watches makes of one type, with one source that has an alarm in both regions. */
function made(changes: Changes, type: string): Array<{ stack: string; Properties: any }> {
  const app = bankApp();
  const config = configOf(changes);
  const known = { runbookAnchor: 'certificate-expires' };
  const edge = { id: 'Edge', metric: metricOf('Length', 'us-east-1'), region: 'us-east-1' };
  const alarms = [definitionOf(known), definitionOf({ ...known, ...edge })];
  const queue = new Queue(new Stack(app, 'Queues', { env: config.env }), 'Queue', { alarms });
  const requests = { requestMetrics: { requests: countOf('Requests'), failed: countOf('Failed') } };
  new WatchStack(app, 'watch', config, { queue }, { api: requests, webapp: requests, 'mp-webapp': requests });
  const resources = app
    .synth()
    .stacks.flatMap(({ stackName, template }) =>
      Object.values<any>(template.Resources ?? {}).map((it) => ({ stack: stackName, ...it })),
    );
  return resources.filter(({ Type }) => Type === type);
}

test.each<[string, object[], object[], string[]]>([
  ['by mail', [MAIL], [TEAM], ['oncall', 'team']],
  ['once, who is named twice in one severity', [MAIL, MAIL], [TEAM], ['oncall', 'team']],
  ['in both severities, who is named in both', [MAIL, SLACK], [SLACK, MAIL], ['oncall', 'oncall']],
])('RB12c a person is called %s, in both regions', (_, page, ticket, names) => {
  const mails = made(alarmed(page, ticket), 'AWS::SNS::Subscription');

  expect(mails.map(({ stack, Properties }) => `${stack} ${Properties.Endpoint}`).sort()).toEqual(
    ['watch', 'watch-edge'].flatMap((stack) => names.map((name) => `prd-rl-bank-${stack} ${name}@bank.example`)),
  );
});

test('RB12c a channel that both severities name is connected once', () => {
  expect(made(alarmed([SLACK, MAIL], [MAIL, SLACK]), 'AWS::Chatbot::SlackChannelConfiguration')).toHaveLength(1);
});

test('RB12c topics that exist are called, each by the alarms of its region', () => {
  const target = { topicArns: TOPICS };
  const called = made(alarmed([target], [target]), 'AWS::CloudWatch::Alarm').flatMap(({ stack, Properties }) =>
    (Properties.AlarmActions ?? []).filter((it: unknown) => typeof it === 'string').map((it: string) => [stack, it]),
  );

  expect(called).toEqual([
    ['prd-rl-bank-watch', TOPICS[0]],
    ['prd-rl-bank-watch-edge', TOPICS[1]],
  ]);
});

test("RB12b without an address for the runbook alarms lead to the library's", () => {
  const told = (changes: Changes) => JSON.stringify(made(changes, 'AWS::CloudWatch::Alarm'));

  expect(told({})).not.toContain('wiki.bank.example');
  expect(told({ runbookUrl: 'https://wiki.bank.example/x' })).toContain('https://wiki.bank.example/x');
});
