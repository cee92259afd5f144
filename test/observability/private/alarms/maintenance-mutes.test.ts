import { Duration } from 'aws-cdk-lib';
import { alarmsIn, countOf, definitionOf, everywhere, IN_TWO_REGIONS, queueApp } from '../../../support/observability';

const MUTE = 'AWS::CloudWatch::AlarmMuteRule';
const SUNDAY = { start: 'cron(0 2 * * SUN)', duration: Duration.hours(2) };
const ONCE = { start: 'at(2027-03-01T02:00)', duration: Duration.days(1), timezone: 'Asia/Singapore' };

test('windows mute all that call but the alarm path, in each region, by UTC unless the team says otherwise', () => {
  const alarms = [...IN_TWO_REGIONS, definitionOf({ id: 'Late', suppressedAfter: countOf() })];
  const { app } = queueApp({ alarms }, { maintenanceWindows: [SUNDAY, ONCE] });
  const idOf = (name: string) => alarmsIn(app).find((it) => it.name === `prd-rl-bank-queue-${name}`)!.logicalId;
  const rulesOf = (region: string, ...names: string[]) => {
    return [
      { Expression: 'cron(0 2 * * SUN)', Duration: 'PT2H', Timezone: 'UTC' },
      { Expression: 'at(2027-03-01T02:00)', Duration: 'P1D', Timezone: 'Asia/Singapore' },
    ].map((Schedule) => [region, { Schedule }, { AlarmNames: names.map((name) => ({ Ref: idOf(name) })) }]);
  };

  expect(everywhere(app, MUTE).map(({ region, properties: it }) => [region, it.Rule, it.MuteTargets])).toEqual([
    ...rulesOf('us-east-1', 'AtEdge'),
    ...rulesOf('ap-southeast-1', 'QueueTooLong', 'Late-Call'),
  ]);
});

test('a rule mutes 100 alarms, and the next one the others', () => {
  const alarms = Array.from({ length: 150 }, (_, index) => definitionOf({ id: `A${index}` }));
  const { app } = queueApp({ alarms }, { maintenanceWindows: [SUNDAY], dashboard: false });

  expect(everywhere(app, MUTE).map(({ properties }) => properties.MuteTargets.AlarmNames.length)).toEqual([100, 50]);
});
