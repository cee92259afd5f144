import { Duration, Size, Stack, Token } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ManagedDatabase } from '../../../../src/data';
import {
  DataMigration,
  DataMigrationProps,
  DmsServiceRoles,
  MigrationSource,
  MigrationTable,
} from '../../../../src/migration';
import { newApp, workloadStack } from '../../../support/cloud';
import { ENGINES, migrationIn } from '../../../support/data-migration';
import { mySqlIn, postgresIn, threeTiersIn } from '../../../support/database';
import { Said } from '../../../support/problems';
import { networkIn } from '../../../support/scaffold';

const LATE = 'a value that only CloudFormation knows';
type Given = Partial<DataMigrationProps>;

const refused: Array<[string, Given, Said[]]> = [
  ['no tables', { tables: [] }, [['data-migration/no-tables', 'tables', []]]],
  ['an unknown user', { targetUser: 'dms' }, [['data-migration/unknown-user', 'targetUser', 'dms']]],
  ['capitals in the name', { migrationName: 'Crm' }, [['data-migration/not-a-name', 'migrationName', 'Crm']]],
  ['two hyphens', { migrationName: 'a--b' }, [['data-migration/not-a-name', 'migrationName', 'a--b']]],
  ['a hyphen at the end', { migrationName: 'crm-' }, [['data-migration/not-a-name', 'migrationName', 'crm-']]],
  ['a digit first', { migrationName: '1crm' }, [['data-migration/not-a-name', 'migrationName', '1crm']]],
  [
    ...(['25 characters', { migrationName: 'a'.repeat(25) }] as const),
    [['data-migration/not-a-name', 'migrationName', 'a'.repeat(25)]],
  ],
  [
    ...(['a name that is late', { migrationName: Token.asString({ Ref: 'Name' }) }] as const),
    [['data-migration/not-a-name', 'migrationName', LATE]],
  ],
  [
    ...(['a class of EC2', { instanceClass: 'r6i.large' }] as const),
    [['data-migration/not-an-instance-class', 'instanceClass', 'r6i.large']],
  ],
  ['4 GiB', { storage: Size.gibibytes(4) }, [['data-migration/not-a-storage', 'storage', '4 GiB']]],
  ['6145 GiB', { storage: Size.gibibytes(6145) }, [['data-migration/not-a-storage', 'storage', '6145 GiB']]],
  ['half a GiB', { storage: Size.mebibytes(10752) }, [['data-migration/not-a-storage', 'storage', '10.5 GiB']]],
  [
    ...(['a retention of 13 days', { logRetention: Duration.days(13) }] as const),
    [['data-migration/not-a-log-retention', 'logRetention', '13 days']],
  ],
  [
    ...(['no thread', { validation: { threads: 0 } }] as const),
    [['data-migration/not-a-number-of-threads', 'validation.threads', 0]],
  ],
  [
    ...(['101 threads', { validation: { threads: 101 } }] as const),
    [['data-migration/not-a-number-of-threads', 'validation.threads', 101]],
  ],
  ['threads as text', { validation: { threads: '5' as any } }, [['props/wrong-type', 'validation.threads', '5']]],
  ['a source as text', { source: 'crm' as any, tables: [] }, [['props/wrong-type', 'source', 'crm']]],
  ['tables as text', { tables: ['crm'] as any }, [['props/wrong-type', 'tables', ['crm']]]],
  ['roles as text', { serviceRoles: 'all' as any }, [['props/wrong-type', 'serviceRoles', 'all']]],
];

test.each(refused)('PC13a a migration is refused with %s', (_, props, problems) => {
  expect(() => migrationIn(workloadStack(), props)).toThrowProblems(problems, 'Web/Crm');
});

test('PC13a validation is refused for MongoDB, even without options', () => {
  for (const validation of [{}, { threads: 8 }]) {
    const stack = workloadStack();
    expect(() => migrationIn(stack, { ...ENGINES.mongodb(stack), validation })).toThrowProblem(
      ...(['data-migration/cannot-validate', 'validation', validation, 'Web/Crm'] as const),
    );
  }
});

