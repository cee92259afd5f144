import { App } from 'aws-cdk-lib';
import { stagesOf } from '../../examples/retail-enterprise/stages';
import { NetworkConnection } from '../../src/network';
import {
  environmentOf,
  idOf,
  manifest,
  production,
  resourcesIn,
  staging,
  System,
  templates,
} from '../support/retail-enterprise';
import { inOneOrder } from '../support/snapshots';
import { columnOf, countedIn } from '../support/systems-page';

jest.setTimeout(60_000);

test('FE1 the templates of production are what was read by eye', () => {
  expect(inOneOrder(templates)).toMatchSnapshot();
});

test('production has what docs/systems.md counts', () => {
  expect(columnOf('retail enterprise')).toEqual(countedIn(production.stacks));
});

test('FE1 both stages are synthesized without a lookup', () => {
  expect(manifest.missing).toBeUndefined();
});

test('FE1 the nine subnets have the CIDR blocks of the brief', () => {
  const blocks = Object.values(resourcesIn(production, 'EC2::Subnet')).map(({ CidrBlock }) => CidrBlock);

  expect(blocks).toEqual([0, 1, 2, 10, 11, 12, 20, 21, 22].map((third) => `10.0.${third}.0/24`));
});

test('FE1d each tier is a stack, deployed after those below it, and what lies in us-east-1 before its readers', () => {
  const { stacks } = production;
  const after = stacks.map(({ displayName, dependencies }) => {
    const known = stacks.filter((it) => dependencies.some(({ id }) => id === it.id));
    return [displayName, known.map((it) => it.displayName)].flat().map((it) => it.replace(/.*-production-|\)$/g, ''));
  });

  expect(Object.fromEntries(after.map(([stack, ...others]) => [stack, others.sort()]))).toMatchObject({
    network: [],
    'data-edge': [],
    'web-edge': [],
    settings: [],
    data: ['data-edge', 'network'],
    app: ['data', 'network', 'settings'],
    integration: ['data', 'network', 'settings'],
    web: ['app', 'web-edge'],
    watch: ['app', 'data', 'integration', 'network', 'web', 'web-edge'],
  });
});

test('FE1d the VPC and its subnets are all that an export holds', () => {
  const exported = Object.values(templates).flatMap(({ Outputs = {} }) => {
    return Object.entries<any>(Outputs).flatMap(([name, { Export }]) => (Export ? [name.slice(0, -16)] : []));
  });
  const subnets = ['App', 'Data'].flatMap((tier) => [1, 2, 3].map((zone) => `Network${tier}Subnet${zone}Subnet`));

  expect(exported.map((it) => it.replace('ExportsOutputRef', '')).sort()).toEqual(['Network', ...subnets].sort());
});

test('FE1 FE3 database and Redis are in the data tier, tasks and the load balancer behind CloudFront in the app tier', () => {
  const tierOf = (subnets: unknown) => [...new Set(JSON.stringify(subnets).match(/(App|Data|Public)(?=Subnet\d)/g))];
  const services = Object.values(resourcesIn(production, 'ECS::Service'));
  const [loadBalancer] = Object.values(resourcesIn(production, 'ElasticLoadBalancingV2::LoadBalancer'));

  expect(tierOf(resourcesIn(production, 'RDS::DBSubnetGroup'))).toEqual(['Data']);
  expect(tierOf(resourcesIn(production, 'ElastiCache::SubnetGroup'))).toEqual(['Data']);
  expect(tierOf(services.map((it) => it.NetworkConfiguration))).toEqual(['App']);
  expect([loadBalancer.Scheme, tierOf(loadBalancer.Subnets)]).toEqual(['internal', ['App']]);
});

test('FE2 each hop admits the one before it, and no range of addresses', () => {
  const rules = Object.values(resourcesIn(production, 'EC2::SecurityGroupIngress'));
  const admitted = rules.map(({ FromPort, ToPort, GroupId, SourceSecurityGroupId, SourcePrefixListId, CidrIp }) => {
    expect([ToPort, CidrIp]).toEqual([FromPort, undefined]);
    const client = SourceSecurityGroupId ? idOf(SourceSecurityGroupId) : SourcePrefixListId;
    return `${client} -> ${idOf(GroupId)}:${FromPort}`.replaceAll('SecurityGroup', '');
  });
  const inline = Object.values(resourcesIn(production, 'EC2::SecurityGroup')).flatMap((it) => it.SecurityGroupIngress);

  expect(inline.filter((it) => it)).toEqual([]);
  expect(admitted.sort()).toEqual([
    'Api -> Database:3306',
    'Api -> Redis:6379',
    'DatabaseRotation -> Database:3306',
    'LoadBalancerLoadBalancer -> Api:3000',
    'LoadBalancerLoadBalancer -> Reports:3000',
    'MigrationTask -> Database:3306',
    'Reports -> Database:3306',
    'Worker -> Database:3306',
    'pl-82a045eb -> LoadBalancerLoadBalancer:443', // CloudFront, in us-west-2
  ]);
});

