import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CellDomain, CellEnvironment, PlatformModule, ProductCell } from '../../src/cell';
import { LaunchPhase } from '../../src/service';
import { cellIn } from '../support/cell';
import { ACCOUNT, lambdasIn, newApp, resourcesOf } from '../support/cloud';

const { DEV, STAGING } = CellEnvironment;
const HUB = '222222222222';
const RUNNING = { launchPhase: LaunchPhase.RUNNING };

const app = newApp();
const prod = cellIn(app, {
  ...RUNNING,
  modules: [PlatformModule.TASKS],
  apiVersions: ['v2', 'v1'],
  customerOrigins: ['https://www.customer.example'],
  blockedCountries: ['KP'],
});
const dev = cellIn(app, { productName: 'acme-erp', environment: DEV }, 'Dev');
const europe = cellIn(
  app,
  {
    ...{ ...RUNNING, productName: 'beta', environment: STAGING, env: { account: ACCOUNT, region: 'eu-central-1' } },
    domain: CellDomain.subdomainOf('platform.example', { hubZoneId: 'Z0123456789ABCDEFGHIJ', hubAccount: HUB }),
  },
  'Europe',
);
const assembly = app.synth();
const stacksOf = (cell: string) => assembly.stacksRecursively.filter(({ stackName }) => stackName.startsWith(cell));

const propertiesOf = (stack: Stack, type: string) => resourcesOf(stack, type).map(({ Properties }) => Properties);
const only = (stack: Stack, type: string) => {
  const [properties, ...others] = propertiesOf(stack, type);
  expect(others).toEqual([]);
  return properties;
};

/** Newer releases of the CDK name this flag for each app with an export. */
const FLAG = '@aws-cdk/core:defaultCrossStackReferences';

const PARTS = ['data', 'images', 'module-files', 'module-teams', 'network', 'services', 'site', 'watch'];

/** What a cell below the domain of the hub has beside that. */
const ZONE = 'network-zone-beta-staging-platform-example';
const OF_HUB = [`hub-${ACCOUNT}`, ZONE];

describe('PC1 a cell', () => {
  test('is synthesized without a lookup, a Lambda function, a custom resource, a warning', () => {
    expect(assembly.manifest.missing ?? []).toEqual([]);
    expect(lambdasIn(app)).toEqual([]);
    const messages = assembly.stacksRecursively.flatMap((stack) => stack.messages);
    const ofOurs = messages.filter(({ level, entry }) => level !== 'info' && !String(entry.data).includes(FLAG));
    expect(ofOurs).toEqual([]);
  });

  test.each([
    ['acme-crm-prod', ['data-us-west-2', 'module-tasks']],
    ['beta-staging', [...OF_HUB, 'site-edge', 'watch-edge', 'module-files-edge', 'module-teams-edge']],
    ['acme-erp-dev', []],
  ])('%s has its own stacks, and those in other regions that it needs', (cell, others) => {
    const names = stacksOf(cell).map(({ stackName }) => stackName.slice(cell.length + 1));

    expect(names.sort()).toEqual([...PARTS, ...others, ''].sort());
  });

  test.each(['acme-crm-prod', 'beta-staging', 'acme-erp-dev'])('%s has a root that waits for all of them', (cell) => {
    const root = stacksOf(cell).find(({ stackName }) => stackName === cell)!;
    const below = stacksOf(cell).filter((stack) => stack !== root);
    const known = root.dependencies.map(({ id }) => id);

    expect(below.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]);
    expect(Object.keys(root.template.Resources)).toHaveLength(1);
  });

  test('says in a parameter what it is made of', () => {
    const { Name, Value } = only(prod, 'AWS::SSM::Parameter');

    expect(Name).toBe('/cells/acme-crm-prod');
    expect(JSON.parse(Value)).toMatchObject({
      environment: 'prod',
      domain: 'acme-crm.example',
      apiVersions: ['v1', 'v2'],
      modules: ['files', 'tasks', 'teams'],
    });
  });

  test('gives its stacks to what lives as long as it does, and refuses a part that it does not have', () => {
    const cell = cellIn(newApp(), { environment: DEV });
    new Bucket(cell.stackOf('data'), 'Reports');

    expect(resourcesOf(cell.stackOf('data'), 'AWS::S3::Bucket').length).toBeGreaterThan(2);
    expect(() => cell.stackOf('date')).toThrowProblem('cell/no-such-part', 'part', 'date', 'ProductCell');
  });

  test('keeps stacks with data from being deleted, but in dev', () => {
    const kept = (cell: string) =>
      stacksOf(cell)
        .filter(({ terminationProtection }) => terminationProtection)
        .map(({ stackName }) => stackName.slice(cell.length + 1));

    expect(kept('beta-staging').sort()).toEqual(['data', 'images', 'network', ZONE]);
    expect(kept('acme-erp-dev')).toEqual([]);
  });
});

