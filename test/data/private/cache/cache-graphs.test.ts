import { Size } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { TrafficTier } from '../../../../src/core';
import { ValkeyCache } from '../../../../src/data';
import { workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

const stack = workloadStack();
const { vpc } = networkIn(stack);
const cache = new ValkeyCache(stack, 'Cache', { vpc, maxDataStorage: Size.gibibytes(2), maxEcpuPerSecond: 3000 });

test('RB12c the cache is drawn beside its limits, by what the alarms watch, and has no log to ask', () => {
  const { graphDefinitions, alarmDefinitions, logQueries } = cache;
  const namesOf = (metrics: unknown[]) => (metrics as Metric[]).map(({ metricName }) => metricName).sort();

  expect(graphDefinitions.map(({ tier, title, healthy }) => [tier, title, healthy])).toEqual([
    [TrafficTier.CACHE, 'Data held', 'it holds less than 80 % of 2 GB'],
    [TrafficTier.CACHE, 'Computing', 'it computes less than 80 % of 180000 units a minute'],
    [TrafficTier.CACHE, 'Calls refused', 'it refuses none'],
  ]);
  expect(graphDefinitions.every(({ region }) => region === undefined)).toBe(true);
  expect(namesOf(graphDefinitions.flatMap(({ metrics }) => metrics))).toEqual(
    namesOf(alarmDefinitions.map(({ metric }) => metric)),
  );
  expect(logQueries).toEqual([]);
});
