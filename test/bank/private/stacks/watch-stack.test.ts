import { bankOf, Changes, resourcesIn, RUNNING } from '../../../support/bank';

const MAIL = { email: 'oncall@bank.example' };
const SLACK = { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } };
const of = (changes: Changes, type: string) => resourcesIn(bankOf(changes), type);
const alarmed = (page: object[], ticket: object[]) => ({ 'alarms.page': page, 'alarms.ticket': ticket });

test('RB12c those who are called by mail are, in both regions', () => {
  const mails = of(alarmed([MAIL], [{ email: 'team@bank.example' }]), 'AWS::SNS::Subscription');

  expect(mails.map(({ stack, Properties }) => `${stack.split('/').length} ${Properties.Endpoint}`).sort()).toEqual([
    ...['1 oncall@bank.example', '1 team@bank.example'],
    ...['2 oncall@bank.example', '2 team@bank.example'],
  ]);
});

test('RB12c a channel that both severities name is connected once', () => {
  expect(of(alarmed([SLACK], [SLACK]), 'AWS::Chatbot::SlackChannelConfiguration')).toHaveLength(1);
  expect(of(alarmed([SLACK, MAIL], [MAIL, SLACK]), 'AWS::Chatbot::SlackChannelConfiguration')).toHaveLength(1);
});

test('RB12c whoever is named twice in one severity is called once', () => {
  const once = of(alarmed([MAIL], [MAIL]), 'AWS::SNS::Subscription').length;

  expect(of(alarmed([MAIL, MAIL], [MAIL]), 'AWS::SNS::Subscription')).toHaveLength(once);
});

test('RB12c topics that exist are called, each by the alarms of its region', () => {
  const topicArns = ['ap-southeast-1', 'us-east-1'].map((region) => `arn:aws:sns:${region}:982233224911:oncall`);
  const changes = alarmed([{ topicArns }], [{ topicArns }]);
  const called = of(changes, 'AWS::CloudWatch::Alarm').flatMap(({ stack, Properties: { AlarmActions = [] } }) =>
    AlarmActions.filter((it: unknown) => typeof it === 'string').map((it: string) => `${stack} ${it}`),
  );

  expect([...new Set(called)].sort()).toEqual([`watch ${topicArns[0]}`, `watch/WatchStack-edge ${topicArns[1]}`]);
});

test('RB12b every alarm begins with the prefix and its source', () => {
  const names = of({ ...RUNNING, namePrefix: 'stg-bank' }, 'AWS::CloudWatch::Alarm').map(
    (it) => it.Properties.AlarmName,
  );

  expect(names.filter((name) => !name.startsWith('stg-bank-'))).toEqual([]);
});

test("RB12b without an address for the runbook alarms lead to the library's", () => {
  const told = (changes: Changes) =>
    of({ ...RUNNING, ...changes }, 'AWS::CloudWatch::Alarm').map(({ Properties }) => JSON.stringify(Properties));

  expect(told({}).filter((it) => it.includes('wiki.bank.example'))).toEqual([]);
  expect(
    told({ runbookUrl: 'https://wiki.bank.example/x' }).filter((it) => it.includes('wiki.bank.example')),
  ).not.toEqual([]);
});