test('FE3a FE3c MySQL is of a version in standard support, and database, Redis and files are encrypted', () => {
  const { Database } = resourcesIn(production, 'RDS::DBInstance');
  const [redis] = Object.values(resourcesIn(production, 'ElastiCache::ReplicationGroup'));
  const buckets = Object.values(resourcesIn(production, 'S3::Bucket'));

  expect(Database).toMatchObject({
    Engine: 'mysql',
    EngineVersion: expect.stringMatching(/^8\.4/),
    StorageEncrypted: true,
  });
  expect(redis).toMatchObject({ AtRestEncryptionEnabled: true, TransitEncryptionEnabled: true });
  expect(buckets.filter(({ BucketEncryption }) => BucketEncryption === undefined)).toEqual([]);
});

test('FE3b FE3d reports read the replica and are the only ones that write files', () => {
  const { DB_HOST, FILES_BUCKET } = environmentOf('Reports');
  const database = resourcesIn(production, 'RDS::DBInstance')[idOf(DB_HOST)];
  const policies = Object.entries(resourcesIn(production, 'IAM::Policy'));

  expect(database).toHaveProperty('SourceDBInstanceIdentifier');
  expect(idOf(FILES_BUCKET)).toMatch(/^Reports/);
  expect(policies.filter(([, it]) => JSON.stringify(it).includes('"s3:')).map(([id]) => id)).toEqual([
    'ReportsTaskRoleDefaultPolicy',
    'ShopRolesSitePublishshopRoleDefaultPolicy', // of CI, for the shop
  ]);
  expect(resourcesIn(production, 'RDS::DBInstance')[idOf(environmentOf('Api').DB_HOST)]).toHaveProperty(
    'MultiAZ',
    true,
  );
});

test('FE6 no code runs but that of the partners and of AWS, which rotates the passwords of the owner and of each user', () => {
  const types = Object.values(templates).flatMap(({ Resources }) =>
    Object.values<any>(Resources).map(({ Type }) => Type),
  );
  const rotations = Object.entries(resourcesIn(production, 'SecretsManager::RotationSchedule'));

  const functions = Object.values(resourcesIn(production, 'Lambda::Function'));

  expect(functions.map(({ Handler }) => Handler)).toEqual(['authorizer.handler', 'worker.handler']);
  expect(types.filter((type) => /Custom/.test(type))).toEqual([]);
  expect(rotations.map(([id, it]) => [id, it.RotationRules.AutomaticallyAfterDays])).toEqual([
    ['DatabaseOwnerRotation', 7],
    ['DatabaseUsersappRotation', 30],
    ['DatabaseUsersintegrationRotation', 30],
    ['DatabaseUsersreportsRotation', 30],
  ]);
  expect(rotations.filter(([, it]) => it.HostedRotationLambda === undefined)).toEqual([]);
});

test('FE7 CI releases the API by its migration, rolls reports and publishes the shop, each with a role that may do nothing else', () => {
  const names = Object.values(resourcesIn(production, 'IAM::Role')).flatMap(({ RoleName }) => RoleName ?? []);

  expect(names.map((it) => it.replace('retail-production-', '')).sort()).toEqual([
    ...['api-push-image', 'api-release-service', 'publish-shop', 'reports-push-image', 'reports-roll-service'],
  ]);
});

test('FE7 each service rolls a failed deployment back', () => {
  const services = Object.values(resourcesIn(production, 'ECS::Service'));

  expect(services.map((it) => it.DeploymentConfiguration.DeploymentCircuitBreaker)).toEqual(
    Array(2).fill({ Enable: true, Rollback: true }),
  );
});

test('FE1a FE8a staging is production but for the sizes: NAT gateways, standby, replica of Redis and tasks', () => {
  const sizesOf = (system: System) => {
    const { Database } = resourcesIn(system, 'RDS::DBInstance');
    const [redis] = Object.values(resourcesIn(system, 'ElastiCache::ReplicationGroup'));
    return {
      natGateways: Object.keys(resourcesIn(system, 'EC2::NatGateway')).length,
      ...{ instanceClass: Database.DBInstanceClass, multiAz: Database.MultiAZ },
      redis: [redis.CacheNodeType, redis.NumCacheClusters],
      tasks: Object.values(resourcesIn(system, 'ECS::Service')).map(({ DesiredCount }) => DesiredCount),
    };
  };
  const typesOf = (system: System) => {
    const resources = Object.values(system.templates).flatMap(({ Resources }) => Object.values<any>(Resources));
    return [...new Set(resources.map(({ Type }) => Type))].sort();
  };

  const alone = typesOf(production).filter((type) => !typesOf(staging).includes(type));

  expect(typesOf(staging).filter((type) => !typesOf(production).includes(type))).toEqual([]);
  expect(alone.filter((type) => !/^AWS::Backup::/.test(type))).toEqual(['AWS::ApiGateway::Account']); // an account has one
  expect(sizesOf(production)).toEqual({
    ...{ natGateways: 3, instanceClass: 'db.m7g.large', multiAz: true, redis: ['cache.m7g.large', 2], tasks: [3, 3] },
  });
  expect(sizesOf(staging)).toEqual({
    ...{ natGateways: 1, instanceClass: 'db.t4g.medium', multiAz: false, redis: ['cache.t4g.small', 1], tasks: [1, 1] },
  });
});