describe('PC2 the data plane of a cell', () => {
  test('PC2a has private subnets in three zones, with a NAT gateway in each', () => {
    const network = prod.stackOf('network');
    expect(propertiesOf(network, 'AWS::EC2::NatGateway')).toHaveLength(3);
    const zones = propertiesOf(network, 'AWS::EC2::Subnet').map(({ AvailabilityZone }) =>
      JSON.stringify(AvailabilityZone),
    );
    expect(new Set(zones).size).toBe(3);
    expect(only(prod.stackOf('data'), 'AWS::RDS::DBSubnetGroup').SubnetIds).toHaveLength(3);
  });

  test('PC2b has a writer, and a reader that scales to three', () => {
    const data = prod.stackOf('data');
    const { MinCapacity, MaxCapacity } = only(data, 'AWS::RDS::DBCluster').ServerlessV2ScalingConfiguration;
    expect([MinCapacity, MaxCapacity]).toEqual([0.5, 128]);
    expect(propertiesOf(data, 'AWS::RDS::DBInstance')).toHaveLength(2);
    expect(only(data, 'AWS::ApplicationAutoScaling::ScalableTarget')).toMatchObject({ MinCapacity: 1, MaxCapacity: 3 });
  });

  test('PC2b PC2c PC2d PC2e PC10e gives services the addresses of all stores, and the owner to the migration alone', () => {
    const variables = variablesOf(prod.stackOf('services'));
    const ofServices = ['AURORA_WRITER_ENDPOINT', 'AURORA_READER_ENDPOINT', 'CACHE_URI', 'REDIS_HOST', 'FILES_BUCKET'];

    for (const service of ['ApiV1', 'ApiV2', 'Worker']) {
      expect(Object.keys(variables[service])).toEqual(expect.arrayContaining([...ofServices, 'DB_PASSWORD']));
      expect(Object.keys(variables[service])).not.toContain('APP_DB_PASSWORD');
    }
    expect(Object.keys(variables.Migration)).toEqual(expect.arrayContaining(['DB_PASSWORD', 'APP_DB_PASSWORD']));
  });

  test('PC2e backs up files and database, with a copy in another region', () => {
    expect(propertiesOf(prod.stackOf('data'), 'AWS::Backup::BackupPlan')[0].BackupPlan.BackupPlanRule).toEqual(
      expect.arrayContaining([expect.objectContaining({ CopyActions: [expect.anything()] })]),
    );
    expect(propertiesOf(dev.stackOf('data'), 'AWS::Backup::BackupPlan')).toEqual([]);
  });

  test('PC2f PC8 is reached through CloudFront and its firewall alone', () => {
    const [here, elsewhere] = [prod, europe].map((cell) => only(cell.stackOf('site'), 'AWS::CloudFront::Distribution'));
    expect(here.DistributionConfig.WebACLId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Firewall/), 'Arn'] });
    expect(elsewhere.DistributionConfig.WebACLId).toMatchObject({ 'Fn::GetStackOutput': { Region: 'us-east-1' } });
    expect(here.DistributionConfig.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.3_2025');
    expect(only(prod.stackOf('services'), 'AWS::ElasticLoadBalancingV2::LoadBalancer').Scheme).toBe('internal');
    const rules = only(prod.stackOf('site'), 'AWS::WAFv2::WebACL').Rules.map(({ Name }: { Name: string }) => Name);
    expect(rules).toEqual(
      expect.arrayContaining(['Countries', 'RateLimit', 'CommonRules', 'SqlInjection', 'BotControl']),
    );
  });

  test('PC2i has its names in a zone of its own, and its certificates after the record in the zone of the hub', () => {
    const hub = europe.stackOf('hub');
    const needs = (part: string) =>
      stacksOf('beta-staging')
        .find(({ stackName }) => stackName === `beta-staging-${part}`)!
        .dependencies.map(({ id }) => id);

    expect([hub.account, europe.domainName]).toEqual([HUB, 'beta-staging.platform.example']);
    expect(only(hub, 'AWS::Route53::RecordSet').Name).toBe('beta-staging.platform.example.');
    for (const part of ['services', 'site-edge']) {
      expect(needs(part)).toContain(hub.artifactId);
    }
    expect(needs('data')).not.toContain(hub.artifactId);
  });

  test('PC3b PC21 is migrated and rolled again when its modules change, once it runs', () => {
    const rerun = (cell: typeof prod) =>
      propertiesOf(cell.stackOf('services'), 'AWS::Events::Rule').filter(({ Targets: [{ Id }] }) => Id === 'Rerun');
    expect(rerun(dev)).toEqual([]);
    expect(rerun(prod).map(({ EventPattern }) => EventPattern)).toEqual([
      {
        ...{ source: ['aws.ssm'], 'detail-type': ['Parameter Store Change'] },
        detail: { name: [only(prod, 'AWS::SSM::Parameter').Name], operation: ['Create', 'Update'] },
      },
    ]);
  });

  test('PC2g PC3d PC14a has a dashboard, alarms that page, checks, and three objectives for each version', () => {
    const watch = prod.stackOf('watch');
    expect(only(watch, 'AWS::CloudWatch::Dashboard').DashboardName).toBe('acme-crm-prod');
    const composites = propertiesOf(watch, 'AWS::CloudWatch::CompositeAlarm').map(({ AlarmName }) => AlarmName);
    const names = [...composites, ...propertiesOf(watch, 'AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName)];
    for (const version of ['v1', 'v2']) {
      expect(names).toContain(`acme-crm-prod-api-${version}-available-FastBurn`);
      expect(names).toContain(`acme-crm-prod-api-${version}-fast-FastBurn`);
      expect(names).toContain(`acme-crm-prod-api-${version}-median-ResponseTimeHigh`);
    }
    expect(names).toEqual(
      expect.arrayContaining([expect.stringMatching(/-database-/), expect.stringMatching(/-worker-/)]),
    );
    const checks = [watch, prod.stackOf('module-tasks')].flatMap((stack) =>
      propertiesOf(stack, 'AWS::Route53::HealthCheck'),
    );
    expect(checks.map(({ HealthCheckConfig: it }) => it.FullyQualifiedDomainName + it.ResourcePath)).toEqual(
      ['v1/health', 'v2/health', 'v2/tasks/health'].map((path) => `api.acme-crm.example/${path}`), // a release rolls v2
    );
  });

  test('PC14c sends a share of the traces of each task to X-Ray, those of modules as well, and of none in dev', () => {
    const collectorsIn = (cell: ProductCell, part: string) =>
      propertiesOf(cell.stackOf(part), 'AWS::ECS::TaskDefinition').filter(
        ({ ContainerDefinitions: [, second] }) => second,
      );
    expect(collectorsIn(prod, 'services')).toHaveLength(3);
    expect(collectorsIn(prod, 'module-tasks')).toHaveLength(1);
    expect(variablesOf(prod.stackOf('services')).ApiV1.OTEL_TRACES_SAMPLER_ARG).toBe('0.05');
    expect(prod.pendingInputs.map(({ key }) => key)).toContain('telemetry.image');
    expect([...collectorsIn(dev, 'services'), ...collectorsIn(dev, 'module-files')]).toEqual([]);
  });

  test('PC14d has a query that follows the id of a request through the logs of API and worker', () => {
    const queries = propertiesOf(prod.stackOf('watch'), 'AWS::Logs::QueryDefinition');
    const [{ LogGroupNames, QueryString }] = queries.filter(({ Name }) => /Where did a request go/.test(Name));
    expect(new Set(LogGroupNames.map((it: unknown) => JSON.stringify(it))).size).toBe(3); // two versions and the worker
    expect(QueryString).toContain('filter @message like "1-');
  });

  test('PC10a PC10c keeps database, caches, secrets, files and backups under the key of the cell, behind TLS', () => {
    const data = prod.stackOf('data');
    const kms = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
    expect(only(data, 'AWS::RDS::DBCluster')).toMatchObject({ StorageEncrypted: true, KmsKeyId: kms });
    expect(only(data, 'AWS::ElastiCache::ServerlessCache')).toMatchObject({ KmsKeyId: kms });
    const queue = only(data, 'AWS::ElastiCache::ReplicationGroup');
    expect(queue).toMatchObject({ KmsKeyId: kms, TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' });
    expect(propertiesOf(data, 'AWS::SecretsManager::Secret').map(({ KmsKeyId }) => KmsKeyId)).toEqual([kms, kms]);
    expect(only(data, 'AWS::Backup::BackupVault').EncryptionKeyArn).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/Key/), 'Arn'],
    });
  });

  test('PC23 PC24 has /v1 and /v2 side by side, with TLS to the targets', () => {
    const config = only(prod.stackOf('site'), 'AWS::CloudFront::Distribution').DistributionConfig;
    const paths = config.CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern);
    expect(paths).toEqual(['/v1', '/v1/*', '/v2', '/v2/*']);
    const targets = propertiesOf(prod.stackOf('services'), 'AWS::ElasticLoadBalancingV2::TargetGroup');
    expect(targets.map(({ Protocol, HealthCheckPath }) => [Protocol, HealthCheckPath])).toEqual([
      ['HTTPS', '/v1/health'],
      ['HTTPS', '/v2/health'],
    ]);
  });

  test('PC16 answers at app. and api., and sites on other hosts may call the API and upload files', () => {
    const config = only(prod.stackOf('site'), 'AWS::CloudFront::Distribution').DistributionConfig;
    expect(config.Aliases).toEqual(['*.acme-crm.example']);
    const records = propertiesOf(prod.stackOf('site'), 'AWS::Route53::RecordSet').map(({ Name, Type }) => [Name, Type]);
    expect(records).toContainEqual(['*.acme-crm.example.', 'A']);
    const certificate = only(prod.stackOf('services'), 'AWS::CertificateManager::Certificate');
    expect(certificate.DomainName).toBe('*.acme-crm.example');

    const origins = ['https://app.acme-crm.example', 'https://www.customer.example'];
    expect(variablesOf(prod.stackOf('services')).ApiV1.CORS_ORIGINS).toBe(origins.join(','));
    const cors = propertiesOf(prod.stackOf('data'), 'AWS::S3::Bucket').flatMap((it) => it.CorsConfiguration ?? []);
    expect(cors.map(({ CorsRules: [{ AllowedOrigins }] }) => AllowedOrigins)).toEqual([origins]);
  });
});

