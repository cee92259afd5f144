import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { AlarmSeverity, TrafficTier } from '../../../../src/core';
import { ManagedDatabase } from '../../../../src/data';
import { memoryOf } from '../../../../src/data/private/database-instance/class-memory';
import { connectionLimit } from '../../../../src/data/private/database-observed/alarms';
import { workloadStack } from '../../../support/cloud';
import { auroraIn, mySqlIn, postgresIn } from '../../../support/database';

const GIBIBYTE = 1024 ** 3;
const postgres = postgresIn();
const mySql = mySqlIn(workloadStack(), { readReplicas: 1 });
const aurora = auroraIn();
const alarmOf = ({ alarmDefinitions }: ManagedDatabase, id: string) => {
  return alarmDefinitions.find((alarm) => alarm.id === id)!;
};
const idsOf = ({ alarmDefinitions }: ManagedDatabase) => alarmDefinitions.map(({ id }) => id);
const COMMON = [
  ...['DatabaseConnectionsExhausted', 'DatabaseConnectionsHigh', 'DatabaseCpuHigh', 'DatabaseMemoryHigh'],
  'DatabaseFailedOver',
];
const STORAGE = ['DatabaseStorageFull', 'DatabaseStorageLow', 'DatabaseStorageEvent'];

test('each engine has the alarms that its README lists', () => {
  expect(idsOf(postgres)).toEqual([...STORAGE, ...COMMON, 'DatabaseDeadlocks', 'DatabaseTransactionIdsHigh']);
  expect(idsOf(mySql)).toEqual([
    ...[...STORAGE, ...COMMON, 'DatabaseReplica1Lags', 'DatabaseReplica1Stopped', 'DatabaseDeadlocks'],
  ]);
  expect(idsOf(aurora)).toEqual([
    ...[
      ...COMMON,
      'DatabaseCapacityAtMaximum',
      'DatabaseDeadlocks',
      'DatabaseTransactionIdsHigh',
      'DatabaseReaderLags',
    ],
  ]);
  expect(idsOf(auroraIn(workloadStack(), { readers: 0 }))).not.toContain('DatabaseReaderLags');
});

test('only what users lose now pages', () => {
  const paging = [postgres, mySql, aurora].flatMap(({ alarmDefinitions }) => {
    return alarmDefinitions.filter(({ severity }) => severity === AlarmSeverity.PAGE).map(({ id }) => id);
  });

  expect([...new Set(paging)]).toEqual(['DatabaseStorageFull', 'DatabaseConnectionsExhausted']);
});

test('FE4a the CPU has a ticket above 80 % for a quarter of an hour', () => {
  for (const database of [postgres, mySql, aurora]) {
    expect(alarmOf(database, 'DatabaseCpuHigh')).toMatchObject({
      ...{ threshold: 80, comparisonOperator: 'GreaterThanThreshold', evaluationPeriods: 3, severity: 'TICKET' },
      metric: { metricName: 'CPUUtilization', period: expect.objectContaining({ amount: 5 }) },
    });
  }
});

test('FE4b the memory has a ticket where more than 85 % of that of the class is in use', () => {
  expect(alarmOf(postgres, 'DatabaseMemoryHigh')).toMatchObject({
    ...{ threshold: Math.round(0.15 * 4 * GIBIBYTE), comparisonOperator: 'LessThanThreshold' },
    metric: { metricName: 'FreeableMemory' },
  });
  expect(alarmOf(aurora, 'DatabaseMemoryHigh').threshold).toBe(Math.round(0.15 * 32 * GIBIBYTE));
});

test('storage has a page at a twentieth, and a ticket at a tenth for an hour', () => {
  const [full, low] = ['DatabaseStorageFull', 'DatabaseStorageLow'].map((id) => alarmOf(postgres, id));

  expect([full.threshold, full.evaluationPeriods]).toEqual([GIBIBYTE, 1]);
  expect([low.threshold, low.evaluationPeriods]).toEqual([2 * GIBIBYTE, 12]);
});

