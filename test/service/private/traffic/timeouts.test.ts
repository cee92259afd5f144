import { Duration } from 'aws-cdk-lib';
import { HEALTHY_AFTER, timeoutsFor, UNHEALTHY_AFTER } from '../../../../src/service/private/traffic/timeouts';

function secondsOf(...parameters: Parameters<typeof timeoutsFor>): Record<string, number> {
  const times = Object.entries(timeoutsFor(...parameters)) as Array<[string, Duration]>;
  return Object.fromEntries(times.map(([name, time]) => [name, time.toSeconds({ integral: false })]));
}
const usual = { idle: 60, drain: 60, stop: 65, healthGrace: 90, healthInterval: 15, healthTimeout: 5 };

test('all times follow from a request of 60 seconds and a check every 15, of which two decide for a task, and three against it', () => {
  expect(secondsOf()).toEqual(usual);
  expect([HEALTHY_AFTER, UNHEALTHY_AFTER]).toEqual([2, 3]);
});

test.each([
  [1, 6, 31],
  [100, 105, 130],
  [114, 119, 144],
  [115, 120, 145],
  [116, 120, 146],
  [121, 120, 150],
  [3600, 120, 150],
])(
  'after requests of %s seconds tasks have %s to stop, never more than Fargate gives, and %s to start',
  (idle, stop, healthGrace) => {
    expect(secondsOf(Duration.seconds(idle))).toEqual({ ...usual, idle, drain: idle, stop, healthGrace });
  },
);

test('another health check moves the grace of a task that starts, and nothing of a request', () => {
  expect(secondsOf(undefined, { interval: Duration.minutes(1), timeout: Duration.seconds(20) })).toEqual({
    ...usual,
    healthGrace: 180,
    healthInterval: 60,
    healthTimeout: 20,
  });
});

test('a part of a second is carried on, for the check to refuse', () => {
  expect(secondsOf(Duration.millis(1500), { interval: Duration.millis(5500) })).toMatchObject({
    stop: 6.5,
    healthGrace: 12.5,
  });
});
