import { Duration, Stack } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { IServiceBinding, ServiceBinding } from '../../src/core';
import { ExternalDatabase, ManagedDatabase, ManagedDatabaseOptions } from '../../src/data';
import { ImageRepository, StandaloneTask, WorkerService } from '../../src/service';
import { arnOf, containerOf, danglingIn, exportsIn, IMAGE, propertiesOf, runningApi } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { auroraIn, mySqlIn, postgresIn, sourceOf } from '../support/database';
import { networkIn, scaffoldIn } from '../support/scaffold';

type Make = (stack?: Stack, props?: Partial<ManagedDatabaseOptions>) => ManagedDatabase;

const ENGINES: Array<[name: string, make: Make, port: string]> = [
  ['PostgresDatabase', postgresIn, '5432'],
  ['MySqlDatabase', mySqlIn, '3306'],
  ['AuroraPostgresCluster', (stack, props) => auroraIn(stack, { ...props, readers: 0 }), '5432'],
];

/** A migration and a service in a stack of their own. */
function clientsOf(database: ManagedDatabase, vpc: IVpc, stack: Stack) {
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  const migration = new StandaloneTask(stack, 'Migration', { vpc, image, uses: [database.forOwner()] });
  const service = new WorkerService(stack, 'Worker', { vpc, image, uses: [database.forUser('app')] });
  return { migration, service };
}

/** The names of the environment variables of a task, plain ones and secret ones, without that of the readers, which engines differ in. */
function variablesOf(stack: Stack, beginning: string): [plain: string[], secret: string[]] {
  const { ContainerDefinitions } = propertiesOf(stack, 'AWS::ECS::TaskDefinition', beginning);
  const namesOf = (list: any[] = []) => list.map(({ Name }) => Name).filter((name) => name !== 'DB_READER_HOST');
  return [namesOf(ContainerDefinitions[0].Environment), namesOf(ContainerDefinitions[0].Secrets)];
}

describe.each(ENGINES)('ET6a PC10e %s has two kinds of credentials', (_, make, port) => {
  const app = newApp();
  const data = workloadStack(app, 'Data');
  const { vpc } = networkIn(data);
  const database = make(data, { vpc, users: ['reports', 'app'] });
  const web = workloadStack(app, 'Web');
  clientsOf(database, vpc, web);

  test('a service gets the address in plain text, and the user of its own alone', () => {
    expect(variablesOf(web, 'WorkerTask')).toEqual([
      ['DB_HOST', 'DB_NAME', 'DB_PORT'],
      ['DB_PASSWORD', 'DB_USER'],
    ]);
    const { Environment } = propertiesOf(web, 'AWS::ECS::TaskDefinition', 'WorkerTask').ContainerDefinitions[0];
    expect(Environment.slice(1, 3).map(({ Value }: any) => Value)).toEqual(['tracker', port]);
    expect(database.userNames).toEqual(['app', 'reports']);
  });

  test('the owner reaches migrations alone, with the users that they create', () => {
    expect(variablesOf(web, 'MigrationTask')).toEqual([
      ['DB_HOST', 'DB_NAME', 'DB_PORT'],
      [...['APP_DB_PASSWORD', 'APP_DB_USER', 'DB_PASSWORD', 'DB_USER'], ...['REPORTS_DB_PASSWORD', 'REPORTS_DB_USER']],
    ]);
    const ofOwner = Object.entries<any>(templateOf(data).Outputs).find(([, { Value }]) => {
      return JSON.stringify(Value).includes('MasterUserSecret');
    })![0];
    const taskOf = (id: string) => JSON.stringify(propertiesOf(web, 'AWS::ECS::TaskDefinition', id));
    expect(taskOf('MigrationTask')).toContain(ofOwner);
    expect(taskOf('WorkerTask')).not.toContain(ofOwner);
    expect(JSON.stringify(propertiesOf(web, 'AWS::IAM::Role', 'WorkerExecutionRole'))).not.toContain(ofOwner);
  });

  test('FE6 RDS keeps and rotates the password of the owner', () => {
    const [cluster] = resourcesOf(data, 'AWS::RDS::DBCluster');

    expect(cluster?.Properties ?? sourceOf(data)).toMatchObject({ ManageMasterUserPassword: true });
    expect(JSON.stringify(templateOf(data))).not.toContain('MasterUserPassword":{');
    expect(JSON.stringify(templateOf(data).Outputs)).toContain('MasterUserSecret.SecretArn');
  });

  test('a secret of a user has its address and a generated password that stands in SQL and in addresses', () => {
    const secrets = resourcesOf(data, 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties);

    expect(secrets.map(({ GenerateSecretString }) => GenerateSecretString)).toEqual(
      ['app', 'reports'].map((user) => ({
        GenerateStringKey: 'password',
        PasswordLength: 32,
        ExcludePunctuation: true,
        ExcludeCharacters: expect.stringContaining('@'),
        SecretStringTemplate: {
          'Fn::Join': [
            '',
            [expect.stringContaining('"host":"'), expect.anything(), expect.stringContaining(`"${user}"`)],
          ],
        },
      })),
    );
  });

  test('no export of the database blocks its replacement, and clients find what they read', () => {
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect([data.dependencies, web.dependencies]).toEqual([[], [data]]);
  });

  test('the role that starts a task reads its secrets and decrypts them, and the task itself may do nothing', () => {
    const policies = resourcesOf(web, 'AWS::IAM::Role').flatMap(({ Properties }) => Properties.Policies ?? []);
    const actions = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap((it: any) => it.Action));

    expect(actions).toEqual(expect.arrayContaining(['secretsmanager:GetSecretValue', 'kms:Decrypt']));
    expect(JSON.stringify(templateOf(web))).not.toContain('rds-db:connect');
  });
});