describe('PC13a a target is refused', () => {
  test('that is MySQL', () => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const target = mySqlIn(stack, { vpc, users: ['migration'] });
    expect(() => migrationIn(stack, { vpc, target })).toThrowProblem(
      ...(['data-migration/not-postgresql', 'target', 'Web/Database', 'Web/Crm'] as const),
    );
  });

  test('whose users have no passwords', () => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const target = postgresIn(stack, { vpc, users: ['migration'], iamAuthentication: true });
    expect(() => migrationIn(stack, { vpc, target })).toThrowProblem(
      ...(['data-migration/no-password', 'targetUser', 'migration', 'Web/Crm'] as const),
    );
  });

  test('of another region', () => {
    const app = newApp();
    const elsewhere = new Stack(app, 'Elsewhere', { env: { account: '111111111111', region: 'eu-west-1' } });
    const target = ManagedDatabase.fromManagedDatabaseAttributes(elsewhere, 'Database', {
      ...{ databaseName: 'crm', endpointAddress: 'crm.abc123.eu-west-1.rds.amazonaws.com', port: 5432 },
      securityGroup: SecurityGroup.fromSecurityGroupId(elsewhere, 'Group', 'sg-0123456789abcdef0'),
      userSecrets: { migration: Secret.fromSecretNameV2(elsewhere, 'Login', 'crm/migration') },
    });
    const stack = workloadStack(app);
    expect(() => migrationIn(stack, { vpc: networkIn(stack).vpc, target })).toThrowProblem(
      ...(['data-migration/target-elsewhere', 'target', 'Elsewhere/Database', 'Web/Crm'] as const),
    );
  });
});

describe('PC13a a network is refused', () => {
  const tiers = (stack: Stack) => ({ vpc: threeTiersIn(stack) });

  test('with public subnets', () => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const public_ = vpc.publicSubnets.map(({ subnetId }) => subnetId);
    expect(() =>
      migrationIn(stack, { ...targetOf(stack, vpc), subnets: { subnetType: SubnetType.PUBLIC } }),
    ).toThrowProblem(...(['data-migration/public-subnets', 'subnets', public_, 'Web/Crm'] as const));
  });

  test('in one zone', () => {
    const stack = workloadStack();
    const { vpc } = tiers(stack);
    const subnets = { subnets: vpc.privateSubnets.slice(0, 1) };
    expect(() => migrationIn(stack, { ...targetOf(stack, vpc), subnets })).toThrowProblem(
      ...(['data-migration/one-zone', 'subnets', '1 subnets in 1 Availability Zones', 'Web/Crm'] as const),
    );
  });

  test('of another region', () => {
    const app = newApp();
    const elsewhere = new Stack(app, 'Elsewhere', { env: { account: '111111111111', region: 'eu-west-1' } });
    const vpc = new Vpc(elsewhere, 'Vpc');
    const stack = workloadStack(app);
    expect(() => migrationIn(stack, { ...targetOf(stack, networkIn(stack).vpc), vpc })).toThrowProblem(
      ...(['data-migration/network-elsewhere', 'vpc', 'eu-west-1', 'Web/Crm'] as const),
    );
  });
});

function targetOf(stack: Stack, vpc: DataMigrationProps['vpc']) {
  return { vpc, target: postgresIn(stack, { vpc, users: ['migration'] }) };
}

test('PC13a a secret of another region is refused: DMS reads those of its own', () => {
  const stack = workloadStack();
  const arn = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:crm-AbCdEf';
  const secret = Secret.fromSecretCompleteArn(stack, 'Far', arn);
  const source = MigrationSource.sqlServer({ secret, databaseName: 'crm', addressRanges: ['10.20.0.7/32'] });
  expect(() => migrationIn(stack, { source, tables: [MigrationTable.allOf('dbo')] })).toThrowProblem(
    ...(['data-migration/secret-elsewhere', 'source', 'a secret of eu-west-1', 'Web/Crm'] as const),
  );
});

test('PC13a roles of another account are refused', () => {
  const app = newApp();
  const other = new Stack(app, 'Other', { env: { account: '222222222222', region: 'ap-southeast-1' } });
  const serviceRoles = new DmsServiceRoles(other, 'DmsRoles');
  expect(() => migrationIn(workloadStack(app), { serviceRoles })).toThrowProblem(
    ...(['data-migration/roles-elsewhere', 'serviceRoles', 'Other/DmsRoles', 'Web/Crm'] as const),
  );
});

test('PC13a a name is of one migration of an account and region', () => {
  const app = newApp();
  migrationIn(workloadStack(app, 'One'), { migrationName: 'crm' });
  expect(() => migrationIn(workloadStack(app, 'Two'), { migrationName: 'crm' })).toThrowProblem(
    ...(['data-migration/name-taken', 'migrationName', 'crm', 'Two/Crm'] as const),
  );
});

test('PC13a props that are missing are named, each of them', () => {
  const names = ['vpc', 'serviceRoles', 'source', 'target', 'targetUser', 'tables'];
  expect(() => new DataMigration(workloadStack(), 'Crm', {} as any)).toThrowProblems(
    names.map((name): Said => ['props/missing', name, undefined]),
    'Web/Crm',
  );
});
