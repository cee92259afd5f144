import { Duration, Lazy, Size } from 'aws-cdk-lib';
import { InstanceType, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { AuroraPostgresClusterProps, MySqlDatabase, PostgresDatabase } from '../../../../src/data';
import { mysql, postgres } from '../../../../src/data/private/database/engine';
import { clusterProblems } from '../../../../src/data/private/database-checks/cluster-problems';
import { instanceProblems } from '../../../../src/data/private/database-checks/instance-problems';
import { InstanceOptions } from '../../../../src/data/private/database-instance/defaults';
import { Rule, saidBy, testRules } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';
import { auroraIn, postgresIn } from '../../../support/database';

const inZones = (...availabilityZones: string[]) => {
  return { subnetIds: ['subnet-a', 'subnet-b'], availabilityZones } as unknown as SelectedSubnets;
};
const TWO = inZones('a', 'b');
const LEAST = { databaseName: 'tracker', users: ['app'] };
type Given<Props> = Partial<Props>;

const ofPostgres = (props: Given<InstanceOptions>, subnets = TWO) => {
  const options = { ...LEAST, ...props } as InstanceOptions;
  return instanceProblems(options, postgres('postgres', { full: '18', major: '18' }, options), subnets);
};
const ofMySql = (props: Given<InstanceOptions>) => {
  const options = { ...LEAST, ...props } as InstanceOptions;
  return instanceProblems(options, mysql({ full: '8.4', major: '8.4' }, options), TWO);
};
const ofAurora = (props: Given<AuroraPostgresClusterProps>) => {
  const options = { ...LEAST, ...props } as AuroraPostgresClusterProps;
  return clusterProblems(options, postgres('aurora-postgresql', { full: '17.9', major: '17' }, options), TWO);
};

const shownInList = { props: (value: string) => ({ users: [value] }) };
const days = (value: Duration) => value.toHumanString();
const gibibytes = (value: Size) => `${value.toGibibytes({ rounding: 2 })} GiB`;
const long = 'a'.repeat(64);

describe('a database of PostgreSQL', () => {
  testRules<Given<InstanceOptions>>(ofPostgres, [
    {
      ...{ prop: 'databaseName', code: 'database/not-a-database-name' },
      refused: ['', 'Tracker', '1st', 'my-db', 'db', 'postgres', 'template1', 'user', long],
      taken: ['tracker', 'tracker_2', Lazy.string({ produce: () => 'x' })],
    },
    {
      ...{ prop: 'ownerName', code: 'database/not-a-user-name' },
      refused: ['', 'Owner', 'admin', 'rdsadmin', 'rds_owner', 'pg_owner', 'postgres', 'user', 'my owner', long],
      taken: ['tracker', 'a'.repeat(63)],
    },
    { prop: 'users', code: 'database/not-a-user-name', refused: ['App', 'rds_app', 'pg_app', "a'b"], ...shownInList },
    {
      ...{ prop: 'logicalReplicationUser', code: 'database/not-a-user-name' },
      refused: ['rds_replication', 'Sync'],
      taken: ['sync'],
    },
    {
      ...{ prop: 'identifier', code: 'database/not-an-identifier' },
      refused: ['', 'Tracker', '1st', 'a--b', 'a-', 'a_b', 'a'.repeat(51)],
      taken: ['tracker-1', Lazy.string({ produce: () => 'x' })],
    },
    {
      ...{ prop: 'backupRetention', code: 'database/not-a-backup-retention', shown: days },
      refused: [Duration.days(0), Duration.hours(36), Duration.days(36)],
      taken: [Duration.days(1), Duration.days(35), Duration.days(Lazy.number({ produce: () => 1 }))],
    },
    {
      ...{ prop: 'userPasswordRotation', code: 'database/not-a-rotation', shown: days },
      refused: [Duration.hours(4), Duration.days(1001)],
      taken: [Duration.days(1), Duration.days(1000)],
    },
    {
      ...{ prop: 'logRetention', code: 'database/not-a-log-retention', shown: days },
      refused: [Duration.days(8)],
      taken: [Duration.days(7)],
    },
    {
      ...{ prop: 'slowStatementThreshold', code: 'database/not-a-threshold', shown: days },
      refused: [Duration.millis(0), Duration.hours(2)],
      taken: [Duration.millis(1)],
    },
    {
      ...{ prop: 'instanceType', code: 'database/not-an-instance-class', shown: String },
      refused: ['db.t4g.medium', 'c7g.large', 't2.micro', 'm7g.medium', 't4g.4xlarge', 'metal'].map(
        (name) => new InstanceType(name),
      ),
      taken: ['t3.micro', 't4g.2xlarge', 'm7g.large', 'r8g.48xlarge', 'x2g.xlarge', 'm6idn.8xlarge'].map(
        (name) => new InstanceType(name),
      ),
    },
    {
      ...{ prop: 'allocatedStorage', code: 'database/not-a-storage', shown: gibibytes },
      refused: [Size.gibibytes(19), Size.gibibytes(65537), Size.mebibytes(20481)],
      taken: [Size.gibibytes(20), Size.gibibytes(59578)],
    },
    {
      ...{ prop: 'maxAllocatedStorage', code: 'database/not-a-storage-ceiling', shown: gibibytes },
      refused: [Size.gibibytes(20), Size.gibibytes(21), Size.gibibytes(65537)],
      taken: [Size.gibibytes(22), Size.tebibytes(64)],
    },
    {
      ...{ prop: 'readReplicas', code: 'database/not-a-number-of-replicas' },
      refused: [-1, 1.5, 16],
      taken: [0, 15],
    },
  ] satisfies Array<Rule<Given<InstanceOptions>>>);

  test('is in two zones, as far as they are known', () => {
    expect(saidBy((subnets) => ofPostgres({}, subnets), inZones('a', 'a'))).toEqual([
      ['database/too-few-zones', 'subnets', '2 subnets'],
    ]);
    expect(saidBy((subnets) => ofPostgres({}, subnets), inZones())).toEqual([]);
    expect(
      saidBy(
        (subnets) => ofPostgres({}, subnets),
        inZones(...['a', 'b'].map((it) => Lazy.string({ produce: () => it }))),
      ),
    ).toEqual([]);
  });

  test('has users, and each is another one', () => {
    expect(saidBy(ofPostgres, { users: [] })).toEqual([['database/no-users', 'users', []]]);
    expect(saidBy(ofPostgres, { users: ['app', 'app', 'owner'] })).toEqual([
      ['database/user-twice', 'users', 'app'],
      ['database/user-twice', 'users', 'owner'],
    ]);
    expect(saidBy(ofPostgres, { logicalReplicationUser: 'app' })).toEqual([
      ['database/user-twice', 'logicalReplicationUser', 'app'],
    ]);
  });

  test('has no parameter that would undo a promise, and texts alone', () => {
    const asked = { parameters: { 'rds.force_ssl': '0' } };
    const replicated = { parameters: { 'rds.logical_replication': '0' } };

    expect(saidBy(ofPostgres, asked)).toEqual([['database/parameter-of-its-own', 'parameters', 'rds.force_ssl']]);
    expect(saidBy(ofPostgres, replicated)).toEqual([
      ['database/parameter-of-its-own', 'parameters', 'rds.logical_replication'],
    ]);
    expect(saidBy(ofPostgres, { parameters: { 'RDS.Force_SSL': '0' } })).toEqual([
      ['database/parameter-of-its-own', 'parameters', 'RDS.Force_SSL'],
    ]);
    expect(saidBy(ofPostgres, { parameters: { work_mem: 8192 as never } })).toEqual([
      ['props/wrong-type', 'parameters.work_mem', 8192],
    ]);
  });

  test('rotates no passwords that there are not', () => {
    const props = { iamAuthentication: true, userPasswordRotation: Duration.days(30) };

    expect(saidBy(ofPostgres, props)).toEqual([['database/nothing-to-rotate', 'userPasswordRotation', '30 days']]);
    expect(saidBy(ofPostgres, { ...props, logicalReplicationUser: 'sync' })).toEqual([]);
  });
});

describe('a database of MySQL', () => {
  testRules<Given<InstanceOptions>>(ofMySql, [
    {
      ...{ prop: 'databaseName', code: 'database/not-a-database-name' },
      refused: ['mysql', 'sys', 'information_schema'],
      taken: ['postgres', 'db'],
    },
    {
      ...{ prop: 'ownerName', code: 'database/not-a-user-name' },
      refused: ['root', 'rdsadmin', 'mysql', 'a'.repeat(17)],
      taken: ['admin', 'a'.repeat(16)],
    },
    {
      prop: 'users',
      code: 'database/not-a-user-name',
      refused: ['a'.repeat(33)],
      taken: ['a'.repeat(32)],
      ...shownInList,
    },
  ]);

  test('enforces TLS whatever the parameters are', () => {
    expect(saidBy(ofMySql, { parameters: { require_secure_transport: '0' } })).toEqual([
      ['database/parameter-of-its-own', 'parameters', 'require_secure_transport'],
    ]);
  });
});

describe('a cluster of Aurora', () => {
  testRules<Given<AuroraPostgresClusterProps>>(ofAurora, [
    { prop: 'readers', code: 'database/not-a-number-of-readers', refused: [-1, 0.5], taken: [0, 15] },
    {
      ...{ prop: 'maxReaders', code: 'database/not-a-maximum-of-readers' },
      refused: [0, 1.5, 16],
      taken: [1, 15],
    },
    {
      ...{ prop: 'minCapacity', code: 'database/not-a-minimum-capacity' },
      refused: [-1, 0.3],
      taken: [0, 0.5, 16],
    },
    {
      ...{ prop: 'maxCapacity', code: 'database/not-a-maximum-capacity' },
      refused: [0.5, 1.2, 128.5, 256],
      taken: [1, 128],
    },
    {
      ...{ prop: 'autoPauseAfter', code: 'database/not-a-pause', shown: days },
      props: (autoPauseAfter) => ({ autoPauseAfter, minCapacity: 0 }),
      refused: [Duration.minutes(4), Duration.hours(25)],
      taken: [Duration.minutes(5), Duration.hours(24)],
    },
  ]);

  test('has 15 readers at most', () => {
    expect(saidBy(ofAurora, { readers: 16 })).toEqual([['database/not-a-number-of-readers', 'readers', 16]]);
    expect(saidBy(ofAurora, { readers: 3, maxReaders: 2 })).toEqual([
      ['database/not-a-maximum-of-readers', 'maxReaders', 2],
    ]);
    expect(saidBy(ofAurora, { readers: 0, maxReaders: 2 })).toEqual([['database/no-reader-to-scale', 'maxReaders', 2]]);
  });

  test('has a maximum above its minimum', () => {
    expect(saidBy(ofAurora, { minCapacity: 32 })).toEqual([['database/not-a-maximum-capacity', 'maxCapacity', 16]]);
  });

  test('pauses only from 0 on, and never while something replicates', () => {
    expect(saidBy(ofAurora, { autoPauseAfter: Duration.minutes(5) })).toEqual([
      ['database/never-pauses', 'autoPauseAfter', '5 minutes'],
    ]);
    expect(saidBy(ofAurora, { minCapacity: 0, logicalReplicationUser: 'sync' })).toEqual([
      ['database/replication-keeps-it-awake', 'minCapacity', 0],
    ]);
  });
});

describe('a token', () => {
  const [text, number] = [Lazy.string({ produce: () => 'app' }), Lazy.number({ produce: () => 2 })];

  test.each<[prop: keyof InstanceOptions, props: Given<InstanceOptions>]>([
    ['users', { users: [text] }],
    ['logicalReplicationUser', { logicalReplicationUser: text }],
    ['slowStatementThreshold', { slowStatementThreshold: Duration.seconds(number) }],
    ['allocatedStorage', { allocatedStorage: Size.gibibytes(number) }],
    ['readReplicas', { readReplicas: number }],
  ])('is refused as %s, which names, alarms or resources are made of', (prop, props) => {
    expect(saidBy(ofPostgres, props)).toContainEqual(['database/not-literal', prop, 'a token']);
  });

  test.each<keyof AuroraPostgresClusterProps>(['readers', 'maxReaders', 'minCapacity', 'maxCapacity'])(
    'is refused as %s of a cluster',
    (prop) => {
      expect(saidBy(ofAurora, { [prop]: number })).toContainEqual(['database/not-literal', prop, 'a token']);
    },
  );

  test('as a name of the database leaves the identifier the same, whatever else the app has', () => {
    const identifiers = [0, 7].map((others) => {
      Array.from({ length: others }, () => Lazy.string({ produce: () => 'other' }));
      return postgresIn(workloadStack(), { databaseName: Lazy.string({ produce: () => 'tracker' }) }).identifier;
    });

    expect(identifiers[0]).toBe(identifiers[1]);
  });
});

describe('values of another type', () => {
  const wrong = (props: object) => () => postgresIn(workloadStack(), props as never);

  test.each([
    ['databaseName', 1],
    ['users', 'app'],
    ['singleAz', 'no'],
    ['readReplicas', '1'],
    ['version', '18'],
    ['instanceType', 't4g.medium'],
    ['logicalReplicationUser', true],
    ['backupRetention', 7],
    ['removalPolicy', 1],
  ])('of %s are refused', (prop, value) => {
    expect(wrong({ [prop]: value })).toThrowProblem('props/wrong-type', prop, value);
  });

  test('of a cluster are refused, and what is missing is named', () => {
    const props = { vpc: undefined, databaseName: 'a', users: ['app'] } as never;

    expect(() => auroraIn(workloadStack(), { maxCapacity: '16' } as never)).toThrowProblem(
      ...(['props/wrong-type', 'maxCapacity', '16'] as const),
    );
    expect(() => new PostgresDatabase(workloadStack(), 'Database', props)).toThrowProblem(
      'props/missing',
      'vpc',
      undefined,
    );
    expect(() => new MySqlDatabase(workloadStack(), 'Database', {} as never)).toThrow(/databaseName[^]*users/);
  });
});