describe('another database behind an API', () => {
  const databases: Array<[name: string, use: (stack: Stack) => IServiceBinding]> = [
    ...ENGINES.map(([name, make]): [string, (stack: Stack) => IServiceBinding] => [
      name,
      (stack) => make(workloadStack(stack.node.root as never, 'Data'), {}).forUser('app'),
    ]),
    ['ExternalDatabase', (stack) => externalIn(stack)],
  ];
  const idsWith = (use: (stack: Stack) => IServiceBinding) => {
    const stack = workloadStack();
    const settings = scaffoldIn(stack);
    runningApi({ settings, uses: [ServiceBinding.withNames(use(stack), {})] }, stack);
    const ids = Object.keys(templateOf(stack).Resources);
    return ids.filter((id) => id.startsWith('Api') && !/(from|to)/.test(id)); // rules are named by both ends
  };
  const before = idsWith(databases[0][1]);

  test.each(databases.slice(1))('moves no logical id of it: %s', (_, use) => {
    expect(before.length).toBeGreaterThan(10);
    expect(idsWith(use)).toEqual(before);
  });

  function externalIn(stack: Stack) {
    const arn = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:db-AbCdEf';
    const uriSecret = Secret.fromSecretCompleteArn(stack, 'Uri', arn);
    return new ExternalDatabase(stack, 'Database', { uriSecret, ports: [5432], addressRanges: ['203.0.113.0/24'] });
  }
});

describe.each(ENGINES)('IAM authentication of %s', (_, make) => {
  const app = newApp();
  const data = workloadStack(app, 'Data');
  const { vpc } = networkIn(data);
  const database = make(data, { vpc, iamAuthentication: true });
  const web = workloadStack(app, 'Web');
  clientsOf(database, vpc, web);

  test('FE6 leaves users without a password, so there is nothing to rotate', () => {
    expect(resourcesOf(data, 'AWS::SecretsManager::Secret')).toEqual([]);
    expect(variablesOf(web, 'WorkerTask')).toEqual([['DB_HOST', 'DB_NAME', 'DB_PORT', 'DB_USER'], []]);
    expect(variablesOf(web, 'MigrationTask')).toEqual([
      ['APP_DB_USER', 'DB_HOST', 'DB_NAME', 'DB_PORT'],
      ['DB_PASSWORD', 'DB_USER'],
    ]);
  });

  test('grants the service to connect as its user, and the migration nothing', () => {
    const statements = resourcesOf(web, 'AWS::IAM::Policy').flatMap(({ Properties }) => {
      return Properties.PolicyDocument.Statement.filter(({ Action }: any) => Action === 'rds-db:connect');
    });

    expect(statements).toEqual([
      {
        ...{ Effect: 'Allow', Action: 'rds-db:connect' },
        Resource: {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':rds-db:ap-southeast-1:111111111111:dbuser:',
              expect.anything(),
              '/app',
            ],
          ],
        },
      },
    ]);
    expect(exportsIn(app)).toEqual([]);
  });
});

