import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ExternalDatabase, IApiDatabase, ValkeyCache } from '../../src/data';
import { EdgeCertificate } from '../../src/edge';
import { WayOut } from '../../src/network';
import { ApiExposure, ApiReadiness, ContainerImageChannel } from '../../src/service';
import {
  apiDomainIn,
  apiIn,
  arnOf,
  changesBetween,
  IMAGE,
  propertiesOf,
  rulesOf,
  runningApi,
  serviceOf,
} from '../support/api';
import { EDGE, lambdasIn, newApp, resourcesOf, templateOf, workloadStack, zoneOf } from '../support/cloud';
import { networkIn, scaffoldIn } from '../support/scaffold';

const POLICY = 'AWS::IAM::Policy';
const CERTIFICATE = 'AWS::CertificateManager::Certificate';

const idsIn = (stack: Stack) => Object.keys(templateOf(stack).Resources);

describe('regions', () => {
  test('RB2a the certificate is in the region of the API, beside those of sites in us-east-1, in one app', () => {
    const app = newApp();
    const stack = workloadStack(app);
    const site = new EdgeCertificate(stack, 'Site', { zone: zoneOf(stack), domainName: 'app.bank.example' });
    apiIn(stack);

    expect(propertiesOf(stack, CERTIFICATE).DomainName).toBe('api.bank.example');
    expect(propertiesOf(site.edgeStack, CERTIFICATE).DomainName).toBe('app.bank.example');
    expect([stack.region, site.edgeStack.region]).toEqual(['ap-southeast-1', 'us-east-1']);
  });

  test('RB2b where the workload is in us-east-1 there is one stack', () => {
    const app = newApp();
    const stack = new Stack(app, 'Web', { env: EDGE });
    const image = new ContainerImageChannel(stack, 'Image', { image: IMAGE.replace('ap-southeast-1', 'us-east-1') });
    new EdgeCertificate(stack, 'Site', { zone: zoneOf(stack), domainName: 'app.bank.example' });
    apiIn(stack, { image });

    expect(app.synth().stacksRecursively.map(({ stackName }) => stackName)).toEqual(['Web']);
    expect(resourcesOf(stack, CERTIFICATE)).toHaveLength(2);
  });
});

describe('what it is called', () => {
  test('RB3d follows from the domain: one address of GraphQL, for the API and for the web app', () => {
    const stack = workloadStack();
    const domain = apiDomainIn(stack);
    const api = apiIn(stack, { domain, settings: scaffoldIn(stack, { graphqlPublicUrl: domain.graphqlUrl }) });
    const values = resourcesOf(stack, 'AWS::SSM::Parameter').map(({ Properties }) => [
      Properties.Name,
      Properties.Value,
    ]);

    expect([api.url, api.graphqlUrl]).toEqual(['https://api.bank.example', 'https://api.bank.example/api/graphql']);
    expect(values).toContainEqual(['/rl/bank/api/GRAPHQL_PUBLIC_URL', api.graphqlUrl]);
  });

  test('in ECS is what the team says, and the ARN follows without holding the service', () => {
    const stack = workloadStack();
    const api = apiIn(stack);

    expect([api.serviceName, api.clusterName]).toEqual(['prd-rl-bank-api', 'prd-rl-bank-api']);
    expect(stack.resolve(api.serviceArn)).toEqual(
      arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api'),
    );
  });

  test('in ECS follows from its place by default, and so do cluster, task and log group', () => {
    const stack = workloadStack();
    const { serviceName } = apiIn(stack, { serviceName: undefined });

    expect(serviceName).toMatch(/^Web-Api-[\w-]+$/);
    expect(serviceOf(stack).ServiceName).toBe(serviceName);
    expect(propertiesOf(stack, 'AWS::ECS::Cluster').ClusterName).toBe(serviceName);
    expect(propertiesOf(stack, 'AWS::ECS::TaskDefinition').Family).toBe(serviceName);
    expect(propertiesOf(stack, 'AWS::Logs::LogGroup').LogGroupName).toBe(`/ecs/${serviceName}`);
  });
});

