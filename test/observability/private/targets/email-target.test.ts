import { AlarmTarget } from '../../../../src/observability';
import { everywhere, IN_TWO_REGIONS, ONCALL, PLATFORM, queueApp } from '../../../support/observability';

test('each address subscribes once to the topic of each severity that names it, in each region', () => {
  const again = AlarmTarget.email('platform@bank.example');
  const { app } = queueApp(
    { alarms: IN_TWO_REGIONS },
    { page: [ONCALL, PLATFORM], ticket: [PLATFORM, PLATFORM, again] },
  );
  const subscriptions = everywhere(app, 'AWS::SNS::Subscription').map(({ region, properties }) => {
    const { Protocol, Endpoint, TopicArn } = properties;
    return [region, TopicArn.Ref.match(/Watch(Page|Ticket)/)[1], Protocol, Endpoint].join(' ');
  });

  expect(subscriptions.sort()).toEqual(
    ['ap-southeast-1', 'us-east-1'].flatMap((region) => [
      `${region} Page email oncall@bank.example`,
      `${region} Page email platform@bank.example`,
      `${region} Ticket email platform@bank.example`,
    ]),
  );
});

test.each(['', 'oncall', 'on call@bank.example', 'a@bank', 'a@b.example,c@d.example'])('%j is refused', (address) => {
  expect(() => AlarmTarget.email(address)).toThrowProblem('alarm-target/email', 'address', address);
});
