import { MySqlDatabase } from '../../src/data';
import { workloadStack } from '../support/cloud';
import { mySqlIn, postgresIn } from '../support/database';

test.each([
  ['PostgresDatabase', () => postgresIn(workloadStack(), { readReplicas: 1 })],
  ['MySqlDatabase', () => mySqlIn(workloadStack(), { readReplicas: 1 })],
])('FE3b %s has replicas, whose identifiers are known', (_, make) => {
  const database = make();

  expect(database.replicaIdentifiers).toEqual([`${database.identifier}-replica-1`]);
  expect(Object.keys(database.forUser('app').variables)).toContain('DB_READER_HOST');
});

test('its metrics are those of the DB instance that writes', () => {
  const database: MySqlDatabase = mySqlIn();
  const { identifier } = database;

  expect(database.metricFreeStorageSpace()).toMatchObject({
    ...{ namespace: 'AWS/RDS', metricName: 'FreeStorageSpace', statistic: 'Minimum' },
    dimensions: { DBInstanceIdentifier: identifier },
  });
  expect(database.metricDeadlocks()).toMatchObject({ namespace: `Databases/${identifier}`, statistic: 'Sum' });
  expect(database.metricFailovers()).toMatchObject({ namespace: `Databases/${identifier}`, metricName: 'Failovers' });
  expect([database.metricCpuUtilization(), database.metricFreeableMemory()].map(({ statistic }) => statistic)).toEqual([
    ...['Average', 'Average'],
  ]);
  expect(database.metricDatabaseConnections().statistic).toBe('Maximum');
});
