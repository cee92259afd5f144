import { Duration } from 'aws-cdk-lib';
import { longestGapOf } from '../../../../src/service/private/schedule/schedule-gap';
import { watchedMinutesOf } from '../../../../src/service/private/schedule/schedule-observed';

const DAY = 1440;

test.each<[expression: string, minutes: number | undefined]>([
  ['rate(5 minutes)', 5],
  ['rate(1 hour)', 60],
  ['rate(2 days)', 2 * DAY],
  ['cron(0 6 * * ? *)', DAY],
  ['cron(*/15 * * * ? *)', 15],
  ['cron(0 8-18/2 * * ? *)', 14 * 60],
  ['cron(0,30 6 * * ? *)', DAY - 30],
  ['cron(0 6 ? * MON-FRI *)', 3 * DAY],
  ['cron(0 6 ? * 1 *)', 7 * DAY],
  ['cron(0 6 1 * ? *)', 31 * DAY],
  ['cron(0 6 31 * ? *)', 61 * DAY],
  ['cron(0 6 1 JAN,JUL ? *)', 184 * DAY],
  ['cron(0 6 L * ? *)', undefined],
  ['cron(0 6 ? * 6#3 *)', undefined],
  ['cron(0 6 1 1 ? 2030)', undefined],
  ['cron(0 25 * * ? *)', undefined],
  ['cron(0 6)', undefined],
  ['at(2030-01-01T00:00:00)', undefined],
])('the longest time between two runs of %s is %s minutes', (expression, minutes) => {
  expect(longestGapOf(expression)).toBe(minutes);
});

test.each<[gap: number | undefined, window: Duration | undefined, minutes: number | undefined]>([
  [DAY, undefined, DAY + 120],
  [60, undefined, 75],
  [60, Duration.minutes(30), 105],
  [7 * DAY, undefined, undefined],
  [undefined, undefined, undefined],
])('a gap of %s minutes with the window %s is watched for %s', (gap, window, minutes) => {
  expect(watchedMinutesOf(gap, window)).toBe(minutes);
});
