import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { MysqlEngineVersion } from 'aws-cdk-lib/aws-rds';
import { ServiceBinding } from 'rl-bank-constructs/core';
import { DataBackup, FileStore, MySqlDatabase, RedisReplicationGroup, ServiceSettings } from 'rl-bank-constructs/data';
import { EdgeFirewall, FirewallMode, FirewallScope } from 'rl-bank-constructs/edge';
import { BankDns, HostedZoneSource, NetworkEgress, ThreeTierNetwork } from 'rl-bank-constructs/network';
import { AlarmTarget, BankObservability, UptimeCheck } from 'rl-bank-constructs/observability';
import {
  ApiDomain,
  ApiExposure,
  ApiRouting,
  BankApiService,
  ImageRepository,
  LaunchPhase,
  SharedLoadBalancer,
  StandaloneTask,
} from 'rl-bank-constructs/service';
import { SiteDomain, SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';

const env = { account: '111111111111', region: 'us-west-2' };
const registry = `${env.account}.dkr.ecr.${env.region}.amazonaws.com`;
const month = Duration.days(30);

/** What staging has less of: everything else is the same in both. */
const SIZES = {
  staging: {
    egress: NetworkEgress.singleNatGateway(),
    database: { instanceType: new InstanceType('t4g.medium'), singleAz: true },
    redis: { nodeType: 'cache.t4g.small', replicas: 0 },
    desiredCount: 1,
  },
  production: {
    egress: NetworkEgress.natGatewayPerZone(),
    database: { instanceType: new InstanceType('m7g.large') },
    redis: { nodeType: 'cache.m7g.large' },
    desiredCount: 3,
  },
};

/** A retail enterprise: a shop on S3, its API and its reports on Fargate, MySQL, Redis and files, in one stack for each tier. */
export function retailEnterprise(app: App, stage: keyof typeof SIZES) {
  const size = SIZES[stage];
  const name = `retail-${stage}`;
  const host = stage === 'production' ? 'shop.retail.example' : 'staging.retail.example';

  const networkStack = new Stack(app, `${name}-network`, { env });
  const network = new ThreeTierNetwork(networkStack, 'Network', { cidr: '10.0.0.0/16', egress: size.egress });
  const { vpc } = network;
  const dns = new BankDns(networkStack, 'Dns', {
    rootDomain: 'retail.example',
    zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
  });

  const dataStack = new Stack(app, `${name}-data`, { env });
  const database = new MySqlDatabase(dataStack, 'Database', {
    ...size.database,
    vpc,
    version: MysqlEngineVersion.VER_8_0_45,
    databaseName: 'retail',
    users: ['app', 'reports'],
    userPasswordRotation: month,
    readReplicas: 1,
    backupRetention: month,
    logRetention: month,
  });
  const redis = new RedisReplicationGroup(dataStack, 'Redis', { ...size.redis, vpc });
  const files = new FileStore(dataStack, 'Reports');
  const backup = new DataBackup(dataStack, 'Backup', {
    resources: [BackupResource.fromConstruct(database), BackupResource.fromConstruct(files)],
    copyTo: 'us-east-1',
    continuousS3Backup: true,
  });
  const settings = new ServiceSettings(dataStack, 'Settings', {
    path: `${name}/api`,
    port: 3000,
    values: { CORS_ORIGIN: `https://${host}` },
    secretKeys: ['JWT_KEY'],
  });

  const appStack = new Stack(app, `${name}-app`, { env });
  const domain = ApiDomain.behindCloudFront(dns, `api.${host}`);
  const loadBalancer = new SharedLoadBalancer(appStack, 'LoadBalancer', {
    vpc,
    domain,
    exposure: ApiExposure.cloudFront(), // nothing else has a way to the load balancer
  });
  const service = {
    vpc,
    loadBalancer,
    containerPort: 3000,
    desiredCount: size.desiredCount,
    launchPhase: LaunchPhase.RUNNING,
    logRetention: month,
    rollOnSecretChange: true,
    telemetry: { image: ImageRepository.fromImageUri(appStack, 'Collector', `${registry}/otel-collector:v0.43.3`) },
  };
  const image = new ImageRepository(appStack, 'Image', { image: `${registry}/${name}-api:live` });
  const api = new BankApiService(appStack, 'Api', {
    ...service,
    domain,
    image,
    settings,
    uses: [database.forUser('app'), redis],
  });
  const reports = new BankApiService(appStack, 'Reports', {
    ...service,
    domain: ApiDomain.withSameName(domain),
    routing: ApiRouting.paths(['/api/reports/*']),
    image,
    cluster: api.cluster,
    // The image reads from DB_HOST, which is the replica.
    uses: [
      ServiceBinding.withNames(database.forUser('reports'), { DB_HOST: 'DB_WRITER_HOST', DB_READER_HOST: 'DB_HOST' }),
      files,
    ],
  });
  const migration = new StandaloneTask(appStack, 'Migration', {
    vpc,
    cluster: api.cluster,
    image,
    command: ['npm', 'run', 'migrate'],
    uses: [database.forOwner()],
  });
  new CfnOutput(appStack, 'RunMigration', { value: migration.runCommand });

  const webStack = new Stack(app, `${name}-web`, { env });
  const firewall = new EdgeFirewall(webStack, 'Firewall', {
    scope: FirewallScope.CLOUDFRONT,
    mode: FirewallMode.BLOCK,
  });
  const site = new StaticSpaSite(webStack, 'Shop', {
    toolchain: SpaToolchain.vite(),
    domain: SiteDomain.inZone(dns, host),
    tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025,
    webAclArn: firewall.webAclArn,
  });
  site.addApi('/api/*', loadBalancer.vpcOrigin);
  const uptime = new UptimeCheck(webStack, 'Uptime', { url: `https://${host}/api/health` });

  const watchStack = new Stack(app, `${name}-watch`, { env });
  new BankObservability(watchStack, 'Observability', {
    namePrefix: name,
    sources: { network, database, redis, files, backup, loadBalancer, api, reports, firewall, site, uptime },
    page: [AlarmTarget.email('oncall@retail.example')],
    ticket: [AlarmTarget.email('platform@retail.example')],
    alarmStack: watchStack,
  });
  return { network, database, files, backup, api, reports, networkStack, dataStack, appStack, webStack, watchStack };
}
