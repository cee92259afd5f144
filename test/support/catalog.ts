import { App, Duration, Stack } from 'aws-cdk-lib';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ApplicationProtocol, SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { apiIn, runningApi } from './api';
import { bankOf, configOf } from './bank';
import { archives } from './catalog-archive';
import { backups } from './catalog-backup';
import { cells } from './catalog-cells';
import { databases } from './catalog-databases';
import { fileImports } from './catalog-file-import';
import { findings } from './catalog-findings';
import { firewalls } from './catalog-firewall';
import { gates } from './catalog-gate';
import { hubs } from './catalog-hub';
import { machineApis } from './catalog-machine';
import { dataMigrations } from './catalog-migration';
import { migrations } from './catalog-migrations';
import { networks } from './catalog-networks';
import { objectives } from './catalog-objectives';
import { organizations } from './catalog-organization';
import { permissions } from './catalog-permissions';
import { pipelines } from './catalog-pipeline';
import { replicationEndpoints } from './catalog-replication';
import { roles } from './catalog-roles';
import { services } from './catalog-services';
import { sharedServices } from './catalog-shared-services';
import { stores } from './catalog-stores';
import { userDirectories } from './catalog-users';
import { workers } from './catalog-workers';
import { distributionWith, EDGE, newApp, workloadStack, zoneOf } from './cloud';
import { networkIn, scaffoldIn, settingsIn } from './scaffold';
import { sharedIn } from './shared';
import { domainIn, siteIn } from './site';
import { webAclIn } from './web-acl';
import { BankMvp } from '../../src/bank';
import { ExternalDatabase, SettingStorage, ValkeyCache } from '../../src/data';
import { EdgeCertificate } from '../../src/edge';
import { AliasTarget, BankDns, NetworkEgress, HostedZoneSource } from '../../src/network';
import { AlarmTarget, BankObservability, Runbook, UptimeCheck } from '../../src/observability';
import { ApiExposure, ApiRouting, FailureThreshold } from '../../src/service';
import { ApiHostHeader, SpaToolchain, StaticSpaSite } from '../../src/site';

/** Builds an app with one construct of the library. */
export type Variant = (app: App) => void;

/** A construct, once with its defaults and once with all it can do. */
export type Variants = Record<'defaults' | 'hardened', Variant>;

