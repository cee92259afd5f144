import { App, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { DataBackup, FileStore, PostgresDatabase, ValkeyCache } from '../../src/data';
import { EdgeFirewall, FirewallMode, FirewallScope } from '../../src/edge';
import { BankDns, HostedZoneSource, NetworkEgress, ThreeTierNetwork } from '../../src/network';
import { AlarmTarget, BankObservability } from '../../src/observability';
import {
  ApiDomain,
  ApiExposure,
  ApiRouting,
  BankApiService,
  ImageRepository,
  LaunchPhase,
  SharedLoadBalancer,
  StandaloneTask,
} from '../../src/service';
import { ApiHostHeader, SiteDomain, SpaToolchain, StaticSpaSite } from '../../src/site';

const LONDON = { account: '111111111111', region: 'eu-west-2' };
const TENANTS = '*.platform.example';

/** A platform for construction companies, each with a host, a schema and a prefix of its own, in London. */
export function constructionSaas(app: App, availabilityZones?: string[]): void {
  const stack = (id: string) => new Stack(app, id, { env: LONDON });

  const network = new ThreeTierNetwork(stack('Network'), 'Network', {
    cidr: '10.20.0.0/16',
    availabilityZones,
    egress: NetworkEgress.natGatewayPerZone(),
  });
  const { vpc } = network;

  const data = stack('Data');
  const database = new PostgresDatabase(data, 'Database', {
    vpc,
    subnets: network.dataSubnets,
    databaseName: 'platform',
    users: ['app'],
    logicalReplicationUser: 'sync',
  });
  const sessions = new ValkeyCache(data, 'Sessions', {
    vpc,
    subnets: { subnetType: SubnetType.PRIVATE_ISOLATED, availabilityZones: ['eu-west-2a', 'eu-west-2b'] }, // and in no other zone
  });

  const files = new FileStore(stack('Files'), 'Files', { prefixPerTenant: true, corsOrigins: [`https://${TENANTS}`] });

  const backup = new DataBackup(stack('Backup'), 'Backup', {
    resources: [BackupResource.fromConstruct(database), BackupResource.fromConstruct(files)],
    continuousS3Backup: true,
    copyTo: 'eu-central-1',
  });

  const api = stack('Api');
  const dns = new BankDns(api, 'Dns', {
    rootDomain: 'platform.example',
    zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
  });
  const domain = ApiDomain.behindCloudFront(dns, TENANTS);
  const loadBalancer = new SharedLoadBalancer(api, 'LoadBalancer', { vpc, domain, exposure: ApiExposure.cloudFront() });
  const image = new ImageRepository(api, 'Image', {
    image: '111111111111.dkr.ecr.eu-west-2.amazonaws.com/platform-api:live',
  });
  const service = new BankApiService(api, 'Api', {
    vpc,
    loadBalancer,
    domain,
    routing: ApiRouting.paths(['/api/*']),
    image,
    uses: [database.forUser('app'), sessions, files],
    launchPhase: LaunchPhase.RUNNING,
    scaling: { minTasks: 2, maxTasks: 10 },
  });
  new StandaloneTask(api, 'Migration', {
    vpc,
    cluster: service.cluster,
    image,
    command: ['alembic', 'upgrade', 'head'],
    uses: [database.forOwner()],
  });

  const web = stack('Web');
  const firewall = new EdgeFirewall(web, 'Firewall', { scope: FirewallScope.CLOUDFRONT, mode: FirewallMode.COUNT });
  const site = new StaticSpaSite(web, 'Site', {
    toolchain: SpaToolchain.vite(),
    domain: SiteDomain.inZone(dns, TENANTS),
    webAclArn: firewall.webAclArn,
  });
  site.addApi('/api/*', loadBalancer.vpcOrigin, { hostHeader: ApiHostHeader.VIEWER });

  const watch = stack('Watch');
  new BankObservability(watch, 'Observability', {
    namePrefix: 'platform',
    sources: { network, database, sessions, files, backup, loadBalancer, api: service, firewall, site },
    page: [AlarmTarget.email('on-call@platform.example')],
    ticket: [AlarmTarget.email('team@platform.example')],
    alarmStack: watch,
  });
}