describe('PC4 a cell for development', () => {
  test('is minimal: one NAT gateway, no reader, one task of each, a firewall that counts, no page', () => {
    expect(propertiesOf(dev.stackOf('network'), 'AWS::EC2::NatGateway')).toHaveLength(1);
    expect(propertiesOf(dev.stackOf('data'), 'AWS::RDS::DBInstance')).toHaveLength(1);
    expect(propertiesOf(dev.stackOf('services'), 'AWS::ApplicationAutoScaling::ScalableTarget')).toEqual([]);
    expect(propertiesOf(dev.stackOf('watch'), 'AWS::Route53::HealthCheck')).toEqual([]);
    const addresses = propertiesOf(dev.stackOf('watch'), 'AWS::SNS::Subscription').map(({ Endpoint }) => Endpoint);
    expect(new Set(addresses)).toEqual(new Set(['platform@platform.example']));
  });
  test('is smaller than production, where tasks scale from 2 to 10', () => {
    const limits = propertiesOf(prod.stackOf('services'), 'AWS::ApplicationAutoScaling::ScalableTarget');
    expect(limits.map(({ MinCapacity, MaxCapacity }) => [MinCapacity, MaxCapacity])).toEqual(Array(3).fill([2, 10]));
  });
});

/** The variables of each task, secrets included, by the service. */
function variablesOf(stack: Stack): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    propertiesOf(stack, 'AWS::ECS::TaskDefinition').map(({ Family, ContainerDefinitions: [container] }) => {
      const { Environment = [], Secrets = [] } = container;
      const entries = [...Environment, ...Secrets].map(({ Name, Value, ValueFrom }) => [Name, Value ?? ValueFrom]);
      return [Family.split('-').at(-1) === 'Task' ? 'Migration' : nameOf(Family), Object.fromEntries(entries)];
    }),
  );
}

function nameOf(family: string): string {
  return /-(ApiV\d|Worker|Migration)/.exec(family)?.[1] ?? family;
}
