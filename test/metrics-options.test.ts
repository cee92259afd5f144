import { Duration } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric, MetricOptions, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { appOf, variants } from './support/catalog';

type Metered = (props?: MetricOptions) => IMetric;

/** Every `metric…` method of the library, once, on a construct with its defaults. */
function methods(): Array<[string, Metered]> {
  const constructs = variants
    .filter(({ name }) => name === 'defaults')
    .flatMap(({ build, construct }) =>
      appOf(build)
        .node.findAll()
        .filter((it) => it.constructor.name === construct),
    );
  return constructs.flatMap((it) => {
    const names = namesIn(it).filter((name) => /^metric[A-Z0-9]/.test(name));
    return [...new Set(names)].map((name): [string, Metered] => [
      `${it.constructor.name}.${name}`,
      (props) => (it as unknown as Record<string, Metered>)[name](props),
    ]);
  });
}

/** Names of all methods, those of base classes too: property injection extends each class. */
function namesIn(it: object): string[] {
  const base = Object.getPrototypeOf(it);
  return base === null ? [] : [...Object.getOwnPropertyNames(base), ...namesIn(base)];
}

/** The metrics that a metric is made of. */
function sourcesOf(metric: IMetric): Metric[] {
  return metric instanceof MathExpression
    ? Object.values(metric.usingMetrics).flatMap(sourcesOf)
    : [metric as unknown as Metric];
}

const all = methods();
const SEVEN_MINUTES = Duration.minutes(7);

test('every construct with metrics is here', () => {
  expect([...new Set(all.map(([name]) => name.split('.')[0]))].sort()).toEqual([
    'AuroraPostgresCluster',
    'BankApiService',
    'BankDns',
    'DataBackup',
    'DataMigration',
    'EdgeCertificate',
    'EdgeFirewall',
    'EventTopic',
    'FileImport',
    'FileStore',
    'InternalService',
    'LogArchive',
    'MachineApi',
    'MySqlDatabase',
    'NetworkHub',
    'PermissionService',
    'PostgresDatabase',
    'QueueWorker',
    'RedisReplicationGroup',
    'ReplicationEndpoint',
    'ScannerFindings',
    'SchemaMigration',
    'SearchDomain',
    'SecurityTooling',
    'ServiceFunction',
    'ServiceLevelObjective',
    'SharedLoadBalancer',
    'SiteToSiteVpn',
    'StagedPipeline',
    'StaticSpaSite',
    'ThreeTierNetwork',
    'UptimeCheck',
    'UserDirectory',
    'ValkeyCache',
    'WorkerService',
  ]);
});

test.each(all)('%s has period, label and color of the caller', (_, metric) => {
  const { label, color, period } = metric({ period: SEVEN_MINUTES, label: 'A label', color: '#123456' }) as Metric;

  expect([label, color, period.toMinutes()]).toEqual(['A label', '#123456', 7]);
});

/** Those whose sources are given by the caller, and so are in the unit and account of these. */
const made = all.filter(([name]) => !name.startsWith('ServiceLevelObjective.'));

test.each(made)('%s reads period, unit and account of the caller', (_, metric) => {
  const sources = sourcesOf(metric({ period: SEVEN_MINUTES, unit: Unit.COUNT, account: '222222222222' }));

  expect(sources.map(({ period, unit, account }) => [period.toMinutes(), unit, account])).toEqual(
    sources.map(() => [7, 'Count', '222222222222']),
  );
});

/** Ratios of sums. */
const RATIOS = [
  'BankApiService.metricServerErrorRate',
  'EdgeFirewall.metricMatchRate',
  'MachineApi.metricClientErrorRate',
  'MachineApi.metricServerErrorRate',
  'SharedLoadBalancer.metricErrorRate',
  'UserDirectory.metricSignInSuccessRate',
];

test.each(made.filter(([name]) => !RATIOS.includes(name)))('%s reads the statistic of the caller', (_, metric) => {
  const statistics = sourcesOf(metric({ statistic: 'p42' })).map(({ statistic }) => statistic);

  expect([...new Set(statistics)]).toEqual(['p42']);
});
