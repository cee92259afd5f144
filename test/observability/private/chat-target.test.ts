import { AlarmTarget, BankObservabilityProps } from '../../../src/observability';
import { arnOf } from '../../support/api';
import { newApp, resourcesOf, workloadStack } from '../../support/cloud';
import { bankIn, everywhere, messageOf, observe, orderOf, Queue } from '../../support/observability';

const [SLACK, TEAMS] = ['AWS::Chatbot::SlackChannelConfiguration', 'AWS::Chatbot::MicrosoftTeamsChannelConfiguration'];
const workspaceId = 'T0123ABCD';
const [tenantId, teamId] = ['0a1b2c3d-0000-4000-8000-000000000001', '0a1b2c3d-0000-4000-8000-000000000002'];
const channelId = '19:abc@thread.tacv2';
const ENCODED = '19%3Aabc%40thread.tacv2'; // the one form that the service takes

const slack = (channel = 'C0123ABCD') => AlarmTarget.slack({ workspaceId, channelId: channel });

const bankWith = (props: Partial<BankObservabilityProps>) => {
  const bank = bankIn();
  observe(bank.stack, bank.sources, props);
  return bank.app;
};

const topics = (region: string, ...severities: string[]) => {
  return severities.map((severity) => arnOf(`sns:${region}:111111111111:prd-rl-bank-${severity}`));
};

test('a channel of Slack is connected once, with the topics of all regions and both severities', () => {
  const channel = slack();
  const found = everywhere(bankWith({ page: [channel], ticket: [channel] }), SLACK);

  expect(found).toHaveLength(1);
  expect(found[0].properties).toEqual({
    ...{ SlackWorkspaceId: workspaceId, SlackChannelId: 'C0123ABCD', LoggingLevel: 'ERROR' },
    ConfigurationName: 'prd-rl-bank-page-C0123ABCD',
    IamRoleArn: { 'Fn::GetAtt': [expect.stringMatching(/Role/), 'Arn'] },
    SnsTopicArns: [...topics('ap-southeast-1', 'page', 'ticket'), ...topics('us-east-1', 'page', 'ticket')],
    GuardrailPolicies: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AWSDenyAll']] }],
  });
});

test('of one severity it gets the topics of that severity', () => {
  const [{ properties }] = everywhere(bankWith({ ticket: [slack()] }), SLACK);

  expect(properties.SnsTopicArns).toEqual([...topics('ap-southeast-1', 'ticket'), ...topics('us-east-1', 'ticket')]);
  expect(properties.ConfigurationName).toBe('prd-rl-bank-ticket-C0123ABCD');
});

test('its stack comes after those that have the topics, and none of these after it', () => {
  const app = bankWith({ page: [slack()] });
  const [{ stack }] = everywhere(app, SLACK);
  app.synth();

  expect(stack).toBe('Web-edge-watch');
  expect(orderOf(app)[stack]).toContain('Web-watch');
  expect(orderOf(app)['Web-watch']).not.toContain(stack);
});

test('what the channel may do is nothing', () => {
  const [{ stack, properties }] = everywhere(bankWith({ page: [slack()] }), 'AWS::IAM::Role').filter(
    ({ properties: it }) => {
      return JSON.stringify(it).includes('chatbot.amazonaws.com');
    },
  );

  expect(stack).toBe('Web-edge-watch');
  expect(Object.keys(properties).sort()).toEqual(['AssumeRolePolicyDocument', 'Description']);
  expect(properties.AssumeRolePolicyDocument.Statement).toEqual([
    { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'chatbot.amazonaws.com' } },
  ]);
});

test('a channel of Teams is connected as one of Slack is', () => {
  const [{ properties }] = everywhere(bankWith({ page: [AlarmTarget.teams({ tenantId, teamId, channelId })] }), TEAMS);

  expect(properties).toMatchObject({
    ...{ TeamsTenantId: tenantId, TeamId: teamId, TeamsChannelId: ENCODED, LoggingLevel: 'ERROR' },
    ConfigurationName: 'prd-rl-bank-page-19-abc-thread-tacv2',
    SnsTopicArns: [...topics('ap-southeast-1', 'page'), ...topics('us-east-1', 'page')],
  });
});

