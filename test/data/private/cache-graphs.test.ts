import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ValkeyCache } from '../../../src/data';
import { workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

function cacheWith(props: { maxDataGigabytes?: number; maxEcpuPerSecond?: number } = {}): ValkeyCache {
  const stack = workloadStack();
  const { vpc, privateSubnets } = networkIn(stack);
  return new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets, ...props });
}

test('RB12c the cache is drawn beside its limits', () => {
  const { graphDefinitions } = cacheWith({ maxDataGigabytes: 2, maxEcpuPerSecond: 3000 });

  expect(graphDefinitions.map(({ tier, title, healthy }) => [tier, title, healthy])).toEqual([
    ['CACHE', 'Data held', 'it holds less than 80 % of 2 GB'],
    ['CACHE', 'Computing', 'it computes less than 80 % of 180000 units a minute'],
    ['CACHE', 'Calls refused', 'it refuses none'],
  ]);
  expect(graphDefinitions.every(({ region }) => region === undefined)).toBe(true);
});

test('RB12c what is drawn is what the alarms watch', () => {
  const cache = cacheWith();
  const namesOf = (metrics: unknown[]) => (metrics as Metric[]).map(({ metricName }) => metricName).sort();

  expect(namesOf(cache.graphDefinitions.flatMap(({ metrics }) => metrics))).toEqual(
    namesOf(cache.alarmDefinitions.map(({ metric }) => metric)),
  );
});

test('it has no questions to logs, since it writes none', () => {
  expect(cacheWith().logQueries).toEqual([]);
});
