import { AlarmTarget, IAlarmTarget } from '../../src/observability';
import { newApp, workloadStack } from '../support/cloud';
import { alarmNamed, definitionOf, everywhere, observe, Queue } from '../support/observability';

const TOPIC = 'arn:aws:sns:ap-southeast-1:222222222222:oncall';

const appWith = (page: IAlarmTarget[]) => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack) }, { page });
  return app;
};

test.each<[of: string, target: AlarmTarget, type: string, properties: object]>([
  ['mail', AlarmTarget.email('a@bank.example'), 'SNS::Subscription', { Protocol: 'email', Endpoint: 'a@bank.example' }],
  [
    ...(['Slack', AlarmTarget.slack({ workspaceId: 'T1', channelId: 'C1' })] as const),
    ...(['Chatbot::SlackChannelConfiguration', { SlackWorkspaceId: 'T1', SlackChannelId: 'C1' }] as const),
  ],
  [
    'Teams',
    AlarmTarget.teams({
      tenantId: '0a1b2c3d-0000-4000-8000-000000000001',
      teamId: '0a1b2c3d-0000-4000-8000-000000000002',
      channelId: '19:a@thread.tacv2',
    }),
    ...(['Chatbot::MicrosoftTeamsChannelConfiguration', { TeamsChannelId: '19%3Aa%40thread.tacv2' }] as const),
  ],
])('%s is connected with the topics', (_, target, type, properties) => {
  const made = everywhere(appWith([target]), `AWS::${type}`).map((it) => it.properties);

  expect(made).toContainEqual(expect.objectContaining(properties));
});

test('topics that exist are called directly', () => {
  const { AlarmActions } = alarmNamed(
    appWith([AlarmTarget.topics(TOPIC)]),
    'prd-rl-bank-queue-QueueTooLong',
  ).properties;

  expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/WatchPage/) }, TOPIC]);
});

test('a plain object is a target, and a plain object is a source', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const queue = { alarmDefinitions: [definitionOf()] };
  observe(stack, { queue }, { page: [{ bind: () => ({ actionArns: [TOPIC] }) }] });

  expect(alarmNamed(app, 'prd-rl-bank-queue-QueueTooLong').properties.AlarmActions).toContain(TOPIC);
});
