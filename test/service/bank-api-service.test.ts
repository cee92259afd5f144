import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ExternalDatabase, IApiDatabase } from '../../src/data';
import { EdgeCertificate } from '../../src/edge';
import { ApiExposure, LaunchPhase, ImageRepository } from '../../src/service';
import { apiIn, apiStack, changesBetween, IMAGE, propertiesOf, rulesOf, runningApi, serviceOf } from '../support/api';
import { EDGE, lambdasIn, newApp, resourcesOf, templateOf, workloadStack, zoneOf } from '../support/cloud';
import { networkIn, scaffoldIn } from '../support/scaffold';

const POLICY = 'AWS::IAM::Policy';
const CERTIFICATE = 'AWS::CertificateManager::Certificate';

const siteIn = (stack: Stack) => {
  return new EdgeCertificate(stack, 'Site', { zone: zoneOf(stack), domainName: 'app.bank.example' });
};

test('RB2a the certificate is in the region of the API, beside those of sites in us-east-1, in one app', () => {
  const stack = workloadStack();
  const { edgeStack } = siteIn(stack);
  apiIn(stack);

  expect(propertiesOf(stack, CERTIFICATE).DomainName).toBe('api.bank.example');
  expect(propertiesOf(edgeStack, CERTIFICATE).DomainName).toBe('app.bank.example');
  expect([stack.region, edgeStack.region]).toEqual(['ap-southeast-1', 'us-east-1']);
});

test('RB2b where the workload is in us-east-1 there is one stack', () => {
  const app = newApp();
  const stack = new Stack(app, 'Web', { env: EDGE });
  const image = new ImageRepository(stack, 'Image', { image: IMAGE.replace('ap-southeast-1', 'us-east-1') });
  siteIn(stack);
  apiIn(stack, { image });

  expect(app.synth().stacksRecursively.map(({ stackName }) => stackName)).toEqual(['Web']);
  expect(resourcesOf(stack, CERTIFICATE)).toHaveLength(2);
});

test('its name follows from its place by default, and so do cluster, task and log group', () => {
  const stack = workloadStack();
  const { serviceName } = apiIn(stack, { serviceName: undefined });

  expect(serviceName).toMatch(/^Web-Api-[\w-]+$/);
  expect(serviceOf(stack).ServiceName).toBe(serviceName);
  expect(propertiesOf(stack, 'AWS::ECS::Cluster').ClusterName).toBe(serviceName);
  expect(propertiesOf(stack, 'AWS::ECS::TaskDefinition').Family).toBe(serviceName);
  expect(propertiesOf(stack, 'AWS::Logs::LogGroup').LogGroupName).toBe(`/ecs/${serviceName}`);
});

test('RB3d its address is that of the domain, and what it is made of can be read', () => {
  const stack = workloadStack();
  const api = apiIn(stack, { exposure: ApiExposure.withinVpc() });

  expect([api.url, api.graphqlUrl]).toEqual(['https://api.bank.example', 'https://api.bank.example/api/graphql']);
  expect([api.serviceName, api.clusterName, api.containerPort]).toEqual(['prd-rl-bank-api', 'prd-rl-bank-api', 9000]);
  expect([api.isPublic, apiIn().isPublic]).toEqual([false, true]);
  expect(stack.resolve([api.service.serviceArn, api.taskDefinition.taskDefinitionArn])).toEqual([
    { Ref: expect.stringMatching(/^ApiService/) },
    { Ref: expect.stringMatching(/^ApiTaskDefinition/) },
  ]);
  expect(api.service.cluster).toBe(api.cluster);
  expect(api.grantPrincipal).toBe(api.taskRole);
});

test('RB3a it makes no Lambda and no NAT gateway', () => {
  const stack = workloadStack();
  runningApi({ rollOnSecretChange: true, scaling: { maxTasks: 4 } }, stack);

  expect(lambdasIn(stack.node.root as App)).toEqual([]);
  expect(resourcesOf(stack, 'AWS::EC2::NatGateway')).toEqual([]);
});

describe('RB7 a database leaves the API what it is, now or later: no logical id of it is another', () => {
  const idsWith = (databaseIn: (stack: Stack) => IApiDatabase | undefined) => {
    const stack = workloadStack();
    runningApi({ settings: scaffoldIn(stack), database: databaseIn(stack) }, stack);
    return Object.keys(templateOf(stack).Resources);
  };
  const external = (uriWithoutCredentials: string, ports?: number[]) => (stack: Stack) => {
    const uriSecret = Secret.fromSecretNameV2(stack, 'Uri', 'rl/bank/api/DB_URI');
    return new ExternalDatabase(stack, 'Database', { uriSecret, uriWithoutCredentials, ports });
  };
  const managed = (stack: Stack) => {
    return { uriSecret: new Secret(stack, 'EngineUri'), ports: [5432], addressRanges: ['10.0.20.0/24'] };
  };
  const none = idsWith(() => undefined);

  test.each([
    ['MongoDB outside', external('mongodb+srv://cluster.example.mongodb.net', [27017]), []],
    ['SQL outside', external('postgresql://db.bank.example:5432/bank'), []],
    ['a managed engine', managed, [expect.stringMatching(/^EngineUri/)]],
  ])('%s', (_, databaseIn, added) => {
    const ids = idsWith(databaseIn);

    expect(ids.filter((id) => none.includes(id))).toEqual(none);
    expect(ids.filter((id) => !none.includes(id))).toEqual(added);
  });
});

