import { Duration, Size } from 'aws-cdk-lib';
import { throwOnProblems } from '../../../../src/core/private/checks/problems';
import { ValkeyCache, ValkeyCacheProps } from '../../../../src/data';
import { cacheProblems } from '../../../../src/data/private/cache/cache-problems';
import { workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

const ZONES = ['subnet-a', 'subnet-b'];

const attempt = (props: Partial<ValkeyCacheProps>, subnetIds = ZONES) =>
  expect(() => throwOnProblems('Cache', ...cacheProblems(props as ValkeyCacheProps, subnetIds)));

test.each<[code: string, refused: Array<[shown: unknown, props: Partial<ValkeyCacheProps>]>]>([
  ['not-a-name', ['Cache', '1cache', 'a--b', 'a-', 'a'.repeat(41), ''].map((cacheName) => [cacheName, { cacheName }])],
  [
    'not-a-data-limit',
    [0, 5001, 1.5].map((gibibytes) => [`${gibibytes} GiB`, { maxDataStorage: Size.mebibytes(gibibytes * 1024) }]),
  ],
  ['not-an-ecpu-limit', [999, 15_000_001].map((maxEcpuPerSecond) => [maxEcpuPerSecond, { maxEcpuPerSecond }])],
  [
    'not-a-snapshot-retention',
    [0.5, 36].map((days) => [`${days} days`, { snapshotRetention: Duration.hours(24 * days) }]),
  ],
])('a cache refuses props: %s', (code, refused) => {
  for (const [shown, props] of refused) {
    attempt(props).toThrowProblem(`cache/${code}`, Object.keys(props)[0], shown);
  }
});

test.each<Partial<ValkeyCacheProps>>([
  ...['prd-rl-bank', 'a', 'a'.repeat(40)].map((cacheName) => ({ cacheName })),
  { maxDataStorage: Size.gibibytes(1), maxEcpuPerSecond: 1000, snapshotRetention: Duration.days(1) },
  { maxDataStorage: Size.gibibytes(5000), maxEcpuPerSecond: 15_000_000, snapshotRetention: Duration.days(35) },
])('a cache takes the props %j', (props) => {
  attempt(props).not.toThrow();
});

test('a cache takes two or three subnets', () => {
  attempt({}, [...ZONES, 'subnet-c']).not.toThrow();
  attempt({}, [...ZONES, 'subnet-c', 'subnet-d']).toThrowProblem(
    'cache/wrong-number-of-subnets',
    'subnets',
    '4 subnets',
  );
});

test('the cache refuses what is wrong with it', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);

  expect(() => new ValkeyCache(stack, 'Cache', { vpc, maxDataStorage: Size.gibibytes(0) })).toThrowProblem(
    'cache/not-a-data-limit',
    'maxDataStorage',
    '0 GiB',
    'Web/Cache',
  );
});

test.each<[prop: keyof ValkeyCacheProps, value: unknown]>([
  ['encryptionKey', 'arn:aws:kms:ap-southeast-1:111111111111:key/1'],
  ['subnets', []],
  ['iamAuthentication', 'false'],
  ['maxDataStorage', 1],
  ['snapshotRetention', 7],
])("a cache refuses '%s' of another type: %j", (prop, value) => {
  const stack = workloadStack();
  const props: any = { vpc: networkIn(stack).vpc, [prop]: value };

  expect(() => new ValkeyCache(stack, 'Cache', props)).toThrowProblem('props/wrong-type', prop, value, 'Web/Cache');
});
