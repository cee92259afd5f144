import { App, Stack } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AlarmSeverity } from '../../src/core';
import {
  ImageRepository,
  LaunchPhase,
  PermissionServiceProps,
  SchemaMigration,
  WorkerService,
} from '../../src/service';
import { danglingIn, exportsIn, IMAGE, propertiesOf, rulesOf } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { mySqlIn, postgresIn } from '../support/database';
import { PERMISSIONS_IMAGE, permissionServiceIn } from '../support/permissions';
import { networkIn } from '../support/scaffold';

const stackWith = (props: Partial<PermissionServiceProps> = {}, app: App = newApp()) => {
  const stack = workloadStack(app);
  return { stack, permissions: permissionServiceIn(stack, { launchPhase: LaunchPhase.RUNNING, ...props }) };
};
const containerOf = (stack: Stack, id: string) => {
  const { ContainerDefinitions } = propertiesOf(stack, 'AWS::ECS::TaskDefinition', id);
  const [{ Environment = [], Secrets = [], ...container }] = ContainerDefinitions;
  return {
    ...container,
    variables: Object.fromEntries(Environment.map(({ Name, Value }: any) => [Name, Value])),
    secrets: Object.fromEntries(Secrets.map(({ Name, ValueFrom }: any) => [Name, ValueFrom])),
  };
};
const { stack: plain, permissions } = stackWith();
const server = containerOf(plain, 'PermissionsService');
const owner = containerOf(plain, 'PermissionsMigration');