describe('RB16 the role of the tasks', () => {
  test('has no permission at all until the caller grants one', () => {
    const stack = workloadStack();
    runningApi({ settings: scaffoldIn(stack, { encryptionKey: new Key(stack, 'Key') }) }, stack);

    expect(Object.keys(propertiesOf(stack, 'AWS::IAM::Role', 'ApiTaskRole')).sort()).toEqual([
      'AssumeRolePolicyDocument',
      'Description',
    ]);
    expect(resourcesOf(stack, POLICY)).toEqual([]);
  });

  test("takes the caller's grants, on what another stack has too, and the service waits for them", () => {
    const app = newApp();
    const stack = workloadStack(app);
    const api = runningApi({}, stack);
    new Bucket(workloadStack(app, 'Files'), 'Bucket').grantRead(api).assertSuccess();
    const policy = propertiesOf(stack, POLICY);

    expect(policy.Roles).toEqual([{ Ref: expect.stringMatching(/^ApiTaskRole/) }]);
    expect(policy.PolicyDocument.Statement[0].Action).toContain('s3:GetObject*');
    expect(resourcesOf(stack, 'AWS::ECS::Service')[0].DependsOn).toContainEqual(
      expect.stringMatching(/^ApiTaskRoleDefaultPolicy/),
    );
  });
});

test('RB22 until image and values are there synth says that there are 0 tasks, and names all that is missing', () => {
  const stack = workloadStack();
  const { pendingInputs } = apiIn(stack, { desiredCount: 4 });
  const missing = pendingInputs.map(({ target }) => target).join(', ');

  expect(pendingInputs.map(({ key }) => key)).toEqual(expect.arrayContaining(['image', 'DB_URI', 'SENTRY_RELEASE']));
  expect(pendingInputs.every(({ command }) => command.length > 0)).toBe(true);
  Annotations.fromStack(stack).hasInfo(
    '/Web/Api',
    `0 tasks until 'launchPhase' states that these are there: ${missing}`,
  );
});

test.each([LaunchPhase.FIRST_START, LaunchPhase.RUNNING])('RB22 synth says nothing once it is %s', (launchPhase) => {
  expect(Annotations.fromStack(apiStack({ launchPhase })).findInfo('*', Match.anyValue())).toEqual([]);
});

describe('RB3a network', () => {
  /** An API within the VPC, and a client that is let in or not. */
  const beside = (clientId?: string, isLetIn = true) => {
    const app = newApp();
    const stack = workloadStack(app);
    const { vpc } = networkIn(stack);
    const api = apiIn(stack, { vpc, exposure: ApiExposure.withinVpc() });
    const home = clientId ? workloadStack(app, clientId) : stack;
    const client = new SecurityGroup(home, 'Client', { vpc, allowAllOutbound: false });
    isLetIn && api.allowFrom(client);
    return { stack, home };
  };

  test('a client in the VPC that is let in calls 443, and nothing else of the API changes', () => {
    const [{ stack: before }, { stack: after }] = [beside(undefined, false), beside()];
    const ids = changesBetween(before, after).filter((id) => !/^Client\w{8}$/.test(id));
    const changed = ids.map((id) => templateOf(after).Resources[id]);

    expect(changed.map(({ Type, Properties }) => [Type, Properties.FromPort, Properties.ToPort]).sort()).toEqual([
      ['AWS::EC2::SecurityGroupEgress', 443, 443],
      ['AWS::EC2::SecurityGroupIngress', 443, 443],
    ]);
  });

  test('the rules for a client of another stack lie there, and the API waits for nobody', () => {
    const { stack, home } = beside('Worker');

    expect([rulesOf(home, 'Ingress'), rulesOf(home, 'Egress')]).toEqual([[[443, 443]], [[443, 443]]]);
    expect([rulesOf(stack, 'Ingress'), rulesOf(stack, 'Egress')]).toEqual([[[9000, 9000]], [[9000, 9000]]]);
    expect([stack.dependencies, home.dependencies]).toEqual([[], [stack]]);
  });
});
