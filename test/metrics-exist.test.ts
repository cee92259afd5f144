import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { IObservable } from '../src/core';
import { ExternalDatabase, ValkeyCache } from '../src/data';
import { EdgeCertificate } from '../src/edge';
import { BankDns, ZoneSource } from '../src/network';
import { UptimeCheck } from '../src/observability';
import { runningApi } from './support/api';
import { appOf, variants } from './support/catalog';
import { workloadStack, zoneOf } from './support/cloud';
import { DOCUMENTED, metricsIn, metricsOfAlarm, SPECIFIED, spelled, unknownOf } from './support/known-metrics';
import { networkIn, scaffoldIn } from './support/scaffold';
import { domainIn, siteIn } from './support/site';

/** Everything of the library that can be observed, with all it can define. */
const observables: Record<string, () => IObservable> = {
  BankApiService: () => runningApi({ rollOnSecretChange: true }),
  BankDns: () => {
    return new BankDns(workloadStack(), 'Dns', {
      rootDomain: 'bank.example',
      zone: ZoneSource.existing('Z0123456789'),
    });
  },
  EdgeCertificate: () => {
    const stack = workloadStack();
    return new EdgeCertificate(stack, 'Certificate', { zone: zoneOf(stack), domainName: 'app.bank.example' });
  },
  ExternalDatabase: () => {
    const stack = workloadStack();
    return new ExternalDatabase(stack, 'Database', { uriSecret: scaffoldIn(stack).secrets.DB_URI });
  },
  StaticSpaSite: () => {
    const stack = workloadStack();
    return siteIn(stack, { domain: domainIn(stack) });
  },
  UptimeCheck: () => new UptimeCheck(workloadStack(), 'Uptime', { url: 'https://api.bank.example/health' }),
  ValkeyCache: () => {
    const stack = workloadStack();
    const { vpc, privateSubnets } = networkIn(stack);
    return new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets });
  },
};

/** Whatever is watched, drawn, or counted to keep others quiet. */
const metricsOf = ({ alarmDefinitions, graphDefinitions }: IObservable) => {
  const watched = alarmDefinitions.flatMap(({ metric, mutedAfter }) => [metric, mutedAfter ?? []].flat());
  return [...watched, ...graphDefinitions.flatMap(({ metrics }) => metrics)].flatMap(metricsIn);
};

test.each(Object.entries(observables))('RB12b AWS publishes every metric that %s watches and draws', (_, observed) => {
  expect(unknownOf(metricsOf(observed()))).toEqual([]);
});

test('what is looked at here is all of the library that can be observed', () => {
  const constructs = variants.flatMap(({ build }) => appOf(build).node.findAll());
  const observed = constructs.filter((it) => 'alarmDefinitions' in it || 'graphDefinitions' in it);

  expect([...new Set(observed.map((it) => it.constructor.name))].sort()).toEqual(Object.keys(observables));
});

test.each(variants.filter(({ construct }) => construct === 'BankObservability'))(
  'RB12b AWS publishes every metric of the alarms that BankObservability makes with its $name',
  ({ build }) => {
    const templates = appOf(build)
      .synth()
      .stacksRecursively.map(({ template }) => template);
    const alarms = templates
      .flatMap(({ Resources }) => Object.values<any>(Resources ?? {}))
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const watched = alarms.flatMap(metricsOfAlarm);

    expect(alarms.filter((alarm) => metricsOfAlarm(alarm).length === 0)).toEqual([]);
    expect(watched.map(({ namespace }) => namespace)).toEqual(expect.arrayContaining(['AWS/SNS', 'AWS/Events']));
    expect(unknownOf(watched)).toEqual([]);
  },
);

test('the list of ours holds nothing that the specification knows, nothing unused, and a source for each', () => {
  const used = Object.values(observables).flatMap((observed) => metricsOf(observed()).map(spelled));

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
