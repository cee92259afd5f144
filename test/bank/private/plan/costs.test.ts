import { bankOf, Changes, CLOSED, planOf, resourcesIn, RUNNING } from '../../../support/bank';

/** How many of what, by the beginning of what it is called. */
function counted(changes: Changes): Record<string, number> {
  const { costs } = planOf(bankOf({ ...CLOSED, ...changes })).data;
  return Object.fromEntries(costs.map(({ number, what }: any) => [what.match(/^[\w ]+?(?=,| of |$| up)/)[0], number]));
}

const QUIET = { alarms: undefined };

test('RB19b what drives the costs is counted', () => {
  const { costs } = planOf(bankOf(CLOSED)).data;

  const lines: string[] = costs.map(({ number, what }: any) => `${number} ${what}`);

  expect(lines.filter((line) => !/alarms$/.test(line))).toEqual([
    '2 Fargate tasks of 0.5 vCPU and 1024 MiB, once they run',
    '1 load balancers, by the hour and by load',
    '1 serverless caches, up to 1 GB and 5000 units a second',
    '2 distributions, by traffic',
    '8 secrets',
    '2 keys',
    '1 dashboards',
  ]);
});

test.each<[string, Changes, Changes, Record<string, [number, number]>]>([
  ['health checks', RUNNING, { ...RUNNING, uptimeCheck: false }, { 'health checks': [3, 0] }],
  ['secrets', {}, { 'api.twilioKeys': [] }, { secrets: [8, 6] }],
  ['tasks', {}, { 'api.desiredCount': 5 }, { 'Fargate tasks': [2, 5] }],
  ['alarms', {}, QUIET, { dashboards: [1, 0], keys: [2, 0] }],
  [
    'endpoints',
    {},
    { 'network.wayOut': 'endpoints', 'network.natAddresses': undefined },
    { 'endpoints in the network': [0, 6] },
  ],
])('RB19b with other %s the count is another', (_, before, after, changes) => {
  const [one, other] = [before, after].map(counted);

  for (const [what, [first, second]] of Object.entries(changes)) {
    expect([what, one[what] ?? 0, other[what] ?? 0]).toEqual([what, first, second]);
  }
});

test('RB19b the counts are those of the templates', () => {
  const bank = bankOf({ ...CLOSED, ...RUNNING });
  const types = {
    'load balancers': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    distributions: 'AWS::CloudFront::Distribution',
    secrets: 'AWS::SecretsManager::Secret',
    keys: 'AWS::KMS::Key',
    'composite alarms': 'AWS::CloudWatch::CompositeAlarm',
    dashboards: 'AWS::CloudWatch::Dashboard',
    'health checks': 'AWS::Route53::HealthCheck',
  };
  const made = Object.entries(types).map(([what, type]) => [what, resourcesIn(bank, type).length]);

  expect(counted(RUNNING)).toMatchObject(Object.fromEntries(made));
});

test('RB19b without alarms none of their metrics is counted', () => {
  expect(counted({})['metrics with alarms']).toBeGreaterThan(10);
  expect(counted(QUIET)).not.toHaveProperty(['metrics with alarms']);
});

test('RB19b metrics that an alarm computes with are counted each', () => {
  const alarms = resourcesIn(bankOf(RUNNING), 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const metrics = alarms.map(({ Metrics = [{ MetricStat: {} }] }) => Metrics.filter((it: any) => it.MetricStat).length);

  expect(counted(RUNNING)['metrics with alarms']).toBe(metrics.reduce((sum, it) => sum + it, 0));
  expect(metrics.length).toBeLessThan(metrics.reduce((sum, it) => sum + it, 0));
});

test('RB19b scaling tells how many there may be', () => {
  const { text } = planOf(bankOf({ ...CLOSED, 'api.scaling': { minTasks: 2, maxTasks: 6 } }));

  expect(text).toContain('\n  2 Fargate tasks up to 6 of 0.5 vCPU and 1024 MiB, once they run\n');
});

test('RB19b no price is told, which has neither source nor date here', () => {
  expect(planOf(bankOf(CLOSED)).text).not.toMatch(/\bUSD\b|\$\s?\d/);
});