test.each([
  [channelId, ENCODED],
  [ENCODED, ENCODED],
  ['19%3aabc%40thread.tacv2', '19%3aabc%40thread.tacv2'],
  ['19:a/b=+@thread.tacv2', '19%3Aa/b=+%40thread.tacv2'],
  ['19:Ab-c_1@thread.skype', '19%3AAb-c_1%40thread.skype'],
])('a channel of Teams by %s is known to the service as %s', (given, known) => {
  const stack = workloadStack();
  observe(stack, { queue: new Queue(stack) }, { page: [AlarmTarget.teams({ tenantId, teamId, channelId: given })] });
  const watch = stack.node.findChild('WatchStack-watch') as typeof stack;
  const [{ Properties }] = resourcesOf(watch, TEAMS);

  expect(Properties.TeamsChannelId).toBe(known);
  expect(known).toMatch(/^([\w=+/.,-])*%3[aA]([\w=+/.,-])*%40([\w=+/.,-])*$/); // the API's own words
});

test('a channel that is connected already is refused', () => {
  const stack = workloadStack(newApp());
  const make = () => observe(stack, { queue: new Queue(stack) }, { page: [slack()], ticket: [slack()] });

  expect(messageOf(make)).toMatch(
    /^'slack' is "T0123ABCD\/C0123ABCD", but Web\/.*Watch has connected that channel, and an account can connect it once: make the target once and pass it to both severities; for another Stage or system take another channel \[alarm-target\/channel-taken at Web\/.*Watch\]$/,
  );
});

test('a channel of Teams that is spelled in two ways is one', () => {
  const [page, ticket] = [channelId, ENCODED].map((it) => [AlarmTarget.teams({ tenantId, teamId, channelId: it })]);
  const stack = workloadStack();

  expect(() => observe(stack, { queue: new Queue(stack) }, { page, ticket })).toThrow('[alarm-target/channel-taken');
});

test('two channels are two', () => {
  const stack = workloadStack();
  observe(stack, { queue: new Queue(stack) }, { page: [slack()], ticket: [slack('C9')] });
  const watch = stack.node.findChild('WatchStack-watch') as typeof stack;

  expect(resourcesOf(watch, SLACK).map(({ Properties }) => Properties.SlackChannelId)).toEqual(['C0123ABCD', 'C9']);
});

const NO_TEAMS_CHANNELS = [
  ...['a b', '', 'General', 'https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/General'],
  ...['19:abc', '19abc@thread.tacv2', '19:@thread.tacv2', '19:abc@', '19:a bc@thread.tacv2', 'x19:abc@thread.tacv2'],
  ...['28:abc@thread.tacv2', '19%2Fabc%40thread.tacv2', '19:a@b@c'],
  ...[
    '19:abc%40thread.tacv2',
    '19%3Aabc@thread.tacv2',
    '19:abc@thread.tacv2?groupId=1',
    '19%3Aabc%40x/General?groupId=1',
  ],
];

const UUID = 'pass one such as a UUID, which AWS Chatbot shows';

test.each<[prop: string, value: string, make: () => AlarmTarget, fix: string]>([
  [
    ...(['workspaceId', 'my bank'] as const),
    () => AlarmTarget.slack({ workspaceId: 'my bank', channelId: 'C1' }),
    'pass one such as T0123ABCD, which AWS Chatbot shows',
  ],
  ['channelId', '#oncall', () => slack('#oncall'), "pass one such as C0123ABCD, the end of the channel's link"],
  ['tenantId', 'bank', () => AlarmTarget.teams({ tenantId: 'bank', teamId, channelId }), UUID],
  ['teamId', 'bank', () => AlarmTarget.teams({ tenantId, teamId: 'bank', channelId }), UUID],
  ...NO_TEAMS_CHANNELS.map((it): [string, string, () => AlarmTarget, string] => [
    ...(['channelId', it] as const),
    () => AlarmTarget.teams({ tenantId, teamId, channelId: it }),
    "pass one such as 19:…@thread.tacv2, from the channel's link",
  ]),
])('%s is refused where it is %j', (prop, value, make, fix) => {
  expect(messageOf(make)).toBe(
    `'${prop}' is "${value}", but AWS Chatbot knows no channel by that: ${fix} [alarm-target/channel at AlarmTarget]`,
  );
});
