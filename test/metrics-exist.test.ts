import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { IMonitored } from '../src/core';
import { appOf, variants } from './support/catalog';
import { DOCUMENTED, metricsIn, metricsOfAlarm, SPECIFIED, spelled, unknownOf, Watched } from './support/known-metrics';

/** Everything of the library that can be observed, with its defaults and with all it can define. */
function observables(): IMonitored[] {
  const constructs = variants.flatMap(({ build }) => appOf(build).node.findAll());
  return constructs.filter((it) => 'alarmDefinitions' in it || 'graphDefinitions' in it) as unknown as IMonitored[];
}

/** Whatever is watched, drawn, or counted to keep others quiet. */
const metricsOf = ({ alarmDefinitions, graphDefinitions }: IMonitored) => {
  const watched = alarmDefinitions.flatMap(({ metric, suppressedAfter }) => [metric, suppressedAfter ?? []].flat());
  return [...watched, ...graphDefinitions.flatMap(({ metrics }) => metrics)].flatMap(metricsIn);
};

/** Metrics that metric filters of the library publish. */
const filtered = variants
  .flatMap(({ build }) => appOf(build).node.findAll())
  .filter((it) => CfnMetricFilter.isCfnMetricFilter(it))
  .flatMap(
    (filter) => (filter as CfnMetricFilter).metricTransformations as CfnMetricFilter.MetricTransformationProperty[],
  )
  .map(({ metricNamespace: namespace, metricName }) => spelled({ namespace, metricName, dimensions: [] }));
// The program of a file import writes them in the embedded metric format of CloudWatch.
const written = ['RowsDuplicate', 'RowsInserted', 'RowsRead', 'RowsRejected'].map((metricName) => {
  return spelled({ namespace: 'rl-bank-constructs/FileImport', metricName, dimensions: ['Import'] });
});
const published = [...filtered, ...written];
const unpublishedOf = (watched: Watched[]) => unknownOf(watched).filter((metric) => !published.includes(metric));

test('RB12b AWS, or a metric filter, publishes every metric that the library watches and draws', () => {
  const observed = observables();

  expect([...new Set(observed.map((it) => it.constructor.name))].sort()).toEqual([
    'AuroraPostgresCluster',
    'BankApiService',
    'BankDns',
    'DataBackup',
    'DataMigration',
    'EdgeCertificate',
    'EdgeFirewall',
    'EventTopic',
    'ExternalDatabase',
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
    'ScheduledWorker',
    'SchemaMigration',
    'SearchDomain',
    'SecurityTooling',
    'ServiceFunction',
    'ServiceLevelObjective',
    'SharedLoadBalancer',
    'SiteToSiteVpn',
    'StagedPipeline',
    'StandaloneTask',
    'StaticSpaSite',
    'ThreeTierNetwork',
    'UptimeCheck',
    'UserDirectory',
    'ValkeyCache',
    'WorkerService',
  ]);
  expect(unpublishedOf(observed.flatMap(metricsOf))).toEqual([]);
});

test.each(variants.filter(({ construct }) => construct === 'BankObservability'))(
  'RB12b AWS, or a metric filter, publishes every metric of the alarms that BankObservability makes with its $name',
  ({ build }) => {
    const templates = appOf(build)
      .synth()
      .stacksRecursively.map(({ template }) => template);
    const alarms = templates
      .flatMap(({ Resources }) => Object.values<any>(Resources ?? {}))
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const watched = alarms.flatMap(metricsOfAlarm);

    expect(alarms.filter((alarm) => metricsOfAlarm(alarm).length === 0)).toEqual([]);
    expect(watched.map(({ namespace }) => namespace)).toEqual(
      expect.arrayContaining(['AWS/SNS', 'Deployments/prd-rl-bank-api']),
    );
    expect(unpublishedOf(watched)).toEqual([]);
  },
);

test('the list of ours holds nothing that the specification knows, nothing unused, and a source for each', () => {
  const used = observables().flatMap(metricsOf).map(spelled);

  expect(DOCUMENTED.map(spelled).filter((metric) => SPECIFIED.has(metric))).toEqual([]);
  expect(DOCUMENTED.map(spelled).filter((metric) => !used.includes(metric))).toEqual([]);
  expect(DOCUMENTED.filter(({ source }) => !source.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
});

test.each([
  ['name', { metricName: 'CPUUtilisation' }, 'AWS/ECS CPUUtilisation by ClusterName, ServiceName'],
  ['namespace', { namespace: 'AWS/Fargate' }, 'AWS/Fargate CPUUtilization by ClusterName, ServiceName'],
  ['dimension', { dimensionsMap: { Service: 'a' } }, 'AWS/ECS CPUUtilization by Service'],
])('an invented %s is found', (_, invented, told) => {
  const real = {
    namespace: 'AWS/ECS',
    metricName: 'CPUUtilization',
    dimensionsMap: { ClusterName: 'a', ServiceName: 'b' },
  };

  expect(unknownOf(metricsIn(new Metric(real)))).toEqual([]);
  expect(unknownOf(metricsIn(new Metric({ ...real, ...invented })))).toEqual([told]);
});