test('FE8b the database of staging is a copy of production: RDS takes name and owner from its snapshot', () => {
  const [live, copy] = [production, staging].map((system) => resourcesIn(system, 'RDS::DBInstance').Database);

  expect(live).not.toHaveProperty('DBSnapshotIdentifier');
  expect(copy).toMatchObject({ DBSnapshotIdentifier: 'retail-production-for-staging' });
  expect([copy.DBName, copy.MasterUsername]).toEqual([undefined, undefined]);
  expect([live, copy].map((it) => it.BackupRetentionPeriod)).toEqual([30, 1]); // what the copy has before persons are removed
  expect(resourcesIn(staging, 'Backup::BackupVault')).toEqual({});
});

test('FE8b before the tasks of staging personal data is removed, and in production nothing is', () => {
  const [live, copy] = [production, staging].map((system) => {
    const [container] = resourcesIn(system, 'ECS::TaskDefinition').MigrationTaskTaskDefinition.ContainerDefinitions;
    const stage = container.Environment.find(({ Name }: any) => Name === 'STAGE').Value;
    return [container.Command, stage];
  });

  expect(live).toEqual([['./migrate/migrate.sh'], 'retail-production']);
  expect(copy).toEqual([['./migrate/sanitize-and-migrate.sh'], 'retail-staging']);
});

test.each([
  ['10.0.10.0/24', 'the App subnet 10.0.10.0/24 in us-west-2a'],
  ['10.0.20.0/24', 'the Data subnet 10.0.20.0/24 in us-west-2a'],
  ...[30, 40, 60].map((vlan) => [`10.0.${vlan}.0/24`, 'the VPC, 10.0.0.0/16']),
])('FE9 a connection to the VLAN %s of the office is refused, as it overlaps %s', (range, what) => {
  const office = NetworkConnection.virtualPrivateGateway('vgw-0123456789abcdef0', { ranges: [range] });

  expect(() => production.network.addConnection('Office', office)).toThrow(`"${range}", but cannot overlap ${what}:`);
});

test('FE10 FE8c one distribution with TLS 1.3 serves shop and API, and the firewall of us-east-1 is in front of both', () => {
  const [{ DistributionConfig }] = Object.values(resourcesIn(production, 'CloudFront::Distribution'));
  const [{ VpcOriginEndpointConfig }] = Object.values(resourcesIn(production, 'CloudFront::VpcOrigin'));
  const [api] = DistributionConfig.CacheBehaviors;
  const origin = DistributionConfig.Origins.find(({ Id }: any) => Id === api.TargetOriginId);

  expect([api.PathPattern, origin.DomainName]).toEqual(['/api/*', 'api.shop.retail.example']);
  expect(idOf(VpcOriginEndpointConfig.Arn)).toMatch(/^LoadBalancer/);
  expect(DistributionConfig.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.3_2025');
  expect(DistributionConfig.WebACLId['Fn::GetStackOutput'].StackName).toBe('retail-production-web-edge');
});

test('FE10 the firewall in front of shop and API blocks SQL injection, cross-site scripting and clients with too many requests', () => {
  const acls = Object.values(resourcesIn(production, 'WAFv2::WebACL'));
  const { Rules } = acls.find(({ Scope }) => Scope === 'CLOUDFRONT');
  const rules = new Map<string, any>(Rules.map((rule: any) => [rule.Name, rule]));
  const groupOf = (name: string) => rules.get(name).Statement.ManagedRuleGroupStatement.Name;

  expect(['SqlInjection', 'CommonRules'].map(groupOf)).toEqual([
    'AWSManagedRulesSQLiRuleSet',
    'AWSManagedRulesCommonRuleSet',
  ]);
  expect(rules.get('RateLimit')).toMatchObject({
    Action: { Block: {} },
    Statement: { RateBasedStatement: { Limit: 2000 } },
  });
});

test('FE11 what partners send waits in a queue, and partners know the addresses of the calls to them', () => {
  const methods = Object.values(resourcesIn(production, 'ApiGateway::Method'));
  const { Worker } = Object.fromEntries(
    Object.entries(resourcesIn(production, 'Lambda::Function')).map(([id, it]) => [id.replace('Function', ''), it]),
  );
  const { AllowListAddresses } = templates.network.Outputs;

  expect(methods.map(({ HttpMethod, Integration }) => [HttpMethod, JSON.stringify(Integration.Uri)])).toEqual(
    Array(3).fill(['POST', expect.stringContaining(':sqs:path/')]),
  );
  expect(JSON.stringify(Worker.VpcConfig.SubnetIds)).toMatch(/AppSubnet1.*AppSubnet2.*AppSubnet3/);
  expect(JSON.stringify(AllowListAddresses.Value).match(/GetAtt|Ref/g)).toHaveLength(3);
});

test.each(['prod', '', 'staging,live'])('the retail enterprise refuses the stages %j', (stages) => {
  expect(() => stagesOf(new App({ context: { stages } }).node)).toThrow('must be of: production, staging');
});
