import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DataMigration, DmsServiceRoles, MigrationSource, MigrationTable } from '../../src/migration';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { ENGINES, migrationIn, sourceSecretIn } from '../support/data-migration';
import { auroraIn } from '../support/database';

type EngineName = keyof typeof ENGINES;
const engines = Object.keys(ENGINES) as EngineName[];

function madeOf(engine: EngineName): { stack: Stack; migration: DataMigration } {
  const stack = workloadStack(newApp());
  return { stack, migration: migrationIn(stack, ENGINES[engine](stack)) };
}
const one = (stack: Stack, type: string) => resourcesOf(stack, type)[0].Properties;
const endpointsOf = (stack: Stack) => resourcesOf(stack, 'AWS::DMS::Endpoint').map(({ Properties }) => Properties);

describe.each(engines)('PC13a a migration from %s', (engine) => {
  const { stack, migration } = madeOf(engine);
  const task = one(stack, 'AWS::DMS::ReplicationTask');
  const settings = JSON.parse(task.ReplicationTaskSettings);
  const [source, target] = endpointsOf(stack);

  test('is a full load, and then CDC', () => {
    expect(task.MigrationType).toBe('full-load-and-cdc');
  });

  test('validates each row, but for MongoDB, which DMS cannot', () => {
    const isValidated = engine !== 'mongodb';
    expect(settings.ValidationSettings).toEqual({
      EnableValidation: isValidated,
      ...(isValidated && { ThreadCount: 5 }),
    });
    expect(migration.isValidated).toBe(isValidated);
    const ids = migration.alarmDefinitions.map(({ id }) => id);
    expect(ids.includes('MigrationMismatches')).toBe(isValidated);
    expect(migration.graphDefinitions.some(({ title }) => title.includes('validation'))).toBe(isValidated);
  });

  test('never empties a table, takes large values whole, and suspends a table whose row it cannot write', () => {
    expect(settings.FullLoadSettings.TargetTablePrepMode).toBe('DO_NOTHING');
    expect(settings.TargetMetadata).toMatchObject({ SupportLobs: true, FullLobMode: true, LimitedSizeLobMode: false });
    expect(Object.values(settings.ChangeProcessingDdlHandlingPolicy)).toEqual([false, false, false]);
    expect(new Set(Object.values(settings.ErrorBehavior))).toEqual(new Set(['SUSPEND_TABLE']));
    expect(settings.Logging).toEqual({ EnableLogging: true });
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

test('PC13a the endpoints of the engines have their settings, and no others', () => {
  const settings = engines.map((engine) => {
    const [{ MicrosoftSqlServerSettings, OracleSettings, MySqlSettings, MongoDbSettings, ...rest }] = endpointsOf(
      madeOf(engine).stack,
    );
    const all = [MicrosoftSqlServerSettings, OracleSettings, MySqlSettings, MongoDbSettings].filter(Boolean);
    const [{ SecretsManagerAccessRoleArn, SecretsManagerSecretId, ...own }] = all;
    expect([all.length, SecretsManagerAccessRoleArn['Fn::GetAtt'][1]]).toEqual([1, 'Arn']);
    expect(SecretsManagerSecretId).toMatch(/:secret:legacy\/crm-AbCdEf$/);
    return [rest.DatabaseName, rest.SslMode, rest.CertificateArn?.split(':').at(-1), own];
  });
  expect(settings).toEqual([
    ['crm', 'require', undefined, { DatabaseName: 'crm' }],
    ['CRM', 'verify-ca', 'LEGACY', {}],
    [undefined, 'verify-full', 'LEGACY', {}],
    [
      ...['crm', 'require', undefined],
      { DatabaseName: 'crm', AuthType: 'password', AuthSource: 'admin', NestingLevel: 'none', ExtractDocId: 'true' },
    ],
  ]);
});

test('PC13a fields of MongoDB are columns where the caller wants it', () => {
  const stack = workloadStack();
  const options = { secret: sourceSecretIn(stack), addressRanges: ['10.20.0.7/32'], databaseName: 'crm' };
  const source = MigrationSource.mongoDb({ ...options, fieldsAsColumns: true, authenticationDatabase: 'crm' });
  migrationIn(stack, { source, tables: [MigrationTable.allOf('crm')] });
  const settings = endpointsOf(stack)[0].MongoDbSettings;

  expect(settings).toMatchObject({ NestingLevel: 'one', DocsToInvestigate: '1000', AuthSource: 'crm' });
  expect(settings).not.toHaveProperty('ExtractDocId');
});

test('PC13a foreign keys and triggers of the target wait for the cut-over', () => {
  const [, target] = endpointsOf(madeOf('mysql').stack);
  expect(target.PostgreSqlSettings.AfterConnectScript).toBe("SET session_replication_role='replica'");
});

test('PC13a Aurora is a target by its own name', () => {
  const stack = workloadStack();
  const target = auroraIn(stack, { users: ['migration'] });
  const { vpc } = stack.node.findChild('Network') as any;
  migrationIn(stack, { target, vpc });

  expect(endpointsOf(stack)[1].EngineName).toBe('aurora-postgresql');
});

describe('PC13a the role of an endpoint', () => {
  const stack = workloadStack();
  migrationIn(stack, { source: ENGINES.oracle(stack).source, tables: [MigrationTable.allOf('CRM')] });
  const roles = resourcesOf(stack, 'AWS::IAM::Role').map(({ Properties }) => Properties);

  test('is assumed by DMS of the region', () => {
    const principals = roles.map(({ AssumeRolePolicyDocument: { Statement } }) =>
      Statement.map((it: any) => it.Principal),
    );
    expect(principals).toEqual(Array(2).fill([{ Service: 'dms.ap-southeast-1.amazonaws.com' }]));
  });

  test('reads one secret, decrypts it by its own key, and may nothing else', () => {
    const allowed = roles.map((role) => {
      expect([role.Policies.length, role.ManagedPolicyArns]).toEqual([1, undefined]);
      return role.Policies[0].PolicyDocument.Statement.map(({ Effect, Action, Resource }: any) => [
        Effect,
        Action,
        Resource,
      ]);
    });
    const secretOf = (endpoint: any) => Object.values<any>(endpoint).find((it) => it.SecretsManagerSecretId);
    const [source, target] = endpointsOf(stack).map((it) => secretOf(it).SecretsManagerSecretId);
    const key = { 'Fn::GetAtt': [expect.stringMatching(/^DatabaseKey/), 'Arn'] };
    expect(allowed).toEqual([
      [['Allow', 'secretsmanager:GetSecretValue', source]],
      [
        ['Allow', 'secretsmanager:GetSecretValue', target],
        ['Allow', ['kms:Decrypt', 'kms:DescribeKey'], key],
      ],
    ]);
  });
});

describe('PC13a the replication instance', () => {
  const stack = workloadStack();
  const encryptionKey = new Key(stack, 'Key');
  const options = { migrationName: 'crm-move', multiAz: true, encryptionKey, validation: { threads: 8 } };
  const migration = migrationIn(stack, { ...options, serviceRoles: new DmsServiceRoles(stack, 'Roles') });
  const { Resources } = templateOf(stack);
  const instance = one(stack, 'AWS::DMS::ReplicationInstance');

  test('is private, encrypted, and named as the task is, so that alarms and commands need no ids', () => {
    expect(instance).toMatchObject({
      ...{ PubliclyAccessible: false, MultiAZ: true, AllocatedStorage: 100 },
      ...{ ReplicationInstanceIdentifier: 'crm-move', ResourceIdentifier: 'crm-move' },
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
    });
    expect(one(stack, 'AWS::DMS::ReplicationTask')).toMatchObject({
      ...{ ReplicationTaskIdentifier: 'crm-move', ResourceIdentifier: 'crm-move' },
    });
    expect(endpointsOf(stack).map((it) => [it.EndpointIdentifier, it.ResourceIdentifier])).toEqual([
      ['crm-move-source', 'crm-move-source'],
      ['crm-move-target', 'crm-move-target'],
    ]);
    expect(migration.taskArn).toMatch(/:dms:ap-southeast-1:111111111111:task:crm-move$/);
  });

  test('waits for the roles of DMS, its subnet group as well', () => {
    const roles = Object.keys(Resources).filter((id) => Resources[id].Properties.RoleName?.startsWith('dms-'));
    expect(roles).toHaveLength(2);
    for (const type of ['ReplicationSubnetGroup', 'ReplicationInstance']) {
      expect(resourcesOf(stack, `AWS::DMS::${type}`)[0].DependsOn).toEqual(expect.arrayContaining(roles));
    }
  });

  test('is in the private subnets, and connects to source, target and Secrets Manager alone', () => {
    const subnets = ['subnet-0000000000000000c', 'subnet-0000000000000000d'];
    expect(one(stack, 'AWS::DMS::ReplicationSubnetGroup').SubnetIds).toEqual(subnets);
    const [group] = resourcesOf(stack, 'AWS::EC2::SecurityGroup').filter(({ Properties }) =>
      Properties.GroupDescription.includes('migration'),
    );
    const rules = group.Properties.SecurityGroupEgress.map((it: any) => [it.CidrIp, it.FromPort, it.ToPort]);
    expect(rules).toEqual([
      ['0.0.0.0/0', 443, 443],
      ['10.20.0.0/16', 1433, 1433],
    ]);
    expect(group.Properties.SecurityGroupIngress).toBeUndefined();
    const egress = resourcesOf(stack, 'AWS::EC2::SecurityGroupEgress').map(({ Properties }) => Properties);
    expect(egress.map(({ FromPort, Description }) => [FromPort, Description])).toEqual([[5432, 'The database']]);
  });

  test('compares by as many threads as the caller says', () => {
    const { ReplicationTaskSettings } = one(stack, 'AWS::DMS::ReplicationTask');
    expect(JSON.parse(ReplicationTaskSettings).ValidationSettings.ThreadCount).toBe(8);
  });

  test('writes logs that are kept for 90 days, before DMS creates a log group of its own', () => {
    const logs = resourcesOf(stack, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties);
    const names = logs.map(({ LogGroupName, RetentionInDays }) => [LogGroupName, RetentionInDays]);
    expect(names).toEqual(
      expect.arrayContaining([
        ['dms-tasks-crm-move', 90],
        ['/aws/events/dms/crm-move', 90],
      ]),
    );
    expect(resourcesOf(stack, 'AWS::DMS::ReplicationTask')[0].DependsOn).toEqual([expect.stringMatching(/^CrmLog/)]);
  });
});

describe('PC13a without a name', () => {
  const nameIn = (id: string, key: boolean) => {
    const stack = workloadStack(newApp(), id);
    return migrationIn(stack, key ? { encryptionKey: new Key(stack, 'Key') } : {}).migrationName;
  };

  test('a migration is called after its path, and another way with another key, which replaces the instance', () => {
    const [name, other] = [nameIn('Web', false), nameIn('Web', true)];
    expect([name, other]).toEqual(Array(2).fill(expect.stringMatching(/^web-crm-[0-9a-f]{8}$/)));
    expect(other).not.toBe(name);
  });

  test.each(['AccountOfTheBank7', '7', 'X--Y', 'AVeryLongNameOfAStackInAnAccount'])(
    'DMS takes the name in the stack %s, with "-source" behind it',
    (id) => {
      expect(`${nameIn(`A${id}`, false)}-source`).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,29}[a-z0-9]$/);
    },
  );
});

test('PC13a the task that stops or fails pages, what is late or differs is a ticket', () => {
  const { migration, stack } = madeOf('sqlserver');
  const rows = migration.alarmDefinitions.map(({ id, severity, threshold }) => [id, severity, threshold]);
  expect(rows).toEqual([
    ['MigrationTaskStopped', 'PAGE', 0],
    ['MigrationSourceLatency', 'TICKET', 300],
    ['MigrationTargetLatency', 'TICKET', 300],
    ['MigrationMismatches', 'TICKET', 0],
    ['MigrationStorageNearlyFull', 'TICKET', 20 * 1024 ** 3],
  ]);
  const patterns = resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties }) => Properties.EventPattern);
  const EventPattern = patterns.find(({ source }) => source[0] === 'aws.dms');
  expect(EventPattern).toMatchObject({
    ...{ source: ['aws.dms'], 'detail-type': ['DMS Replication Task State Change'] },
    detail: { eventType: ['REPLICATION_TASK_FAILED', 'REPLICATION_TASK_STOPPED'] },
  });
  expect(JSON.stringify(EventPattern.resources)).toContain(`:task:${migration.migrationName}`);
  const filters = resourcesOf(stack, 'AWS::Logs::MetricFilter').map(({ Properties }) => Properties);
  const [transformation] = filters.find((it) => it.FilterPattern.includes('aws.dms'))!.MetricTransformations;
  expect(migration.metricStops()).toMatchObject({
    ...{ namespace: transformation.MetricNamespace, metricName: transformation.MetricName, statistic: 'Sum' },
  });
  expect(migration.logQueries.map(({ logGroupName }) => logGroupName)).toEqual([
    ...[`dms-tasks-${migration.migrationName}`, `/aws/events/dms/${migration.migrationName}`],
  ]);
});

test('PC13a metrics have names for dimensions, which are known before the deployment', () => {
  const { migration } = madeOf('sqlserver');
  const name = migration.migrationName;
  expect(migration.metric('CDCLatencyTarget').dimensions).toEqual({
    ...{ ReplicationInstanceIdentifier: name, ReplicationTaskIdentifier: name },
  });
  expect(migration.metricFreeStorage().dimensions).toEqual({ ReplicationInstanceExternalResourceId: name });
});

test('PC13a the login at the source is an input that is pending', () => {
  const [input, ...others] = madeOf('oracle').migration.pendingInputs;
  expect(others).toEqual([]);
  expect(input).toMatchObject({ key: 'source', target: 'legacy/crm' });
  expect(input.command).toBe(
    `aws secretsmanager put-secret-value --secret-id legacy/crm --secret-string '{"host":"…","port":1521,"username":"…","password":"…"}'`,
  );
});
