import { Duration } from 'aws-cdk-lib';
import { PlannedWindow } from '../../../src/observability';
import { newApp, workloadStack } from '../../support/cloud';
import { alarmsIn, bankIn, definitionOf, everywhere, observe, Queue } from '../../support/observability';

const MUTE = 'AWS::CloudWatch::AlarmMuteRule';
const SUNDAY: PlannedWindow = { begins: 'cron(0 2 * * SUN)', duration: Duration.hours(2) };

test('by default nothing is muted', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack) });

  expect(everywhere(app, MUTE)).toEqual([]);
});

test('windows mute all that call but the alarm path, in each region, by UTC unless the team says otherwise', () => {
  const { app, stack, sources } = bankIn();
  const once = { begins: 'at(2027-03-01T02:00)', duration: Duration.days(1), timezone: 'Asia/Singapore' };
  observe(stack, sources, { plannedWindows: [SUNDAY, once] });
  const rules = everywhere(app, MUTE);
  const calling = alarmsIn(app).filter(({ name, properties }) => {
    return properties.AlarmActions && !name.endsWith('NotDelivered');
  });

  expect(
    rules.filter(({ region }) => region === 'us-east-1').map(({ properties }) => properties.Rule.Schedule),
  ).toEqual([
    { Expression: 'cron(0 2 * * SUN)', Duration: 'PT2H', Timezone: 'UTC' },
    { Expression: 'at(2027-03-01T02:00)', Duration: 'P1D', Timezone: 'Asia/Singapore' },
  ]);
  expect(rules).toHaveLength(4);
  rules.forEach(({ region, properties }) => {
    const muted = properties.MuteTargets.AlarmNames.map(({ Ref }: { Ref: string }) => Ref);
    expect(muted.sort()).toEqual(
      calling
        .filter((it) => it.region === region)
        .map(({ logicalId }) => logicalId)
        .sort(),
    );
  });
});

test('a rule mutes 100 alarms, and the next one the others', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const alarms = Array.from({ length: 150 }, (_, index) => definitionOf({ id: `A${index}` }));
  observe(
    stack,
    { queue: new Queue(stack, 'Queue', { alarms }) },
    { plannedWindows: [SUNDAY], withoutDashboard: true },
  );

  expect(everywhere(app, MUTE).map(({ properties }) => properties.MuteTargets.AlarmNames.length)).toEqual([100, 50]);
});