/** Every construct: what holds for all is tested over this table. */
const catalog: Record<string, Variants> = {
  ...archives,
  ...databases,
  ...roles,
  ...pipelines,
  ...services,
  ...migrations,
  ...dataMigrations,
  ...fileImports,
  ...networks,
  ...hubs,
  ...backups,
  ...firewalls,
  ...stores,
  ...machineApis,
  ...userDirectories,
  ...replicationEndpoints,
  ...workers,
  ...permissions,
  ...organizations,
  ...findings,
  ...objectives,
  ...cells,
  ...gates,
  ...sharedServices,
  BankMvp: {
    defaults: (app) => {
      bankOf({ alarms: undefined, deploy: undefined, uptimeCheck: undefined }, app);
    },
    hardened: (app) => {
      const config = configOf({ 'api.webAclArn': undefined }, 'open'); // the linter would have no ARN in a config
      new BankMvp(app, 'Bank', { config });
    },
  },
  EdgeCertificate: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new EdgeCertificate(stack, 'Certificate', { zone: zoneOf(stack), domainName: 'app.bank.example' });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      new EdgeCertificate(stack, 'Certificate', {
        zone: zoneOf(stack),
        additionalZones: [zoneOf(stack, 'bank.test', 'OtherZone')],
        domainName: '*.bank.example',
        alternativeNames: ['bank.example', 'www.bank.test'],
        edgeStack: new Stack(app, 'OurEdge', { env: EDGE }),
      });
    },
  },
  BankDns: {
    defaults: (app) => {
      const stack = workloadStack(app);
      const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
      new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const dns = new BankDns(stack, 'Dns', {
        rootDomain: 'bank.example',
        zone: HostedZoneSource.newZone({ delegated: true }),
        caaIssuers: ['letsencrypt.org'],
      });
      const certificate = new EdgeCertificate(stack, 'Certificate', { zone: dns.zone, domainName: 'app.bank.example' });
      const site = distributionWith(certificate, 'app.bank.example', stack);
      dns.addAlias('app.bank.example', AliasTarget.distribution(site));
    },
  },
  StaticSpaSite: {
    defaults: (app) => {
      siteIn(workloadStack(app));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const site = new StaticSpaSite(stack, 'Site', {
        toolchain: SpaToolchain.flutter({ ownWebResources: true }),
        domain: domainIn(stack, 'app.bank.example', { redirectFrom: ['www.bank.example'] }),
        bucketName: 'prd-rl-bank-webapp',
        backends: [{ urls: ['https://api.bank.example'], buildSettings: { API_URL: 'https://api.bank.example' } }],
        tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025,
        webAclArn: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/1',
        customerKey: { publisherArns: ['arn:aws:iam::111111111111:role/publish'] },
      });
      site.addApi('/api/*', new HttpOrigin('api.bank.example'));
      site.addApi('/v2/*', new HttpOrigin('v2.bank.example'), { hostHeader: ApiHostHeader.VIEWER });
      const { loadBalancer } = sharedIn(workloadStack(app, 'Door'), { exposure: ApiExposure.cloudFront() });
      site.addApi('/v3/*', loadBalancer.vpcOrigin, { hostHeader: ApiHostHeader.VIEWER });
    },
  },
  ImportedNetwork: {
    defaults: (app) => {
      networkIn(workloadStack(app));
    },
    hardened: (app) => {
      networkIn(
        workloadStack(app),
        NetworkEgress.vpcEndpoints({ routeTableIds: ['rtb-1'], additionalServices: ['kms'] }),
      );
    },
  },
  BankSecretsScaffold: {
    defaults: (app) => {
      scaffoldIn(workloadStack(app));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
      scaffoldIn(stack, { encryptionKey, twilioKeys: ['TWILIO_AUTH_TOKEN'], cacheUri: SettingStorage.secret() });
    },
  },
  ServiceSettings: {
    defaults: (app) => {
      settingsIn(workloadStack(app));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
      const storages = { CACHE_URI: SettingStorage.secret() };
      settingsIn(stack, { encryptionKey, releaseKeys: ['SENTRY_RELEASE'], storages });
    },
  },
  ValkeyCache: {
    defaults: (app) => {
      const stack = workloadStack(app);
      const { vpc, privateSubnets } = networkIn(stack);
      new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const { vpc, privateSubnets } = networkIn(stack);
      new ValkeyCache(stack, 'Cache', {
        vpc,
        subnets: privateSubnets,
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
        iamAuthentication: true,
        snapshotRetention: Duration.days(7),
      });
    },
  },
  ExternalDatabase: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new ExternalDatabase(stack, 'Database', { uriSecret: scaffoldIn(stack).secrets.DB_URI });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const uriSecret = scaffoldIn(stack).secrets.DB_URI;
      new ExternalDatabase(stack, 'Database', { uriSecret, ports: [5432], addressRanges: ['203.0.113.0/24'] });
    },
  },
  BankApiService: {
    defaults: (app) => {
      apiIn(workloadStack(app), { serviceName: undefined });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
      const settings = scaffoldIn(stack, { encryptionKey });
      runningApi(
        {
          settings,
          uses: [new ExternalDatabase(stack, 'Database', { uriSecret: settings.secrets.DB_URI, ports: [5432] })],
          environment: { LOG_LEVEL: 'info' },
          exposure: ApiExposure.ranges(['203.0.113.0/24']),
          routing: ApiRouting.paths(['/api', '/api/*']),
          sslPolicy: SslPolicy.TLS13_13,
          webAclArn: webAclIn(stack).attrArn,
          targetProtocol: ApplicationProtocol.HTTPS,
          scaling: { maxTasks: 10, memoryPercent: 70, requestsPerMinute: 1000 },
          failureThreshold: FailureThreshold.tasks(2),
          rollOnSecretChange: true,
        },
        stack,
      );
    },
  },
  UptimeCheck: {
    defaults: (app) => {
      new UptimeCheck(workloadStack(app), 'Uptime', { url: 'https://api.bank.example/health' });
    },
    hardened: (app) => {
      new UptimeCheck(workloadStack(app), 'Uptime', {
        url: 'https://api.bank.example:8443/health?deep=1',
        expectedText: '"status":"ok"',
        interval: Duration.seconds(10),
        failureThreshold: 2,
      });
    },
  },
  BankObservability: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new BankObservability(stack, 'Observability', {
        ...{ namePrefix: 'prd-rl-bank', sources: { api: runningApi({}, stack) } },
        page: [AlarmTarget.email('oncall@bank.example')],
        ticket: [AlarmTarget.email('platform@bank.example')],
      });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const further = workloadStack(app, 'Further');
      const { vpc, privateSubnets } = networkIn(further);
      const chat = AlarmTarget.slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' });
      const theirs = ['ap-southeast-1', 'us-east-1'].map((region) => `arn:aws:sns:${region}:222222222222:oncall`);
      new BankObservability(stack, 'Observability', {
        namePrefix: 'prd-rl-bank',
        sources: {
          api: runningApi({ rollOnSecretChange: true }, stack),
          cache: new ValkeyCache(further, 'Cache', { vpc, subnets: privateSubnets }),
          webapp: siteIn(stack, { domain: domainIn(further) }),
          outside: new UptimeCheck(stack, 'Uptime', { url: 'https://api.bank.example/health' }),
        },
        page: [chat, AlarmTarget.topics(...theirs), AlarmTarget.email('oncall@bank.example')],
        ticket: [chat, AlarmTarget.email('platform@bank.example')],
        runbook: Runbook.fromUrl('https://wiki.bank.example/runbook'),
        deploymentQuietPeriod: Duration.minutes(10),
        maintenanceWindows: [
          { start: 'cron(0 2 * * SUN)', duration: Duration.hours(2), timezone: 'Asia/Singapore' },
          { start: 'at(2027-03-01T02:00)', duration: Duration.minutes(30) },
        ],
        alarmStack: workloadStack(app, 'Watch'),
      });
    },
  },
};

/** One row a variant, for `test.each`. */
export const variants = Object.entries(catalog).flatMap(([construct, byName]) => {
  return Object.entries(byName).map(([name, build]) => ({ construct, name, build }));
});

const apps = new Map<Variant, App>();

/** The app of a variant, made once for all tests of a suite: they read it, and change nothing. */
export function appOf(build: Variant): App {
  const app = apps.get(build) ?? newAppOf(build);
  apps.set(build, app);
  return app;
}

/** An app of the test's own. */
export function newAppOf(build: Variant): App {
  const app = newApp();
  build(app);
  return app;
}