test('what it is made of can be read', () => {
  const stack = workloadStack();
  const api = apiIn(stack, { exposure: ApiExposure.withinVpc() });

  expect([api.containerPort, api.isPublic, apiIn(workloadStack()).isPublic]).toEqual([9000, false, true]);
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

describe('RB7 the database', () => {
  const stackWith = (databaseIn: (stack: Stack) => IApiDatabase | undefined) => {
    const stack = workloadStack();
    runningApi({ settings: scaffoldIn(stack), database: databaseIn(stack) }, stack);
    return stack;
  };
  const external = (uriWithoutCredentials: string, ports?: number[]) => (stack: Stack) => {
    const uriSecret = Secret.fromSecretNameV2(stack, 'Uri', 'rl/bank/api/DB_URI');
    return new ExternalDatabase(stack, 'Database', { uriSecret, uriWithoutCredentials, ports });
  };
  const managed = (stack: Stack): IApiDatabase => {
    return { uriSecret: new Secret(stack, 'EngineUri'), ports: [5432], addressRanges: ['10.0.20.0/24'] };
  };

  test('of any engine leaves the API what it is: no logical id of it is another', () => {
    const none = idsIn(stackWith(() => undefined));
    const outside = idsIn(stackWith(external('mongodb+srv://cluster.example.mongodb.net', [27017])));
    const sql = idsIn(stackWith(external('postgresql://db.bank.example:5432/bank')));

    expect(outside).toEqual(none);
    expect(sql).toEqual(none);
  });

  test('of a managed engine can come later: no logical id of the API is another', () => {
    const before = idsIn(stackWith(external('postgresql://db.bank.example:5432/bank')));
    const after = idsIn(stackWith(managed));

    expect(after.filter((id) => !before.includes(id))).toEqual([expect.stringMatching(/^EngineUri/)]);
    expect(before.filter((id) => !after.includes(id))).toEqual([]);
  });
});

describe('RB16 the role of the tasks', () => {
  test('has no permission at all until the caller grants one', () => {
    const stack = workloadStack();
    runningApi({ settings: scaffoldIn(stack, { encryptionKey: new Key(stack, 'Key') }) }, stack);
    const role = propertiesOf(stack, 'AWS::IAM::Role', 'ApiTaskRole');

    expect(Object.keys(role).sort()).toEqual(['AssumeRolePolicyDocument', 'Description']);
    expect(resourcesOf(stack, POLICY)).toEqual([]);
  });

  test("takes the caller's grants, and the service waits for them", () => {
    const stack = workloadStack();
    const api = runningApi({}, stack);
    new Bucket(stack, 'Bucket').grantRead(api).assertSuccess();
    const [policy, ...others] = resourcesOf(stack, POLICY);

    expect(others).toEqual([]);
    expect(policy.Properties.Roles).toEqual([{ Ref: expect.stringMatching(/^ApiTaskRole/) }]);
    expect(policy.Properties.PolicyDocument.Statement[0].Action).toContain('s3:GetObject*');
    expect(resourcesOf(stack, 'AWS::ECS::Service')[0].DependsOn).toContainEqual(
      expect.stringMatching(/^ApiTaskRoleDefaultPolicy/),
    );
  });

  test('takes grants on what another stack has', () => {
    const app = newApp();
    const bucket = new Bucket(workloadStack(app, 'Files'), 'Bucket');
    const stack = workloadStack(app);
    bucket.grantRead(runningApi({}, stack)).assertSuccess();

    expect(propertiesOf(stack, POLICY).PolicyDocument.Statement[0].Action).toContain('s3:GetObject*');
  });

  test('gets nothing of ElastiCache from a cache that it calls', () => {
    const stack = workloadStack();
    const network = networkIn(stack);
    const api = runningApi({ vpc: network.vpc }, stack);
    new ValkeyCache(stack, 'Cache', { vpc: network.vpc }).allowFrom(api);

    expect(resourcesOf(stack, POLICY)).toEqual([]);
    expect(rulesOf(stack, 'Egress')).toContainEqual([6379, 6379]);
  });
});

describe('RB22 until image and values are there', () => {
  test('synth says that there are 0 tasks, and names all that is missing', () => {
    const stack = workloadStack();
    const { toDo } = apiIn(stack, { desiredCount: 4 });
    const missing = toDo.map(({ name }) => name).join(', ');

    expect(toDo.map(({ key }) => key)).toEqual(expect.arrayContaining(['image', 'DB_URI', 'SENTRY_RELEASE']));
    expect(toDo.every(({ line }) => line.length > 0)).toBe(true);
    Annotations.fromStack(stack).hasInfo(
      '/Web/Api',
      `0 tasks until 'readiness' states that these are there: ${missing}`,
    );
  });

  test.each([ApiReadiness.STARTING, ApiReadiness.RUNNING])('and says nothing once it is %s', (readiness) => {
    const stack = workloadStack();
    apiIn(stack, { readiness });

    expect(Annotations.fromStack(stack).findInfo('*', Match.anyValue())).toEqual([]);
  });
});

describe('RB3a network', () => {
  test('a client in the VPC that is let in calls 443, and nothing else of the API changes', () => {
    const stacks = [false, true].map((isLetIn) => {
      const stack = workloadStack();
      const { vpc } = networkIn(stack);
      const api = apiIn(stack, { vpc, exposure: ApiExposure.withinVpc() });
      const client = new SecurityGroup(stack, 'Client', { vpc, allowAllOutbound: false });
      return isLetIn ? (api.allowFrom(client), stack) : stack;
    });
    const changed = changesBetween(stacks[0], stacks[1])
      .filter((id) => !/^Client\w{8}$/.test(id))
      .map((id) => templateOf(stacks[1]).Resources[id]);

    expect(changed.map(({ Type }) => Type).sort()).toEqual([
      'AWS::EC2::SecurityGroupEgress',
      'AWS::EC2::SecurityGroupIngress',
    ]);
    expect(changed.map(({ Properties }) => [Properties.FromPort, Properties.ToPort])).toEqual([
      [443, 443],
      [443, 443],
    ]);
  });

  test('the rules for a client of another stack lie there, and the API waits for nobody', () => {
    const app = newApp();
    const stack = workloadStack(app);
    const { vpc } = networkIn(stack);
    const api = apiIn(stack, { vpc, exposure: ApiExposure.withinVpc() });
    const other = workloadStack(app, 'Worker');
    api.allowFrom(new SecurityGroup(other, 'Client', { vpc, allowAllOutbound: false }));

    expect([rulesOf(other, 'Ingress'), rulesOf(other, 'Egress')]).toEqual([[[443, 443]], [[443, 443]]]);
    expect([rulesOf(stack, 'Ingress'), rulesOf(stack, 'Egress')]).toEqual([[[9000, 9000]], [[9000, 9000]]]);
    expect(stack.dependencies).toEqual([]);
    expect(other.dependencies).toEqual([stack]);
  });

  test('the tasks use the way out that the network has', () => {
    const stack = workloadStack();
    const network = networkIn(stack, WayOut.endpoints({ routeTableIds: ['rtb-1'] }));
    network.allowWayOutFrom(apiIn(stack, { vpc: network.vpc }));
    const rules = resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties);

    expect(rules).toContainEqual(
      expect.objectContaining({
        SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] },
        FromPort: 443,
      }),
    );
  });
});
