import { Stack } from 'aws-cdk-lib';
import { productCell } from './product-cell';
import { lambdasIn, newApp, resourcesOf } from '../support/cloud';
import { columnOf, countedIn } from '../support/systems-page';

const app = newApp();
const prod = productCell(app, { region: 'us-east-1', environment: 'prod' });
const dev = productCell(app, { region: 'us-east-1', environment: 'dev' });
const europe = productCell(app, { region: 'eu-central-1', environment: 'prod' });
const assembly = app.synth();

/** The stacks of a cell, those that the constructs add in other regions included. */
const stacksOf = (cell: string) => assembly.stacksRecursively.filter(({ stackName }) => stackName.startsWith(cell));
const CELLS = ['acme-prod-us-east-1', 'acme-dev-us-east-1', 'acme-prod-eu-central-1'];

const propertiesOf = (stack: Stack, type: string) => resourcesOf(stack, type).map(({ Properties }) => Properties);
const only = (stack: Stack, type: string) => {
  const [properties, ...others] = propertiesOf(stack, type);
  expect(others).toEqual([]);
  return properties;
};

/** What newer releases of the CDK say of each app with an export: which flag decides. */
const FLAG = '@aws-cdk/core:defaultCrossStackReferences';

describe('PC2 the data plane of a product cell', () => {
  test('has what docs/systems.md counts', () => {
    expect(columnOf('product cell')).toEqual(countedIn(stacksOf('acme-prod-eu-central-1')));
  });

  test('is synthesized without a lookup, a Lambda function, a custom resource, a warning', () => {
    expect(assembly.manifest.missing ?? []).toEqual([]);
    expect(lambdasIn(app)).toEqual([]);
    const messages = assembly.stacksRecursively.flatMap((stack) => stack.messages);
    const ofOurs = messages.filter(({ level, entry }) => level !== 'info' && !String(entry.data).includes(FLAG));
    expect(ofOurs).toEqual([]);
  });

  test('has its own stacks alone in us-east-1, and twins of the copy, the edge and its alarms elsewhere', () => {
    const names = (cell: string) => stacksOf(cell).map(({ stackName }) => stackName.slice(cell.length + 1));
    const own = ['data', 'network', 'services', 'site', 'watch'];

    expect(names('acme-prod-us-east-1').sort()).toEqual([...own, 'data-us-west-2'].sort());
    expect(names('acme-prod-eu-central-1').sort()).toEqual(
      [...own, 'data-eu-west-1', 'site-edge', 'watch-edge'].sort(),
    );
  });

  test('exports the subnets and the VPC, which cannot be replaced in use, and nothing else', () => {
    const exported = stacksOf('acme-prod-us-east-1').flatMap(({ template }) => {
      const outputs = Object.values(template.Outputs ?? {}) as Array<{ Export?: { Name: string } }>;
      return outputs.flatMap((it) => it.Export?.Name.replace(/^acme-prod-us-east-1-/, '') ?? []);
    });

    expect(exported.map((name) => name.replace(/[0-9A-F]{16}$/, '')).sort()).toEqual([
      'network:ExportsOutputRefNetwork',
      ...[1, 2, 3].map((zone) => `network:ExportsOutputRefNetworkAppSubnet${zone}Subnet`),
      ...[1, 2, 3].map((zone) => `network:ExportsOutputRefNetworkDataSubnet${zone}Subnet`),
    ]);
  });

  test('PC2a PC2b has three zones, a writer, and a reader that scales to three', () => {
    expect(resourcesOf(prod.network, 'AWS::EC2::NatGateway')).toHaveLength(3);
    expect(only(prod.data, 'AWS::RDS::DBSubnetGroup').SubnetIds).toHaveLength(3);
    const { MinCapacity, MaxCapacity } = only(prod.data, 'AWS::RDS::DBCluster').ServerlessV2ScalingConfiguration;
    expect([MinCapacity, MaxCapacity]).toEqual([0.5, 128]);
    expect(resourcesOf(prod.data, 'AWS::RDS::DBInstance')).toHaveLength(2);
    expect(only(prod.data, 'AWS::ApplicationAutoScaling::ScalableTarget')).toMatchObject({
      MinCapacity: 1,
      MaxCapacity: 3,
    });
  });

  test('PC2b PC2c PC2e PC10e PC12b gives services the addresses of all stores, and the owner to the migration alone', () => {
    const variables = Object.fromEntries(
      propertiesOf(prod.services, 'AWS::ECS::TaskDefinition').map(({ Family, ContainerDefinitions: [container] }) => {
        const { Environment = [], Secrets = [] } = container;
        return [Family.split('-')[1], [...Environment, ...Secrets].map(({ Name }: { Name: string }) => Name)];
      }),
    );
    const ofServices = ['AURORA_WRITER_ENDPOINT', 'AURORA_READER_ENDPOINT', 'CACHE_URI', 'REDIS_HOST', 'FILES_BUCKET'];

    for (const service of ['ApiV1', 'ApiV2', 'Worker']) {
      expect(variables[service]).toEqual(expect.arrayContaining([...ofServices, 'PERMISSIONS_URL', 'DB_PASSWORD']));
      expect(variables[service]).not.toContain('APP_DB_PASSWORD');
    }
    expect(variables.Migration).toEqual(expect.arrayContaining(['DB_PASSWORD', 'APP_DB_USER', 'APP_DB_PASSWORD']));
  });

  test('PC2f PC8 is reached through CloudFront and its firewall alone', () => {
    const edge = [prod.site, europe.site].map((site) => only(site, 'AWS::CloudFront::Distribution').DistributionConfig);
    expect(edge[0].WebACLId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Firewall/), 'Arn'] });
    expect(edge[1].WebACLId).toMatchObject({ 'Fn::GetStackOutput': { Region: 'us-east-1' } });
    expect(only(prod.services, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Scheme).toBe('internal');
    const rules = only(prod.site, 'AWS::WAFv2::WebACL').Rules.map(({ Name }: { Name: string }) => Name);
    expect(rules).toEqual(
      expect.arrayContaining(['Countries', 'RateLimit', 'CommonRules', 'SqlInjection', 'BotControl']),
    );
  });

  test('PC10a PC10c keeps database, caches, secrets, files and backups under keys, behind TLS', () => {
    const kms = { 'Fn::GetAtt': [expect.stringMatching(/Key/), 'Arn'] };
    expect(only(prod.data, 'AWS::RDS::DBCluster')).toMatchObject({ StorageEncrypted: true, KmsKeyId: kms });
    expect(only(prod.data, 'AWS::ElastiCache::ServerlessCache')).toMatchObject({ KmsKeyId: kms });
    const queue = only(prod.data, 'AWS::ElastiCache::ReplicationGroup');
    expect(queue).toMatchObject({ KmsKeyId: kms, TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' });
    expect(propertiesOf(prod.data, 'AWS::SecretsManager::Secret').map(({ KmsKeyId }) => KmsKeyId)).toEqual([kms, kms]);
    expect(only(prod.data, 'AWS::Backup::BackupVault').EncryptionKeyArn).toEqual(kms);
  });

  test('PC23 PC24 has /v1 and /v2 side by side with TLS to the targets, and TLS between services', () => {
    const behaviors = only(prod.site, 'AWS::CloudFront::Distribution').DistributionConfig.CacheBehaviors;
    expect(behaviors.map(({ PathPattern }: any) => PathPattern)).toEqual(['/v1', '/v1/*', '/v2', '/v2/*']);
    const targets = propertiesOf(prod.services, 'AWS::ElasticLoadBalancingV2::TargetGroup');
    expect(targets.map(({ Protocol }) => Protocol)).toEqual(['HTTPS', 'HTTPS']);
    const offered = propertiesOf(prod.services, 'AWS::ECS::Service').flatMap(
      (it) => it.ServiceConnectConfiguration.Services,
    );
    expect(offered.filter(Boolean)).toMatchObject([{ Tls: { IssuerCertificateAuthority: expect.anything() } }]);
  });
});