describe('a login', () => {
  test('of no user is refused', () => {
    expect(() => postgresIn().forUser('ap')).toThrowProblem('database/unknown-user', 'userName', 'ap');
    expect(() => postgresIn().forUser(undefined as never)).toThrowProblem('props/missing', 'userName', undefined);
  });

  test('with a password is granted nothing, and says why', () => {
    const stack = workloadStack();
    const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });

    expect(postgresIn(stack).forUser('app').grantUse(role).success).toBe(false);
    expect(() =>
      postgresIn()
        .forUser('app')
        .grantUse(undefined as never),
    ).toThrowProblem('props/missing', 'grantee', undefined);
  });

  test.each<[kind: string, of: (owner: IServiceBinding) => IServiceBinding]>([
    ['as it is', (owner) => owner],
    ['with other names', (owner) => ServiceBinding.withNames(owner, { DB_HOST: 'PGHOST' })],
  ])('of the owner, %s, is refused by a service', (_kind, of) => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const image = new ImageRepository(stack, 'Image', { image: IMAGE });
    const uses = [of(postgresIn(stack, { vpc }).forOwner())];

    expect(() => new WorkerService(stack, 'Worker', { vpc, image, uses })).toThrowProblem(
      'service/login-of-an-owner',
      'uses',
      'Web/Database',
    );
  });

  test('has nothing that an operator writes first', () => {
    expect(postgresIn().forOwner()).toMatchObject({ parameters: {}, pendingInputs: [], fingerprint: '' });
  });

  test('decrypts with a key of the team, which another stack has, without an export', () => {
    const app = newApp();
    const keys = workloadStack(app, 'Keys');
    const data = workloadStack(app, 'Data');
    const { vpc } = networkIn(data);
    const database = postgresIn(data, { vpc, encryptionKey: new Key(keys, 'Key') });
    const web = workloadStack(app, 'Web');
    clientsOf(database, vpc, web);

    expect(exportsIn(app).filter((it) => !it.startsWith('Keys'))).toEqual([]);
    expect(JSON.stringify(resourcesOf(web, 'AWS::IAM::Role'))).toContain('"StackName":"Keys"');
  });
});

describe('FE6 passwords of users', () => {
  const stack = workloadStack();
  postgresIn(stack, { userPasswordRotation: Duration.days(30) });
  const template = templateOf(stack);

  test("are rotated by AWS's hosted function, one for each, where the team wants that", () => {
    expect(template.Transform).toBe('AWS::SecretsManager-2024-09-16');
    expect(resourcesOf(stack, 'AWS::SecretsManager::RotationSchedule').map(({ Properties }) => Properties)).toEqual([
      {
        SecretId: { Ref: expect.stringMatching(/^DatabaseUsersappSecret/) },
        HostedRotationLambda: {
          RotationType: 'PostgreSQLSingleUser',
          KmsKeyArn: expect.anything(),
          ExcludeCharacters: expect.stringContaining('@'),
          VpcSecurityGroupIds: { 'Fn::GetAtt': [expect.stringMatching(/^DatabaseRotationSecurityGroup/), 'GroupId'] },
          VpcSubnetIds: 'subnet-0000000000000000c,subnet-0000000000000000d',
        },
        RotationRules: { AutomaticallyAfterDays: 30 },
        RotateImmediatelyOnUpdate: false,
      },
    ]);
  });

  test('the function reaches the database and Secrets Manager alone', () => {
    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupEgress').map(({ Properties }) => Properties.FromPort)).toEqual([
      5432,
    ]);
    const [{ Properties }] = resourcesOf(stack, 'AWS::EC2::SecurityGroup').filter((it) => {
      return it.Properties.GroupDescription.startsWith('Functions');
    });
    expect(Properties.SecurityGroupEgress).toMatchObject([{ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }]);
  });
});

test('the address of the container is that of the endpoint', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const database = postgresIn(stack, { vpc });
  runningApi({ uses: [database.forUser('app')], vpc }, stack);

  expect(containerOf(stack).Environment[0]).toEqual({
    Name: 'DB_HOST',
    Value: { 'Fn::GetAtt': [expect.stringMatching(/^Database/), 'Endpoint.Address'] },
  });
  expect(database.databaseArn).toBeDefined();
  expect(stack.resolve(database.databaseArn)).toEqual(
    arnOf(`rds:ap-southeast-1:111111111111:db:${database.identifier}`),
  );
});