test('a replica that is down, behind or stopped has a ticket', () => {
  expect(alarmOf(mySql, 'DatabaseReplica1Lags')).toMatchObject({
    ...{ threshold: 600, treatMissingData: 'breaching' },
    metric: { dimensions: { DBInstanceIdentifier: mySql.replicaIdentifiers[0] } },
  });
  expect(alarmOf(mySql, 'DatabaseReplica1Stopped')).toMatchObject({
    ...{ threshold: 0, comparisonOperator: 'LessThanThreshold' },
  });
});

test('a class whose memory is not known has no alarms of memory and connections, unless the parameters say how many', () => {
  const instanceType = new InstanceType('z1d.large');
  const unknown = postgresIn(workloadStack(), { instanceType });
  const told = postgresIn(workloadStack(), { instanceType, parameters: { max_connections: '200' } });

  expect(idsOf(unknown)).toEqual(idsOf(postgres).filter((id) => !/Connections|Memory/.test(id)));
  expect(alarmOf(told, 'DatabaseConnectionsHigh').threshold).toBe(160);
});

test.each<[name: string, gibibytes: number | undefined]>([
  ['t4g.micro', 1],
  ['t3.2xlarge', 32],
  ['m7g.large', 8],
  ['m7g.16xlarge', 256],
  ['r7g.xlarge', 32],
  ['x2g.large', 32],
  ['z1d.large', undefined],
])('the class %s has %s GiB of memory', (name, gibibytes) => {
  expect(memoryOf(new InstanceType(name))).toBe(gibibytes);
});

test.each<[parameters: Record<string, string> | undefined, memory: number | undefined, limit: number | undefined]>([
  [undefined, 4, 405],
  [undefined, 1024, 5000],
  [undefined, undefined, undefined],
  [{ max_connections: '100' }, 4, 100],
  [{ max_connections: 'LEAST({DBInstanceClassMemory/9531392},100)' }, 4, 405],
])('with %j and %s GiB there are %s connections', (parameters, memory, limit) => {
  expect(connectionLimit(parameters, memory, 9_531_392)).toBe(limit);
});

test('a small cluster that may pause takes 2000 connections at most, as Aurora says', () => {
  const { threshold } = alarmOf(auroraIn(workloadStack(), { maxCapacity: 128 }), 'DatabaseConnectionsHigh');

  expect(threshold).toBe(1600);
  expect(
    alarmOf(auroraIn(workloadStack(), { minCapacity: 1, maxCapacity: 128 }), 'DatabaseConnectionsHigh').threshold,
  ).toBe(4000);
});

test('graphs are in the section of databases, with what is healthy', () => {
  const titles = ({ graphDefinitions }: ManagedDatabase) => graphDefinitions.map(({ title }) => title);
  const common = ['Connections', 'CPU', 'Free memory', 'Latency'];

  expect(titles(postgres)).toEqual([...common, 'Free storage', 'Deadlocks and failovers']);
  expect(titles(mySql)).toEqual([...common, 'Free storage', 'Deadlocks and failovers', 'Replica lag']);
  expect(titles(aurora)).toEqual([...common, 'Capacity', 'Deadlocks and failovers', 'Replica lag']);
  expect(postgres.graphDefinitions.map(({ tier }) => tier)).toEqual(Array(6).fill(TrafficTier.DATABASE));
});

test('slow statements and complaints have a query of the log that has them', () => {
  const groups = ({ logQueries }: ManagedDatabase) => logQueries.map(({ logGroupName }) => logGroupName);

  expect(groups(postgres)).toEqual(Array(2).fill(`/aws/rds/instance/${postgres.identifier}/postgresql`));
  expect(groups(mySql)).toEqual(['slowquery', 'error'].map((log) => `/aws/rds/instance/${mySql.identifier}/${log}`));
  expect(groups(aurora)).toEqual(Array(2).fill(`/aws/rds/cluster/${aurora.identifier}/postgresql`));
});
