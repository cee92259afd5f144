import { Changes, Found, OTHER, PATHS, readBank, RUNNING, SCALING, typesIn } from '../../support/bank';

describe('RB18 what the config says is in the templates', () => {
  const resources = readBank(OTHER).of();
  const of = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

  test('the image, from its repository', () => {
    expect(of('AWS::ECR::Repository')).toMatchObject([{ RepositoryName: 'team/rl-bank-api' }]);
    expect(JSON.stringify(of('AWS::ECS::TaskDefinition')[0].ContainerDefinitions[0].Image)).toMatch(
      /\/team\/rl-bank-api:stable"/,
    );
  });

  test('RB3a the port, the count, the size and the health check of one service, named after the prefix', () => {
    const [{ ContainerDefinitions, Cpu, Memory }] = of('AWS::ECS::TaskDefinition');

    expect(ContainerDefinitions[0].PortMappings).toMatchObject([{ ContainerPort: 8123 }]);
    expect([Cpu, Memory]).toEqual(['1024', '4096']);
    expect(of('AWS::ECS::Service')).toMatchObject([
      { ServiceName: 'stg-bank-api', DesiredCount: 3, LoadBalancers: [{ ContainerPort: 8123 }] },
    ]);
    expect(of('AWS::ElasticLoadBalancingV2::TargetGroup')).toMatchObject([{ HealthCheckPath: '/ready' }]);
  });

  test('RB9a the buckets of the sites, the log group, the web ACLs, the cache', () => {
    const buckets = of('AWS::S3::Bucket').flatMap(({ BucketName = [] }) => BucketName);

    expect(buckets.sort()).toEqual(['stg-portal', 'stg-webapp']);
    expect(of('AWS::Logs::LogGroup')).toMatchObject([
      { LogGroupName: '/ecs/stg-bank-api', RetentionInDays: 30 },
      { LogGroupName: '/aws/events/stg-bank-api' },
    ]);
    expect(of('AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
    expect(
      of('AWS::CloudFront::Distribution').flatMap(({ DistributionConfig: { WebACLId = [] } }) => WebACLId),
    ).toEqual([OTHER['webapp.webAclArn']]);
    expect(of('AWS::ElastiCache::ServerlessCache')).toMatchObject([
      { CacheUsageLimits: { DataStorage: { Maximum: 7 } } },
    ]);
  });

  test('RB8b RB10a RB10c the parameters: Auth0 and Sentry are among them, and CORS lets in the two web origins alone', () => {
    const values = of('AWS::SSM::Parameter').map(({ Name, Value }) => [Name.replace('/stg/bank/api/', ''), Value]);

    expect(Object.fromEntries(values)).toMatchObject({
      AUTH_DOMAIN: 'stg.eu.auth0.com',
      AUTH_AUDIENCE: 'urn:stg',
      CORS_ORIGIN_WHITELIST: 'https://app.stg.example,https://shop.stg.example',
      GRAPHQL_PUBLIC_URL: 'https://api.stg.example/api/graphql',
      NODE_ENV: 'production',
      PORT: '8123',
      SENTRY_DSN: 'https://0a@o1.ingest.sentry.io/2',
    });
  });

  test('RB7 the port of the database is open, and no other', () => {
    const ports = JSON.stringify([...of('AWS::EC2::SecurityGroupEgress'), ...of('AWS::EC2::SecurityGroup')]);

    expect(ports).toContain('"FromPort":5432');
    expect(ports).not.toContain('27017');
  });

  test('RB9e the policy of the sites names API and Auth0, and no placeholder', () => {
    const policies = of('AWS::CloudFront::ResponseHeadersPolicy').map((it) => JSON.stringify(it));

    expect(
      policies.filter((it) => it.includes('https://api.stg.example') && it.includes('stg.eu.auth0.com')),
    ).toHaveLength(2);
  });

  test('RB12b every alarm begins with the prefix, and every one that calls leads to the runbook', () => {
    const alarms = of('AWS::CloudWatch::Alarm');
    const calling = alarms.filter(({ AlarmActions }) => AlarmActions !== undefined);
    const runbooks = calling.map(({ AlarmDescription }) => JSON.stringify(AlarmDescription));

    expect(alarms.filter(({ AlarmName }) => !AlarmName.startsWith('stg-bank-'))).toEqual([]);
    expect(runbooks.length).toBeGreaterThan(10);
    expect(runbooks.filter((it) => !it.includes('https://wiki.stg.example/runbook'))).toEqual([]);
  });

  test('RB13 RB17 the environments that CI deploys from, and a plan that reads every stack', () => {
    const roles = JSON.stringify(resources.filter(({ stack }) => stack === 'deploy-roles'));

    expect(roles).toContain('repo:rl-bank@10000001/rl-bank-webapp@20000002:environment:live');
    expect(roles).toContain('rl-bank-infra@20000004:environment:compare');
    for (const name of ['api', 'cache', 'deploy-roles', 'images', 'settings', 'sites', 'sites-edge', 'watch']) {
      expect(roles).toContain(`stack/stg-bank-${name}/*`);
    }
  });

  test('RB8a nothing of the example is left: no decision stands outside the config', () => {
    expect(resources.filter((it) => JSON.stringify(it).includes('bank.example')).map(whatSays)).toEqual(
      resources.filter(({ Type }) => Type === 'AWS::SNS::Subscription').map(whatSays), // the mails, which were not changed
    );
  });
});

test('RB22 no task starts while something is missing, whatever desiredCount says; the plan names what it is', () => {
  const { of, plan } = readBank();

  expect(of('AWS::ECS::Service')).toMatchObject([{ Properties: { DesiredCount: 0 } }]);
  expect(plan.data.pendingInputs.values.map(({ target }: { target: string }) => target)).toEqual(
    expect.arrayContaining(['rl/bank/api/DB_URI', expect.stringMatching(/rl-bank-api:live$/)]),
  );
});

test('RB22 the tasks of the config start once nothing is missing, and are checked from outside', () => {
  const { of } = readBank({ 'api.launchPhase': 'first-start', 'api.desiredCount': 4 });

  expect(of('AWS::ECS::Service')).toMatchObject([{ Properties: { DesiredCount: 4 } }]);
  expect(of('AWS::Route53::HealthCheck')).toHaveLength(3);
});

test.each<[string, Changes, unknown[]]>([
  ['is what answers', RUNNING, ['api.bank.example/health', 'app.bank.example/', 'merchant.bank.example/']],
  ['is nothing while the API waits', {}, []],
  ['is nothing that the config does not ask for', OTHER, []],
  [
    'RB3c is not the API where its health check is not routed, which would page for ever',
    { ...RUNNING, ...PATHS, ...SCALING },
    ['app.bank.example/', 'merchant.bank.example/'],
  ],
  [
    'RB3c is the path that the config names',
    { ...RUNNING, ...PATHS, ...SCALING, 'api.uptimeCheckPath': '/api/health' },
    ['api.bank.example/api/health', 'app.bank.example/', 'merchant.bank.example/'],
  ],
])('RB12b checked from outside %s', (_, changes, checked) => {
  const checks = readBank(changes).of('AWS::Route53::HealthCheck');
  const urls = checks.map(({ Properties: { HealthCheckConfig: it } }) => {
    return `${it.FullyQualifiedDomainName}${it.ResourcePath}`;
  });

  expect(urls).toEqual(checked);
});

describe('RB21', () => {
  /** What a bank is made of: support workspace and account realism are nothing of it. */
  const TYPES = [
    'CertificateManager::Certificate CloudFront::Distribution CloudFront::Function CloudFront::OriginAccessControl',
    'CloudFront::ResponseHeadersPolicy CloudWatch::Alarm CloudWatch::CompositeAlarm CloudWatch::Dashboard',
    'Chatbot::SlackChannelConfiguration EC2::SecurityGroup EC2::SecurityGroupEgress EC2::SecurityGroupIngress',
    'ECR::Repository ECS::Cluster ECS::Service ECS::TaskDefinition ElastiCache::ServerlessCache',
    'ElasticLoadBalancingV2::Listener ElasticLoadBalancingV2::ListenerRule ElasticLoadBalancingV2::LoadBalancer',
    'ElasticLoadBalancingV2::TargetGroup Events::Rule IAM::Policy IAM::Role KMS::Key Logs::LogGroup Logs::MetricFilter',
    'Logs::QueryDefinition Route53::HealthCheck Route53::RecordSet S3::Bucket S3::BucketPolicy',
    'SecretsManager::Secret SNS::Subscription SNS::Topic SNS::TopicPolicy SSM::Parameter',
  ].flatMap((line) => line.split(' ').map((type) => `AWS::${type}`));

  test('RB21a support workspace and account realism add no resource', () => {
    expect(Object.keys(typesIn(readBank(RUNNING).of())).sort()).toEqual(TYPES.sort());
  });

  test('RB21b the log groups of the API are the only ones, whatever the database keeps', () => {
    const groups = readBank(RUNNING).of('AWS::Logs::LogGroup');

    expect(groups.map(({ Properties }) => Properties.LogGroupName)).toEqual([
      '/ecs/prd-rl-bank-api',
      '/aws/events/prd-rl-bank-api', // deployments of the service, which audit_logs has nothing to do with
    ]);
  });

  test('RB21c telephony adds no resource, exposed or not', () => {
    expect(readBank({ 'telephony.exposed': true }).templates).toEqual(readBank().templates);
  });
});

test('RB4 RB23 the tasks are in the private subnets, the load balancer in the public ones', () => {
  const propertiesOf = (type: string) => readBank().of(type)[0].Properties;
  const privateSubnets = ['subnet-0a1b2c3d4e5f60713', 'subnet-0a1b2c3d4e5f60714'];

  expect(propertiesOf('AWS::ECS::Service').NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual(privateSubnets);
  expect(propertiesOf('AWS::ElastiCache::ServerlessCache').SubnetIds).toEqual(privateSubnets);
  expect(propertiesOf('AWS::ElasticLoadBalancingV2::LoadBalancer').Subnets).toEqual([
    'subnet-0a1b2c3d4e5f60711',
    'subnet-0a1b2c3d4e5f60712',
  ]);
});

function whatSays({ stack, id, Type }: Found): string {
  return `${stack} ${id} ${Type}`;
}
