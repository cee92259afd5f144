import { AlarmTarget } from '../../../../src/observability';
import { arnOf } from '../../../support/api';
import { everywhere, IN_TWO_REGIONS, orderOf, queueApp } from '../../../support/observability';

const [SLACK, TEAMS] = ['AWS::Chatbot::SlackChannelConfiguration', 'AWS::Chatbot::MicrosoftTeamsChannelConfiguration'];
const workspaceId = 'T0123ABCD';
const [tenantId, teamId] = ['0a1b2c3d-0000-4000-8000-000000000001', '0a1b2c3d-0000-4000-8000-000000000002'];
const CHANNEL = '19:abc@thread.tacv2';
const ENCODED = '19%3Aabc%40thread.tacv2'; // the one form that the service takes

const slack = (channelId = 'C0123ABCD') => AlarmTarget.slack({ workspaceId, channelId });
const teams = (channelId = CHANNEL) => AlarmTarget.teams({ tenantId, teamId, channelId });

const topics = (...severities: string[]) => {
  return ['ap-southeast-1', 'us-east-1'].flatMap((region) => {
    return severities.map((severity) => arnOf(`sns:${region}:111111111111:prd-rl-bank-${severity}`));
  });
};

describe('channels', () => {
  const both = slack();
  const props = { page: [both, slack('C9')], ticket: [both, teams()] };
  const { app } = queueApp({ alarms: IN_TWO_REGIONS }, props);
  const connected = (type: string) => everywhere(app, type);

  test('of Slack are connected once each, with the topics of all regions and of the severities that reach them', () => {
    const common = {
      ...{ SlackWorkspaceId: workspaceId, LoggingLevel: 'ERROR' },
      IamRoleArn: { 'Fn::GetAtt': [expect.stringMatching(/Role/), 'Arn'] },
      GuardrailPolicies: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AWSDenyAll']] }],
    };

    expect(connected(SLACK).map(({ properties }) => properties)).toEqual([
      {
        ...{ ...common, SlackChannelId: 'C0123ABCD', ConfigurationName: 'prd-rl-bank-page-C0123ABCD' },
        SnsTopicArns: topics('page', 'ticket'),
      },
      {
        ...{ ...common, SlackChannelId: 'C9', ConfigurationName: 'prd-rl-bank-page-C9' },
        SnsTopicArns: topics('page'),
      },
    ]);
  });

  test('of Teams are connected as those of Slack are', () => {
    expect(connected(TEAMS).map(({ properties }) => properties)).toMatchObject([
      {
        ...{ TeamsTenantId: tenantId, TeamId: teamId, TeamsChannelId: ENCODED, LoggingLevel: 'ERROR' },
        ConfigurationName: 'prd-rl-bank-ticket-19-abc-thread-tacv2',
        SnsTopicArns: topics('ticket'),
      },
    ]);
  });

  test('are in a stack that comes after those that have the topics, and none of these after it', () => {
    expect(connected(SLACK)[0].stack).toBe('Web-edge-watch');
    expect(orderOf(app)).toMatchObject({ 'Web-edge-watch': ['Web', 'Web-watch'], 'Web-watch': ['Web'] });
  });

  test('may do nothing', () => {
    const roles = connected('AWS::IAM::Role').filter(({ stack }) => stack === 'Web-edge-watch');
    const Statement = [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'chatbot.amazonaws.com' } }];

    expect(roles).toHaveLength(3);
    roles.forEach(({ properties }) => {
      expect(Object.keys(properties).sort()).toEqual(['AssumeRolePolicyDocument', 'Description']);
      expect(properties.AssumeRolePolicyDocument).toMatchObject({ Statement });
    });
  });
});

test('a channel of Teams is known to the service by one form, however it is given', () => {
  const known: Record<string, string> = {
    [ENCODED]: ENCODED,
    '19%3aabd%40thread.tacv2': '19%3aabd%40thread.tacv2',
    '19:a/b=+@thread.tacv2': '19%3Aa/b=+%40thread.tacv2',
    '19:Ab-c_1@thread.skype': '19%3AAb-c_1%40thread.skype',
  };
  const { app } = queueApp({}, { page: Object.keys(known).map(teams) });
  const found = everywhere(app, TEAMS).map(({ properties }) => properties.TeamsChannelId);

  expect(found.sort()).toEqual(Object.values(known).sort());
  found.forEach((id) => expect(id).toMatch(/^([\w=+/.,-])*%3[aA]([\w=+/.,-])*%40([\w=+/.,-])*$/)); // the API's own words
});

test.each([
  ['slack', 'T0123ABCD/C0123ABCD', slack(), slack()],
  ['teams', `${tenantId}/${teamId}/${CHANNEL}`, teams(), teams(ENCODED)],
])('a channel that is connected already is refused, however it is spelled: %s', (prop, channel, one, other) => {
  const place = 'Web/WatchStack-watch/Web--Observability/Watch';

  expect(() => queueApp({}, { page: [one], ticket: [other] })).toThrowProblem(
    'alarm-target/channel-taken',
    prop,
    channel,
    place,
  );
});

test.each<[prop: string, value: string, make: (value: string) => AlarmTarget]>([
  ['workspaceId', 'my bank', (it) => AlarmTarget.slack({ workspaceId: it, channelId: 'C1' })],
  ['channelId', '#oncall', slack],
  ['tenantId', 'bank', (it) => AlarmTarget.teams({ tenantId: it, teamId, channelId: CHANNEL })],
  ['teamId', 'bank', (it) => AlarmTarget.teams({ tenantId, teamId: it, channelId: CHANNEL })],
  ...[
    ...['a b', '', 'General', 'https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/General'],
    ...['19:abc', '19abc@thread.tacv2', '19:@thread.tacv2', '19:abc@', '19:a bc@thread.tacv2', 'x19:abc@thread.tacv2'],
    ...['28:abc@thread.tacv2', '19%2Fabc%40thread.tacv2', '19:a@b@c', '19:abc%40thread.tacv2', '19%3Aabc@thread.tacv2'],
    ...['19:abc@thread.tacv2?groupId=1', '19%3Aabc%40x/General?groupId=1'],
  ].map((channel): [string, string, typeof teams] => ['channelId', channel, teams]),
])('`%s` refuses %j', (prop, value, make) => {
  expect(() => make(value)).toThrowProblem('alarm-target/channel', prop, value);
});