describe('PC2j two cells in one account', () => {
  test.each(CELLS)('%s refers to no other, and depends on none', (cell) => {
    const others = CELLS.filter((other) => other !== cell);
    const text = JSON.stringify(
      stacksOf(cell).map(({ template, dependencies }) => [template, dependencies.map(({ id }) => id)]),
    );

    expect(others.filter((other) => text.includes(other) || text.includes(other.replace(/-/g, '')))).toEqual([]);
  });

  test('have no name of a resource in common, in a region or where an account has it once', () => {
    const names = assembly.stacksRecursively.flatMap(({ stackName, environment, template }) => {
      const cell = CELLS.find((it) => stackName.startsWith(it))!;
      return Object.values(template.Resources as Record<string, { Type: string; Properties?: object }>).flatMap(
        (it) => {
          const place = /^AWS::(IAM|CloudFront)::/.test(it.Type) ? 'global' : environment.region;
          const own = Object.entries(it.Properties ?? {}).filter(([key]) => isName(it.Type, key));
          const given = own.filter(([, value]) => typeof value === 'string'); // others are made up by CloudFormation
          return given.map(([key, value]) => ({ cell, name: [place, it.Type, key, value].join() }));
        },
      );
    });
    const cellsOf = new Map<string, Set<string>>();
    names.forEach(({ cell, name }) => cellsOf.set(name, (cellsOf.get(name) ?? new Set()).add(cell)));

    expect(names.map(({ name }) => name.split(',')[1])).toEqual(expect.arrayContaining(NAMED));
    expect([...cellsOf].filter(([, cells]) => cells.size > 1).map(([name]) => name)).toEqual([]);
  });
});

/** What would collide, among others: log groups of firewalls, vaults and caches. */
const NAMED = [
  'AWS::Logs::LogGroup',
  'AWS::Backup::BackupVault',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::SNS::Topic',
];

function isName(type: string, key: string): boolean {
  const notOfTheResource = /^(Metric|Database|User|Policy)Name$/.test(key) || type === 'AWS::ElastiCache::User';
  const isIdentifier = /^(Family|(DBCluster|DBInstance)Identifier|ReplicationGroupId|UserGroupId|UserId)$/.test(key);
  return (isIdentifier && !/ParameterGroup$/.test(type)) || (/Name$/.test(key) && !notOfTheResource);
}

describe('PC4 a cell for development', () => {
  test('differs by one value, and is smaller', () => {
    expect(resourcesOf(dev.network, 'AWS::EC2::NatGateway')).toHaveLength(1);
    expect(only(dev.data, 'AWS::RDS::DBCluster').ServerlessV2ScalingConfiguration).toEqual({
      MinCapacity: 0,
      MaxCapacity: 4,
      SecondsUntilAutoPause: 600,
    });
    const limits = propertiesOf(dev.services, 'AWS::ApplicationAutoScaling::ScalableTarget');
    expect(limits.map(({ MinCapacity, MaxCapacity }) => [MinCapacity, MaxCapacity])).toEqual(Array(3).fill([1, 2]));
  });
});
