import { Duration } from 'aws-cdk-lib';
import { HEALTHY_AFTER, timeoutsFor, UNHEALTHY_AFTER } from '../../../src/service/private/timeouts';

function secondsOf(...parameters: Parameters<typeof timeoutsFor>): Record<string, number> {
  const times = Object.entries(timeoutsFor(...parameters)) as Array<[string, Duration]>;
  return Object.fromEntries(times.map(([name, time]) => [name, time.toSeconds()]));
}

test('two answers make a task healthy, three without one unhealthy', () => {
  expect([HEALTHY_AFTER, UNHEALTHY_AFTER]).toEqual([2, 3]);
});

test('all times follow from a request of 60 seconds and a check every 15', () => {
  expect(secondsOf()).toEqual({
    idle: 60,
    drain: 60,
    stop: 65,
    healthGrace: 90,
    healthInterval: 15,
    healthTimeout: 5,
  });
});

test('a longer request moves all that cut it, and no health check', () => {
  expect(secondsOf(Duration.seconds(100))).toEqual({
    idle: 100,
    drain: 100,
    stop: 105,
    healthGrace: 130,
    healthInterval: 15,
    healthTimeout: 5,
  });
});

test.each([
  [1, 6],
  [114, 119],
  [115, 120],
  [116, 120],
  [3600, 120],
])('after requests of %s seconds tasks have %s to stop, and never more than Fargate gives', (longest, stop) => {
  expect(secondsOf(Duration.seconds(longest)).stop).toBe(stop);
});

test('another health check moves the grace of a task that starts, and nothing of a request', () => {
  expect(secondsOf(Duration.seconds(60), { interval: Duration.minutes(1), timeout: Duration.seconds(20) })).toEqual({
    idle: 60,
    drain: 60,
    stop: 65,
    healthGrace: 180,
    healthInterval: 60,
    healthTimeout: 20,
  });
});

test('a part of a second is carried on, for the check to refuse', () => {
  const { stop, healthGrace } = timeoutsFor(Duration.millis(1500), { interval: Duration.millis(5500) });

  expect([stop, healthGrace].map((time) => time.toSeconds({ integral: false }))).toEqual([6.5, 12.5]);
});