describe('PC19 a permission service', () => {
  test('runs OpenFGA as an internal service, without a load balancer and closed to all', () => {
    expect(resourcesOf(plain, 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toEqual([]);
    expect(server.PortMappings).toEqual([expect.objectContaining({ ContainerPort: 8080, AppProtocol: 'http' })]);
    expect(server.Image).toBe(PERMISSIONS_IMAGE);
    expect(rulesOf(plain, 'Ingress')).not.toContainEqual([8080, 8080]); // until a client has it in its `uses`
  });

  test('reads the database that it is given, by a URI without a password, with its certificate checked', () => {
    const { OPENFGA_DATASTORE_ENGINE, OPENFGA_DATASTORE_URI } = server.variables;
    expect(OPENFGA_DATASTORE_ENGINE).toBe('postgres');
    expect(JSON.stringify(OPENFGA_DATASTORE_URI)).toMatch(
      /^\{"Fn::Join":\["",\["postgres:\/\/",.*":5432\/permissions\?sslmode=verify-full&sslrootcert=\/etc\/ssl\/rds.pem"\]\]\}$/,
    );
    expect(owner.variables.OPENFGA_DATASTORE_URI).toEqual(OPENFGA_DATASTORE_URI);
  });

  test('runs as a user of the database, and the migration alone as its owner', () => {
    const nameOf = (reference: unknown) => JSON.stringify(reference);
    const users = nameOf(server.secrets.OPENFGA_DATASTORE_PASSWORD);

    expect(users).toContain('DatabaseUserspermissions');
    expect(users).toContain(':password::');
    expect(nameOf(owner.secrets.SERVICE_LOGIN_PASSWORD)).toBe(users);
    expect(nameOf(owner.secrets.OPENFGA_DATASTORE_PASSWORD)).toContain('MasterUserSecret.SecretArn');
    expect(nameOf(server.secrets)).not.toContain('MasterUserSecret');
    expect(Object.keys(owner.secrets)).not.toContain('OPENFGA_AUTHN_PRESHARED_KEYS');
  });

  test('takes requests with the generated key alone, and has no playground', () => {
    expect(server.variables).toMatchObject({ OPENFGA_AUTHN_METHOD: 'preshared', OPENFGA_PLAYGROUND_ENABLED: 'false' });
    const [[id, { Properties: key }]] = Object.entries<any>(templateOf(plain).Resources).filter(([name]) =>
      name.startsWith('PermissionsPresharedKey'),
    );
    expect(key.GenerateSecretString).toEqual({ PasswordLength: 64, ExcludePunctuation: true });
    expect(server.secrets.OPENFGA_AUTHN_PRESHARED_KEYS).toEqual({ Ref: id });
  });

  test('is migrated before it rolls: the login, then the tables, and either failure ends the release', () => {
    const [shell, flags, script] = owner.Command;

    expect([owner.Image, shell, flags]).toEqual([`${PERMISSIONS_IMAGE}-next`, 'sh', '-ec']);
    expect(script).toContain('ON_ERROR_STOP=1');
    expect(script.indexOf('CREATE ROLE')).toBeLessThan(script.indexOf('ALTER DEFAULT PRIVILEGES'));
    expect(script.endsWith('\nSQL\nexec openfga migrate')).toBe(true);
    expect(permissions.migration).toBeInstanceOf(SchemaMigration);
    expect(permissions.releaseCommand).toContain('prd-permissions-release');
  });
});

describe('PC19 a client', () => {
  const app = newApp();
  const { stack, permissions: server2 } = stackWith({}, app);
  const clients = new Stack(app, 'Clients', { env: { account: stack.account, region: stack.region } });
  const vpc = networkIn(clients).vpc;
  const image = new ImageRepository(clients, 'Image', { image: IMAGE });
  new WorkerService(clients, 'Worker', { vpc, image, uses: [server2], serviceName: 'prd-worker' });

  test('gets the URL and the key under the names that the tools of OpenFGA read', () => {
    const { variables, secrets } = containerOf(clients, 'Worker');

    expect(variables).toEqual({ FGA_API_URL: 'http://prd-permissions:8080' });
    expect(secrets).toEqual({
      FGA_API_TOKEN: { 'Fn::GetStackOutput': expect.objectContaining({ StackName: stack.stackName }) },
    });
  });

  test('opens the port for itself, in its own stack, which is deployed after the service', () => {
    expect(rulesOf(clients, 'Ingress')).toEqual([[8080, 8080]]);
    expect(clients.dependencies.map(({ stackName }) => stackName)).toContain(stack.stackName);
    expect(exportsIn(app)).toEqual([]);
    expect(danglingIn(app)).toEqual([]);
  });
});

test('a key of its own encrypts the key of the clients, whose execution roles may decrypt with it', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const encryptionKey = new Key(stack, 'Key');
  const server2 = permissionServiceIn(stack, { encryptionKey });
  const clients = new Stack(app, 'Clients', { env: { account: stack.account, region: stack.region } });
  const image = new ImageRepository(clients, 'Image', { image: IMAGE });
  new WorkerService(clients, 'Worker', { vpc: networkIn(clients).vpc, image, uses: [server2], serviceName: 'w' });

  expect(JSON.stringify(propertiesOf(stack, 'AWS::SecretsManager::Secret', 'PermissionsPreshared').KmsKeyId)).toContain(
    'Key',
  );
  const role = propertiesOf(clients, 'AWS::IAM::Role', 'WorkerExecutionRole');
  expect(JSON.stringify(role)).toContain('kms:Decrypt');
  expect(exportsIn(app)).toEqual([]);
});

test('the image is built from that of OpenFGA by one command, which names platform, tag and repository', () => {
  const [first, ...rest] = permissions.pendingInputs;

  expect(first).toMatchObject({ key: 'image', owner: 'an operator, once for each version of OpenFGA' });
  expect(first.command).toMatch(/^printf '%s\\n' 'FROM docker.io\/openfga\/openfga:<version> AS openfga' /);
  expect(first.command).toContain('| docker build --platform linux/amd64 --tag openfga - && deploy-image.sh ');
  expect(first.command).toMatch(/--repository prd-permissions --channel live --next --commit <version> openfga$/);
  expect(rest.map(({ target }) => target)).toEqual([`${PERMISSIONS_IMAGE}-next`]);
});

describe('its alarms', () => {
  const alarms = permissions.alarmDefinitions;

  test('page when checks fail, are refused, or are slow, when no task runs, and when a deployment or a release fails', () => {
    const pages = alarms.filter(({ severity }) => severity === AlarmSeverity.PAGE).map(({ id }) => id);
    const ofService = ['NoTasks', 'DeploymentFailed', 'ReleaseFailed'];
    expect(pages).toEqual(['ChecksFail', 'ChecksRefused', 'ChecksSlow', ...ofService]);
  });

  test('are of its own name alone, which another permission service in the account does not have', () => {
    const sources = Object.values((alarms[0].metric as any).usingMetrics as Record<string, any>);
    expect(sources.map(({ dimensions }) => dimensions)).toEqual(
      Array(3).fill({ TargetDiscoveryName: 'prd-permissions' }),
    );
  });

  test('are suppressed by those that exist: before it runs there is no NoTasks', () => {
    const { permissions: waiting } = stackWith({ launchPhase: LaunchPhase.NOT_READY });
    expect(alarms[0].suppressedBy).toEqual(['NoTasks']);
    expect(waiting.alarmDefinitions[0].suppressedBy).toEqual([]);
  });
});

test('a setting of OpenFGA is passed on, and none that the service needs itself', () => {
  const { stack } = stackWith({ environment: { OPENFGA_CHECK_QUERY_CACHE_ENABLED: 'true' } });
  expect(containerOf(stack, 'PermissionsService').variables.OPENFGA_CHECK_QUERY_CACHE_ENABLED).toBe('true');

  expect(() => stackWith({ environment: { OPENFGA_AUTHN_METHOD: 'none' } })).toThrowProblem(
    'service/variable-twice',
    'environment',
    'OPENFGA_AUTHN_METHOD',
    'Web/Permissions/Service',
  );
});

test('a generated name is a DNS label', () => {
  const { permissions: named } = stackWith({ serviceName: undefined });
  expect(named.service.serviceConnectName).toMatch(/^[a-z][a-z0-9-]{0,62}$/);
});

test.each<[string, string, unknown, (stack: Stack, vpc: IVpc) => Partial<PermissionServiceProps>]>([
  [
    ...(['permission-service/not-postgres', 'database', 'Web/Database'] as const),
    (stack, vpc) => ({ database: mySqlIn(stack, { vpc }), databaseUser: 'app' }),
  ],
  [
    ...(['permission-service/not-a-user', 'databaseUser', 'permissions'] as const),
    (stack, vpc) => ({ database: postgresIn(stack, { vpc }) }),
  ],
  [
    ...(['permission-service/no-password', 'database', 'Web/Database'] as const),
    (stack, vpc) => ({ database: postgresIn(stack, { vpc, users: ['permissions'], iamAuthentication: true }) }),
  ],
  ['props/wrong-type', 'database', 'tracker', () => ({ database: 'tracker' as any })],
])('%s: %s that is %j', (code, prop, value, propsFor) => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const props = { vpc, ...propsFor(stack, vpc) };

  expect(() => permissionServiceIn(stack, props)).toThrowProblem(code, prop, value, 'Web/Permissions');
});

test('an image without a next tag is refused: nothing could migrate before it runs', () => {
  const stack = workloadStack();
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  expect(() => permissionServiceIn(stack, { image })).toThrowProblem(
    'schema-migration/no-next-tag',
    'image',
    'Web/Image',
    'Web/Permissions/Migration',
  );
});
