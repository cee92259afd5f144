import { Duration } from 'aws-cdk-lib';
import { throwOnProblems } from '../../../../src/core/private/checks/problems';
import { ValkeyCache, ValkeyCacheProps } from '../../../../src/data';
import { cacheProblems } from '../../../../src/data/private/cache/cache-problems';
import { workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

const ZONES = ['subnet-a', 'subnet-b'];

const attempt = (props: Partial<ValkeyCacheProps>, subnetIds = ZONES) =>
  expect(() => throwOnProblems('Cache', ...cacheProblems(props as ValkeyCacheProps, subnetIds)));

test.each<[code: string, told: string, refused: Array<[shown: unknown, props: Partial<ValkeyCacheProps>]>]>([
  [
    'not-a-name',
    'ElastiCache takes 40 lower-case letters, digits and single hyphens at most, with a letter first and no hyphen last: choose such a name, or leave it out',
    ['Cache', '1cache', 'a--b', 'a-', 'a'.repeat(41), ''].map((cacheName) => [cacheName, { cacheName }]),
  ],
  [
    'not-a-data-limit',
    'the limit is a whole number from 1 to 5000: choose what the API needs, or leave it out',
    [0, 5001, 1.5].map((maxDataGigabytes) => [maxDataGigabytes, { maxDataGigabytes }]),
  ],
  [
    'not-an-ecpu-limit',
    'the limit is a whole number from 1000 to 15000000: choose what the API needs, or leave it out',
    [999, 15_000_001].map((maxEcpuPerSecond) => [maxEcpuPerSecond, { maxEcpuPerSecond }]),
  ],
  [
    'not-a-snapshot-retention',
    'snapshots are kept for 1 to 35 whole days: choose such a time, or leave it out for no snapshots',
    [0.5, 36].map((days) => [`${days} days`, { snapshotRetention: Duration.hours(24 * days) }]),
  ],
])('%s: %s', (code, told, refused) => {
  for (const [shown, props] of refused) {
    attempt(props).toThrow(
      `'${Object.keys(props)[0]}' is ${JSON.stringify(shown)}, but ${told} [cache/${code} at Cache]`,
    );
  }
});

test.each<Partial<ValkeyCacheProps>>([
  ...['prd-rl-bank', 'a', 'a'.repeat(40)].map((cacheName) => ({ cacheName })),
  { maxDataGigabytes: 1, maxEcpuPerSecond: 1000, snapshotRetention: Duration.days(1) },
  { maxDataGigabytes: 5000, maxEcpuPerSecond: 15_000_000, snapshotRetention: Duration.days(35) },
])('%j is taken', (props) => {
  attempt(props).not.toThrow();
});

test('two or three subnets are taken', () => {
  attempt({}, [...ZONES, 'subnet-c']).not.toThrow();
  attempt({}, [...ZONES, 'subnet-c', 'subnet-d']).toThrow(
    `'subnets' is "4 subnets", but a serverless cache takes two or three, in different zones: choose two or three of them [cache/wrong-number-of-subnets at Cache]`,
  );
});

test('the cache refuses what is wrong with it', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);

  expect(() => new ValkeyCache(stack, 'Cache', { vpc, maxDataGigabytes: 0 })).toThrow(
    '[cache/not-a-data-limit at Web/Cache]',
  );
});
