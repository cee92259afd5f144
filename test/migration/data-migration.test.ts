import { Stack } from 'aws-cdk-lib';
import { DataMigration, DmsServiceRoles } from '../../src/migration';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { ENGINES, migrationIn } from '../support/data-migration';

type EngineName = keyof typeof ENGINES;
const engines = Object.keys(ENGINES) as EngineName[];

function madeOf(engine: EngineName): { stack: Stack; migration: DataMigration } {
  const stack = workloadStack(newApp());
  return { stack, migration: migrationIn(stack, ENGINES[engine](stack)) };
}
const one = (stack: Stack, type: string) => resourcesOf(stack, type)[0].Properties;

describe.each(engines)('PC13a a migration from %s', (engine) => {
  const { stack, migration } = madeOf(engine);
  const task = one(stack, 'AWS::DMS::ReplicationTask');
  const settings = JSON.parse(task.ReplicationTaskSettings);
  const [source, target] = resourcesOf(stack, 'AWS::DMS::Endpoint').map(({ Properties }) => Properties);

  test('is a full load, and then CDC', () => {
    expect(task.MigrationType).toBe('full-load-and-cdc');
  });

  test('validates each row, but for MongoDB, which DMS cannot', () => {
    const isValidated = engine !== 'mongodb';
    expect(settings.ValidationSettings).toMatchObject({ EnableValidation: isValidated });
    expect(migration.isValidated).toBe(isValidated);
  });

  test('never empties a table, takes large values whole, and suspends a table whose row it cannot write', () => {
    expect(settings.FullLoadSettings.TargetTablePrepMode).toBe('DO_NOTHING');
    expect(settings.TargetMetadata).toMatchObject({ SupportLobs: true, FullLobMode: true, LimitedSizeLobMode: false });
    expect(Object.values(settings.ChangeProcessingDdlHandlingPolicy)).toEqual([false, false, false]);
    expect(new Set(Object.values(settings.ErrorBehavior))).toEqual(new Set(['SUSPEND_TABLE']));
  });

  test('has an endpoint of the engine, by a secret and without a password', () => {
    expect(source).toMatchObject({ EngineName: engine, EndpointType: 'source' });
    expect(target).toMatchObject({ EngineName: 'postgres', EndpointType: 'target', SslMode: 'require' });
    for (const endpoint of [source, target]) {
      const text = JSON.stringify(endpoint);
      expect(text).toContain('"SecretsManagerSecretId"');
      expect(text).not.toMatch(/"(Password|Username|ServerName)"/);
    }
  });
});

test('PC13a the roles of DMS are there before subnet group and instance', () => {
  const stack = workloadStack();
  migrationIn(stack, { serviceRoles: new DmsServiceRoles(stack, 'Roles') });
  const { Resources } = templateOf(stack);
  const roles = Object.keys(Resources).filter((id) => Resources[id].Properties.RoleName?.startsWith('dms-'));
  const waiting = ['ReplicationSubnetGroup', 'ReplicationInstance'].map(
    (type) => resourcesOf(stack, `AWS::DMS::${type}`)[0],
  );

  expect(roles).toHaveLength(2);
  for (const { DependsOn } of waiting) {
    expect(DependsOn).toEqual(expect.arrayContaining(roles));
  }
});
