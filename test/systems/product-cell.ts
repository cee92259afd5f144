import { App, Duration, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { ApplicationProtocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ServiceBinding } from '../../src/core';
import { AuroraPostgresCluster, DataBackup, FileStore, RedisReplicationGroup, ValkeyCache } from '../../src/data';
import { EdgeFirewall, FirewallMode, FirewallScope } from '../../src/edge';
import { BankDns, HostedZoneSource, NetworkEgress, ThreeTierNetwork } from '../../src/network';
import { AlarmTarget, BankObservability } from '../../src/observability';
import {
  ApiDomain,
  ApiExposure,
  ApiRouting,
  BankApiService,
  ImageRepository,
  InternalService,
  LaunchPhase,
  SharedLoadBalancer,
  StandaloneTask,
  WorkerService,
} from '../../src/service';
import { SiteDomain, SpaToolchain, StaticSpaSite } from '../../src/site';

/** The data plane of a product, as a platform team would write it with the constructs alone. */
export function productCell(app: App, { region, environment }: ProductCellOptions): ProductCellStacks {
  const account = '111111111111';
  const cell = `acme-${environment}-${region}`;
  const domainName = `${cell}.example`;
  const { egress, tasks, database: capacity, queue: nodes } = SIZES[environment];
  const stack = (part: string) => new Stack(app, `${cell}-${part}`, { env: { account, region } });

  // The network: three zones, tasks in app subnets, everything that keeps data in data subnets.
  const base = stack('network');
  const network = new ThreeTierNetwork(base, 'Network', { cidr: '10.0.0.0/16', egress: egress() });
  const { vpc, dataSubnets: subnets } = network;
  const dns = new BankDns(base, 'Dns', {
    rootDomain: domainName,
    zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
  });

  // The data, under one key, and backups in another region.
  const data = stack('data');
  const encryptionKey = new Key(data, 'Key', { enableKeyRotation: true });
  const database = new AuroraPostgresCluster(data, 'Database', {
    vpc,
    subnets,
    databaseName: 'product',
    users: ['app'],
    encryptionKey,
    ...capacity,
  });
  const cache = new ValkeyCache(data, 'Cache', { vpc, subnets, encryptionKey });
  const queue = new RedisReplicationGroup(data, 'Queue', { vpc, subnets, encryptionKey, ...nodes });
  const files = new FileStore(data, 'Files', {
    prefixPerTenant: true,
    corsOrigins: [`https://app.${domainName}`],
    encryptionKey,
  });
  const backup = new DataBackup(data, 'Backup', {
    resources: [BackupResource.fromConstruct(database), BackupResource.fromConstruct(files)],
    copyTo: region === 'us-east-1' ? 'us-west-2' : 'eu-west-1',
    continuousS3Backup: true,
  });
  const stores = { database, cache, queue, files, backup };

  // The services: two versions of the API, a worker, and the permission service that all of them call.
  const services = stack('services');
  const image = (name: string) =>
    new ImageRepository(services, `${name}Image`, {
      image: `${account}.dkr.ecr.${region}.amazonaws.com/${cell}/${name.toLowerCase()}:live`,
    });
  const permissions = new InternalService(services, 'Permissions', {
    vpc,
    image: image('Permissions'),
    containerPort: 50051,
    tls: { certificateAuthorityArn: `arn:aws:acm-pca:${region}:${account}:certificate-authority/${AUTHORITY}` },
    launchPhase: LaunchPhase.RUNNING,
  });
  const { cluster } = permissions;
  const uses = [
    ServiceBinding.withNames(database.forUser('app'), {
      DB_HOST: 'AURORA_WRITER_ENDPOINT',
      DB_READER_HOST: 'AURORA_READER_ENDPOINT',
    }),
    cache,
    queue,
    files,
    permissions,
  ];
  const shared = { vpc, cluster, uses, scaling: tasks, launchPhase: LaunchPhase.RUNNING };
  const domain = ApiDomain.behindCloudFront(dns, `api.${domainName}`);
  const loadBalancer = new SharedLoadBalancer(services, 'LoadBalancer', {
    vpc,
    domain,
    exposure: ApiExposure.cloudFront(),
  });
  const version = (id: string, path: string, ofName: ApiDomain) =>
    new BankApiService(services, id, {
      ...shared,
      loadBalancer,
      domain: ofName,
      routing: ApiRouting.paths([path, `${path}/*`]),
      targetProtocol: ApplicationProtocol.HTTPS,
      image: image(id),
    });
  const v1 = version('ApiV1', '/v1', domain);
  const v2 = version('ApiV2', '/v2', ApiDomain.withSameName(domain));
  const worker = new WorkerService(services, 'Worker', { ...shared, image: image('Worker') });
  const ofOwner = { uses: [database.forOwner()], image: image('Migration') };
  new StandaloneTask(services, 'Migration', { vpc, cluster, ...ofOwner });

  // The edge: one distribution for the files of the app and both versions of the API, behind the firewall.
  const edge = stack('site');
  const firewall = new EdgeFirewall(edge, 'Firewall', {
    scope: FirewallScope.CLOUDFRONT,
    mode: FirewallMode.BLOCK,
    blockedCountries: ['KP'],
    botControl: true,
    ruleExceptions: { SizeRestrictions_BODY: ['/v1/files/*', '/v2/files/*'] },
  });
  const site = new StaticSpaSite(edge, 'App', {
    toolchain: SpaToolchain.vite(),
    domain: SiteDomain.inZone(dns, `app.${domainName}`),
    tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025,
    webAclArn: firewall.webAclArn,
  });
  ['/v1', '/v1/*', '/v2', '/v2/*'].forEach((path) => site.addApi(path, loadBalancer.vpcOrigin));

  // The alarms of all of it.
  const watch = stack('watch');
  new BankObservability(watch, 'Observability', {
    namePrefix: cell,
    sources: { ...stores, network, loadBalancer, v1, v2, worker, permissions, firewall, site },
    page: [AlarmTarget.email('oncall@acme.example')],
    ticket: [AlarmTarget.email('platform@acme.example')],
    alarmStack: watch,
  });
  return { network: base, data, services, site: edge, watch };
}

export interface ProductCellOptions {
  readonly region: 'us-east-1' | 'eu-central-1';
  readonly environment: keyof typeof SIZES;
}

type ProductCellStacks = Record<'network' | 'data' | 'services' | 'site' | 'watch', Stack>;

const AUTHORITY = '11111111-2222-3333-4444-555555555555';

/** What an environment decides. */
const SIZES = {
  prod: {
    egress: () => NetworkEgress.natGatewayPerZone(),
    tasks: { minTasks: 2, maxTasks: 10 },
    database: { minCapacity: 0.5, maxCapacity: 128, readers: 1, maxReaders: 3 },
    queue: { nodeType: 'cache.m7g.large', replicas: 1 },
  },
  dev: {
    egress: () => NetworkEgress.singleNatGateway(),
    tasks: { minTasks: 1, maxTasks: 2 },
    database: { minCapacity: 0, maxCapacity: 4, autoPauseAfter: Duration.minutes(10), readers: 0 },
    queue: { nodeType: 'cache.t4g.small', replicas: 0 },
  },
};
