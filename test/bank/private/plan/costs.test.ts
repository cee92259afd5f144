import { costsSection } from '../../../../src/bank/private/plan/costs';
import { bankOf, configOf, ENDPOINTS, readBank, RUNNING, SCALING } from '../../../support/bank';

const { of, plan } = readBank(RUNNING);
const lines: string[] = plan.data.costs.map(({ number, what }: any) => `${number} ${what}`);

test('RB19b what drives the costs is counted', () => {
  expect(lines.filter((line) => !/alarms$/.test(line))).toEqual([
    '2 Fargate tasks of 0.5 vCPU and 1024 MiB, once they run',
    '1 load balancers, by the hour and by load',
    '1 serverless caches, up to 1 GB and 5000 units a second',
    '2 distributions, by traffic',
    '8 secrets',
    '4 keys',
    '1 dashboards',
    '3 health checks',
  ]);
});

test('RB19b costs follow the config: scaling has the maximum task count', () => {
  const changes = {
    ...{ ...ENDPOINTS, ...SCALING, alarms: undefined },
    ...{ 'api.desiredCount': 5, 'api.twilioKeys': [], 'cache.maxDataGigabytes': 7 },
  };

  expect(costsSection(bankOf(changes), configOf(changes)).lines).toEqual([
    '5 Fargate tasks up to 6 of 0.5 vCPU and 1024 MiB, once they run',
    '1 load balancers, by the hour and by load',
    '1 serverless caches, up to 7 GB and 5000 units a second',
    '2 distributions, by traffic',
    '6 secrets',
    '6 endpoints in the network, by the hour and zone',
  ]);
});

test('RB19b the counts are those of the templates; metrics that an alarm computes with are counted each', () => {
  const alarms = of('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const metrics = alarms.flatMap(({ Metrics = [{ MetricStat: {} }] }) => Metrics.filter((it: any) => it.MetricStat));

  expect(metrics.length).toBeGreaterThan(alarms.length);
  expect(lines).toContain(`${metrics.length} metrics with alarms`);
  expect(lines).toContain(`${of('AWS::CloudWatch::CompositeAlarm').length} composite alarms`);
  expect(lines).toContain(`${of('AWS::SecretsManager::Secret').length} secrets`);
  expect(lines).toContain(`${of('AWS::KMS::Key').length} keys`);
  expect(lines).toContain(`${of('AWS::Route53::HealthCheck').length} health checks`);
});

test('RB19b the plan has no price, which would lack source and date', () => {
  expect(plan.text).not.toMatch(/\bUSD\b|\$\s?\d/);
});
