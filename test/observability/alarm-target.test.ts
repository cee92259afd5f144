import { App } from 'aws-cdk-lib';
import { OpsItemSeverity, SsmAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AlarmTarget } from '../../src/observability';
import { workloadStack } from '../support/cloud';
import {
  alarmNamed,
  alarmsIn,
  definitionOf,
  everywhere,
  IN_TWO_REGIONS,
  observe,
  queueApp,
} from '../support/observability';

const [THEIRS, OWN] = ['oncall', 'pager'].map((name) => `arn:aws:sns:ap-southeast-1:222222222222:${name}`);
const [tenantId, teamId] = [1, 2].map((digit) => `0a1b2c3d-0000-4000-8000-00000000000${digit}`);

const stack = workloadStack();
const source = { alarmDefinitions: [definitionOf()] }; // a plain object, as a target may be
const page = [
  AlarmTarget.email('a@bank.example'),
  AlarmTarget.slack({ workspaceId: 'T1', channelId: 'C1' }),
  AlarmTarget.teams({ tenantId, teamId, channelId: '19:a@thread.tacv2' }),
  AlarmTarget.topics(THEIRS),
  { bind: () => ({ actionArns: [OWN] }) },
];
observe(stack, { queue: source }, { page });
const app = stack.node.root as App;

test.each([
  ['SNS::Subscription', { Protocol: 'email', Endpoint: 'a@bank.example' }],
  ['Chatbot::SlackChannelConfiguration', { SlackWorkspaceId: 'T1', SlackChannelId: 'C1' }],
  ['Chatbot::MicrosoftTeamsChannelConfiguration', { TeamsChannelId: '19%3Aa%40thread.tacv2' }],
])('a target is connected with the topics as %s', (type, properties) => {
  const made = everywhere(app, `AWS::${type}`).map((it) => it.properties);

  expect(made).toContainEqual(expect.objectContaining(properties));
});

test("topics that exist, and those of a team's own target, are called directly by alarms of a plain source", () => {
  const { AlarmActions } = alarmNamed(app, 'queue-QueueTooLong').properties;

  expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/WatchPage/) }, THEIRS, OWN]);
});

test('an action of the CDK is bound to each alarm of its severity, in the region of the alarm', () => {
  const action = AlarmTarget.fromAction(new SsmAction(OpsItemSeverity.HIGH));
  const { app: inTwoRegions } = queueApp({ alarms: IN_TWO_REGIONS }, { page: [action] });
  const actions = alarmsIn(inTwoRegions).map(({ name, properties }) => [name, properties.AlarmActions.slice(1)]);
  const opsItem = (region: string) => ({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:ssm:${region}:111111111111:opsitem:2`]],
  });

  expect(Object.fromEntries(actions)).toMatchObject({
    'prd-rl-bank-queue-AtEdge': [opsItem('us-east-1')],
    'prd-rl-bank-queue-QueueTooLong': [opsItem('ap-southeast-1')],
  });
});
