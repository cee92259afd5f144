import { Size } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ValkeyCache } from '../../../../src/data';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

test('near a limit is a ticket, at a limit somebody is woken', () => {
  const stack = workloadStack();
  const { vpc, privateSubnets } = networkIn(stack);
  const cache = new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets, maxDataStorage: Size.gibibytes(2) });
  cache.alarmDefinitions.forEach((definition) => new Alarm(stack, definition.id, definition));

  expect(cache.alarmDefinitions.map(({ id, severity, threshold }) => [id, severity, threshold])).toEqual([
    ['CacheRefusesCalls', 'PAGE', 0],
    ['CacheDataNearLimit', 'TICKET', 1_600_000_000],
    ['CacheComputeNearLimit', 'TICKET', 240_000],
  ]);
  expect(cache.alarmDefinitions.map(({ notifyOnRecovery = false }) => notifyOnRecovery)).toEqual([true, false, false]);
  expect(cache.alarmDefinitions[0].symptom).toBe('The cache refuses calls: the API answers slowly or with errors.');
  expect(
    resourcesOf(stack, 'AWS::CloudWatch::Alarm').map((it) => [it.Properties.Period, it.Properties.Statistic]),
  ).toEqual([
    [60, 'Sum'],
    [60, 'Maximum'],
    [60, 'Sum'],
  ]);
});
