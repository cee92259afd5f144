import { BankMvp } from '../../../src/bank';
import { bankOf, Changes, Found, planOf, resourcesIn, RUNNING, typesIn } from '../../support/bank';

const TASK = 'AWS::ECS::TaskDefinition';

describe('RB18 what the config says is in the templates', () => {
  const bank = bankOf({
    ...RUNNING,
    'api.image': '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/team/rl-bank-api:stable',
    'api.containerPort': 8123,
    'api.desiredCount': 3,
    'api.healthCheckPath': '/ready',
    'api.cpu': 1024,
    'api.memoryMiB': 4096,
    'api.logRetentionDays': 90,
    'api.settingsPath': 'stg/bank/api',
    'api.webAclArn': 'arn:aws:wafv2:ap-southeast-1:982233224911:regional/webacl/api/1',
    'webapp.bucketName': 'stg-webapp',
    'webapp.webAclArn': 'arn:aws:wafv2:us-east-1:982233224911:global/webacl/edge/1',
    'merchantPortal.bucketName': 'stg-portal',
    'auth0.domain': 'stg.eu.auth0.com',
    'auth0.audience': 'urn:stg',
    'domain.rootDomain': 'stg.example',
    'sentry.apiDsn': 'https://0a@o1.ingest.sentry.io/2',
    'cache.maxDataGigabytes': 7,
    'database.ports': [5432],
    runbookUrl: 'https://wiki.stg.example/runbook',
  });
  const resources = resourcesIn(bank);
  const of = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

  test('the image, from its repository', () => {
    expect(of('AWS::ECR::Repository')).toMatchObject([{ RepositoryName: 'team/rl-bank-api' }]);
    expect(JSON.stringify(of(TASK)[0].ContainerDefinitions[0].Image)).toMatch(/\/team\/rl-bank-api:stable"/);
  });

  test('the port, the count, the size and the health check', () => {
    const [{ ContainerDefinitions, Cpu, Memory }] = of(TASK);

    expect(ContainerDefinitions[0].PortMappings).toMatchObject([{ ContainerPort: 8123 }]);
    expect([Cpu, Memory]).toEqual(['1024', '4096']);
    expect(of('AWS::ECS::Service')).toMatchObject([{ DesiredCount: 3, LoadBalancers: [{ ContainerPort: 8123 }] }]);
    expect(of('AWS::ElasticLoadBalancingV2::TargetGroup')).toMatchObject([{ HealthCheckPath: '/ready' }]);
  });

  test('the buckets, the log group, the web ACLs, the cache', () => {
    const buckets = of('AWS::S3::Bucket').flatMap(({ BucketName = [] }) => BucketName);

    expect(buckets.sort()).toEqual(['stg-portal', 'stg-webapp']);
    expect(of('AWS::Logs::LogGroup')).toMatchObject([{ RetentionInDays: 90 }]);
    expect(of('AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
    expect(
      of('AWS::CloudFront::Distribution').flatMap(({ DistributionConfig: { WebACLId = [] } }) => WebACLId),
    ).toEqual(['arn:aws:wafv2:us-east-1:982233224911:global/webacl/edge/1']);
    expect(of('AWS::ElastiCache::ServerlessCache')).toMatchObject([
      { CacheUsageLimits: { DataStorage: { Maximum: 7 } } },
    ]);
  });

  test('RB8b RB10a the parameters, Auth0 and Sentry among them', () => {
    const values = of('AWS::SSM::Parameter').map(({ Name, Value }) => [Name.replace('/stg/bank/api/', ''), Value]);

    expect(Object.fromEntries(values)).toMatchObject({
      AUTH_DOMAIN: 'stg.eu.auth0.com',
      AUTH_AUDIENCE: 'urn:stg',
      GRAPHQL_PUBLIC_URL: 'https://api.stg.example/api/graphql',
      NODE_ENV: 'production',
      PORT: '8123',
      SENTRY_DSN: 'https://0a@o1.ingest.sentry.io/2',
    });
  });

  test('RB10c CORS lets in the two web origins and nobody else', () => {
    const [{ Value }] = of('AWS::SSM::Parameter').filter(({ Name }) => Name.endsWith('/CORS_ORIGIN_WHITELIST'));

    expect(Value).toBe('https://app.stg.example,https://merchant.stg.example');
  });

  test('RB7 the port of the database is open, and no other', () => {
    const ports = of('AWS::EC2::SecurityGroupEgress').concat(of('AWS::EC2::SecurityGroup'));

    expect(JSON.stringify(ports)).toContain('"FromPort":5432');
    expect(JSON.stringify(ports)).not.toContain('27017');
  });

  test('RB9e the policy of the sites names API, Auth0 and nothing of the document', () => {
    const policies = of('AWS::CloudFront::ResponseHeadersPolicy').map((it) => JSON.stringify(it));

    expect(
      policies.filter((it) => it.includes('https://api.stg.example') && it.includes('stg.eu.auth0.com')),
    ).toHaveLength(2);
  });

  test('RB12b the runbook', () => {
    const alarms = of('AWS::CloudWatch::Alarm')
      .filter(({ AlarmActions }) => AlarmActions !== undefined)
      .map(({ AlarmDescription }) => JSON.stringify(AlarmDescription));

    expect(alarms.length).toBeGreaterThan(10);
    expect(alarms.filter((it) => !it.includes('https://wiki.stg.example/runbook'))).toEqual([]);
  });

  test('and nothing of the example is left', () => {
    expect(resources.filter((it) => JSON.stringify(it).includes('bank.example')).map(whatSays)).toEqual(
      resources.filter(({ Type }) => Type === 'AWS::SNS::Subscription').map(whatSays), // the mails, which were not changed
    );
  });
});

describe('RB22 how many tasks', () => {
  const service = (changes: Changes) => resourcesIn(bankOf(changes), 'AWS::ECS::Service')[0].Properties;

  test.each([1, 2, 9])('none while something is missing, whatever desiredCount says: %i', (desiredCount) => {
    expect(service({ 'api.desiredCount': desiredCount }).DesiredCount).toBe(0);
  });

  test('while something is missing the plan names it', () => {
    const { toFill } = planOf(bankOf({ createResources: false })).data;

    expect(toFill.values.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['rl/bank/api/DB_URI', expect.stringMatching(/rl-bank-api:live$/)]),
    );
  });

  test.each(['starting', 'running'])('those of the config once nothing is missing: %s', (readiness) => {
    expect(service({ 'api.readiness': readiness, 'api.desiredCount': 4 }).DesiredCount).toBe(4);
  });

  const scaling = { 'api.scaling': { minTasks: 2, maxTasks: 6 } };

  test('with scaling it says how many start', () => {
    expect(service({ 'api.readiness': 'starting', ...scaling }).DesiredCount).toBe(2);
  });

  test('with scaling nobody but scaling says how many run', () => {
    expect(service({ ...RUNNING, ...scaling })).not.toHaveProperty('DesiredCount');
  });
});

describe('RB12b checked from outside', () => {
  const checks = (changes: Changes) =>
    resourcesIn(bankOf(changes), 'AWS::Route53::HealthCheck').map(({ Properties: { HealthCheckConfig: it } }) => {
      return `${it.FullyQualifiedDomainName}${it.ResourcePath}`;
    });

  test('is what answers', () => {
    expect(checks(RUNNING)).toEqual(['api.bank.example/health', 'app.bank.example/', 'merchant.bank.example/']);
    expect(checks({ 'api.readiness': 'starting' })).toHaveLength(3);
  });

  test('is nothing while the API waits, and nothing that was not asked for', () => {
    expect(checks({})).toEqual([]);
    expect(checks({ ...RUNNING, uptimeCheck: false })).toEqual([]);
  });

  test('RB3c is GraphQL where health is not routed', () => {
    expect(checks({ ...RUNNING, 'api.routing': ['/api', '/api/*'] })[0]).toMatch(/^api\.bank\.example\/api\/graphql\?/);
  });
});

describe('RB21', () => {
  /** What a bank is made of: support workspace and account realism are nothing of it. */
  const TYPES = [
    'CertificateManager::Certificate CloudFront::Distribution CloudFront::Function CloudFront::OriginAccessControl',
    'CloudFront::ResponseHeadersPolicy CloudWatch::Alarm CloudWatch::CompositeAlarm CloudWatch::Dashboard',
    'Chatbot::SlackChannelConfiguration EC2::SecurityGroup EC2::SecurityGroupEgress EC2::SecurityGroupIngress',
    'ECR::Repository ECS::Cluster ECS::Service ECS::TaskDefinition ElastiCache::ServerlessCache',
    'ElasticLoadBalancingV2::Listener ElasticLoadBalancingV2::ListenerRule ElasticLoadBalancingV2::LoadBalancer',
    'ElasticLoadBalancingV2::TargetGroup Events::Rule IAM::Policy IAM::Role KMS::Key Logs::LogGroup',
    'Logs::QueryDefinition Route53::HealthCheck Route53::RecordSet S3::Bucket S3::BucketPolicy',
    'SecretsManager::Secret SNS::Subscription SNS::Topic SNS::TopicPolicy SSM::Parameter',
  ].flatMap((line) => line.split(' ').map((type) => `AWS::${type}`));

  test('RB21a support workspace and account realism add no resource', () => {
    expect(Object.keys(typesIn(resourcesIn(bankOf(RUNNING)))).sort()).toEqual(TYPES.sort());
  });

  test('RB21b the log group of the API is the only one, whatever the database keeps', () => {
    const groups = resourcesIn(bankOf(RUNNING), 'AWS::Logs::LogGroup');

    expect(groups.map(({ Properties }) => Properties.LogGroupName)).toEqual(['/ecs/prd-rl-bank-api']);
  });

  test('RB21c telephony adds no resource, exposed or not', () => {
    const made = (exposed: boolean) => resourcesIn(bankOf({ 'telephony.exposed': exposed })).map(whatSays);

    expect(made(true)).toEqual(made(false));
  });
});

test('RB4 RB23 the tasks are in the private subnets, the load balancer in the public ones', () => {
  const bank: BankMvp = bankOf();
  const [service] = resourcesIn(bank, 'AWS::ECS::Service');
  const [balancer] = resourcesIn(bank, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const [cache] = resourcesIn(bank, 'AWS::ElastiCache::ServerlessCache');
  const isPrivate = ['subnet-0a1b2c3d4e5f60713', 'subnet-0a1b2c3d4e5f60714'];

  expect(service.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual(isPrivate);
  expect(cache.Properties.SubnetIds).toEqual(isPrivate);
  expect(balancer.Properties.Subnets).toEqual(['subnet-0a1b2c3d4e5f60711', 'subnet-0a1b2c3d4e5f60712']);
});

function whatSays({ stack, id, Type }: Found): string {
  return `${stack} ${id} ${Type}`;
}
