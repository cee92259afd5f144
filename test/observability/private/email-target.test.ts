import { AlarmTarget } from '../../../src/observability';
import { newApp, workloadStack } from '../../support/cloud';
import { bankIn, everywhere, observe, ONCALL, PLATFORM, Queue } from '../../support/observability';

const subscriptionsOf = (app: ReturnType<typeof newApp>) => {
  return everywhere(app, 'AWS::SNS::Subscription').map(({ region, properties: { Protocol, Endpoint, TopicArn } }) => {
    return [region, Protocol, Endpoint, TopicArn.Ref.match(/Watch(Page|Ticket)/)[1]];
  });
};

test('each address subscribes once to the topic of its severity in each region', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources);

  expect(subscriptionsOf(app).sort()).toEqual([
    ['ap-southeast-1', 'email', 'oncall@bank.example', 'Page'],
    ['ap-southeast-1', 'email', 'platform@bank.example', 'Ticket'],
    ['us-east-1', 'email', 'oncall@bank.example', 'Page'],
    ['us-east-1', 'email', 'platform@bank.example', 'Ticket'],
  ]);
});

test('one target of both severities subscribes to both topics, beside others', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack) }, { page: [ONCALL, PLATFORM], ticket: [PLATFORM] });

  expect(subscriptionsOf(app).sort()).toEqual([
    ['ap-southeast-1', 'email', 'oncall@bank.example', 'Page'],
    ['ap-southeast-1', 'email', 'platform@bank.example', 'Page'],
    ['ap-southeast-1', 'email', 'platform@bank.example', 'Ticket'],
  ]);
});

test.each(['', 'oncall', 'on call@bank.example', 'a@bank', 'a@b.example,c@d.example'])('%j is refused', (address) => {
  expect(() => AlarmTarget.email(address)).toThrow(
    `'address' is ${JSON.stringify(address)}, but SNS sends mail to one address: pass an address such as oncall@bank.example [alarm-target/email at AlarmTarget]`,
  );
});

test.each([
  ['one target', () => [PLATFORM, PLATFORM]],
  ['two targets', () => [PLATFORM, AlarmTarget.email('platform@bank.example')]],
])('an address that one severity names twice is asked once: by %s', (_, ticket) => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack) }, { ticket: ticket() });

  expect(subscriptionsOf(app).sort()).toEqual([
    ['ap-southeast-1', 'email', 'oncall@bank.example', 'Page'],
    ['ap-southeast-1', 'email', 'platform@bank.example', 'Ticket'],
  ]);
});
