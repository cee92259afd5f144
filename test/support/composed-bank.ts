import { Duration, Size, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import {
  AlarmTargetConfig,
  BankMvpConfig,
  BankSecretsScaffold,
  DeployIdentityConfig,
  SiteBackends,
  SiteConfig,
} from '../../src/bank';
import { IAlarmSource, RequestMetrics } from '../../src/core';
import { ExternalDatabase, SettingStorage, ValkeyCache } from '../../src/data';
import { DeployTrust, LeastPrivilegeDeployRoles, OidcIssuer } from '../../src/delivery';
import { BankDns, ImportedNetwork, HostedZoneSource } from '../../src/network';
import {
  AlarmTarget,
  BankObservability,
  Runbook,
  ServiceLevel,
  ServiceLevelObjective,
  UptimeCheck,
} from '../../src/observability';
import { ApiDomain, LaunchPhase, BankApiService, IImageRepository, ImageRepository } from '../../src/service';
import { SiteDomain, SpaToolchain, StaticSpaSite } from '../../src/site';

/** A stack with all that the example has, from a config and nothing else: no value is written here. */
export function composedBank(scope: Construct, config: BankMvpConfig): Stack {
  const { api, adopt, domain, sentry } = config;
  const stack = new Stack(scope, 'Bank', { env: config.env, stackName: `${config.namePrefix}-all` });
  config.checkEnvironment(stack);

  const zone = domain.hostedZoneId
    ? HostedZoneSource.fromHostedZoneId(domain.hostedZoneId)
    : HostedZoneSource.newZone({ delegated: domain.zoneIsDelegated });
  const dns = new BankDns(stack, 'Dns', { rootDomain: domain.rootDomain, zone });
  const network = new ImportedNetwork(stack, 'Network', config.network);
  const cache = new ValkeyCache(stack, 'Cache', {
    ...{ vpc: network.vpc, subnets: network.privateSubnets },
    ...config.cache,
  });
  const image = adopt.repository
    ? ImageRepository.fromImageUri(stack, 'Image', api.image)
    : new ImageRepository(stack, 'Image', { image: api.image });

  const certificate = (id: string, arn?: string) => (arn ? Certificate.fromCertificateArn(stack, id, arn) : undefined);
  const bucket = (id: string, name?: string) => (name ? Bucket.fromBucketName(stack, id, name) : undefined);
  const apiDomain = ApiDomain.inZone(dns, config.apiHost, {
    certificate: certificate('ApiCertificate', adopt.apiCertificateArn),
  });
  const settings = new BankSecretsScaffold(stack, 'Settings', {
    port: api.containerPort,
    corsOrigins: [`https://${config.appHost}`, `https://${config.merchantHost}`],
    authDomain: config.auth0.domain,
    authAudience: config.auth0.audience,
    graphqlPublicUrl: `${apiDomain.url}/api/graphql`,
    cacheUri: SettingStorage.cacheEndpoint(cache),
    sentryDsn: sentry.apiDsn ? SettingStorage.parameter(sentry.apiDsn) : SettingStorage.secret(),
    twilioKeys: api.twilioKeys,
    path: api.settingsPath,
    existingSecrets: Object.fromEntries(
      Object.entries(adopt.secretArns).map(([key, arn]) => [key, Secret.fromSecretCompleteArn(stack, key, arn)]),
    ),
    existingParameters: adopt.parameters,
  });
  const { ports, addressRanges } = config.database;
  const logGroup = adopt.logGroupName ? LogGroup.fromLogGroupName(stack, 'Logs', adopt.logGroupName) : undefined;
  const database = ports.length
    ? new ExternalDatabase(stack, 'Database', { uriSecret: settings.secrets.DB_URI, ports, addressRanges })
    : undefined;
  const service = new BankApiService(stack, 'Api', {
    ...{ vpc: network.vpc, domain: apiDomain, image, settings, logGroup },
    serviceName: `${config.namePrefix}-api`,
    cluster: adopt.clusterName
      ? Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: adopt.clusterName, vpc: network.vpc })
      : undefined,
    uses: database && [database],
    cpu: api.cpu,
    memory: Size.mebibytes(api.memoryMiB),
    routing: api.routing,
    launchPhase: api.launchPhase,
    scaling: api.scaling,
    desiredCount: api.scaling && api.launchPhase === LaunchPhase.RUNNING ? undefined : api.desiredCount,
    healthCheck: { path: api.healthCheckPath },
    logRetention: logGroup ? undefined : Duration.days(api.logRetentionDays),
    webAclArn: api.webAclArn,
    accessLogBucket: bucket('ApiAccessLogs', adopt.apiAccessLogBucketName),
  });
  cache.allowAccessFrom(service.service);
  network.allowEndpointAccessFrom(service.service);

  const siteLogs = bucket('SiteAccessLogs', adopt.siteAccessLogBucketName);
  const site = (id: string, toolchain: SpaToolchain, host: string, given: SiteConfig, certificateArn?: string) => {
    const { bucketName, webAclArn, auth0ClientId, sentryDsn } = given;
    return new StaticSpaSite(stack, id, {
      ...{ toolchain, bucketName, webAclArn, accessLogBucket: siteLogs },
      domain: SiteDomain.inZone(dns, host, { certificate: certificate(`${id}Certificate`, certificateArn) }),
      backends: SiteBackends.forToolchain(toolchain, {
        ...{ apiUrl: apiDomain.url, graphqlUrl: `${apiDomain.url}/api/graphql`, auth0Domain: config.auth0.domain },
        ...{ auth0ClientId, sentryDsn, sentryEnvironment: sentry.environment },
      }),
    });
  };
  const webApp = site('WebApp', SpaToolchain.flutter(), config.appHost, config.webapp, adopt.webappCertificateArn);
  const portalCertificate = adopt.merchantPortalCertificateArn;
  const portal = site('Portal', SpaToolchain.vite(), config.merchantHost, config.merchantPortal, portalCertificate);

  if (config.alarms.page.length) {
    const sites = { webapp: webApp, 'mp-webapp': portal };
    const objectives = objectivesIn(stack, config, { api: service, ...sites });
    watchIn(stack, config, { dns, ...(database && { database }), ...sites, api: service, cache, ...objectives });
  }
  if (config.deploy) {
    rolesIn(stack, config, { image, service, settings, webApp, portal, dns, cache });
  }
  return stack;
}

interface Made {
  readonly image: IImageRepository;
  readonly service: BankApiService;
  readonly settings: BankSecretsScaffold;
  readonly webApp: StaticSpaSite;
  readonly portal: StaticSpaSite;
  readonly dns: BankDns;
  readonly cache: ValkeyCache;
}

function rolesIn(stack: Stack, config: BankMvpConfig, made: Made): void {
  const { api, webapp, merchantPortal, infra, oidcIssuerExists } = config.deploy!;
  const gitHub = oidcIssuerExists
    ? OidcIssuer.fromOidcIssuerAttributes(stack, 'GitHub')
    : new OidcIssuer(stack, 'GitHub');
  const trustOf = ({ repository, environment }: DeployIdentityConfig) =>
    DeployTrust.oidc(gitHub, repository.subjectsForEnvironment(environment));
  const infrastructure = {
    zone: made.dns.zone,
    cache: made.cache,
    certificateNames: [config.apiHost, config.appHost, config.merchantHost],
  };
  new LeastPrivilegeDeployRoles(stack, 'Roles', {
    namePrefix: config.namePrefix,
    imagePush: api && { trust: trustOf(api), image: made.image },
    serviceRoll: api && { trust: trustOf(api), service: made.service },
    releaseMarker: api && { trust: trustOf(api), parameter: made.settings.parameters.SENTRY_RELEASE },
    sitePublish: {
      ...(webapp && { webapp: { trust: trustOf(webapp), site: made.webApp } }),
      ...(merchantPortal && { 'mp-webapp': { trust: trustOf(merchantPortal), site: made.portal } }),
    },
    infrastructure: infra && { trust: trustOf(infra), ...infrastructure },
    plan: infra && {
      trust: DeployTrust.oidc(gitHub, infra.repository.subjectsForEnvironment(infra.planEnvironment)),
      infrastructure,
      stacks: [stack],
    },
    stackDeploy: infra && { trust: trustOf(infra) },
  });
}

function objectivesIn(
  stack: Stack,
  { api, objectives }: BankMvpConfig,
  requested: Record<string, { requestMetrics: RequestMetrics }>,
): Record<string, IAlarmSource> {
  const runs = api.launchPhase !== LaunchPhase.NOT_READY;
  const { apiAvailability, apiLatencyMilliseconds, siteAvailability } = objectives;
  const levels: Record<string, [string, ServiceLevel]> = {
    ...(runs && {
      'api-available': ['api', ServiceLevel.availability(apiAvailability / 100)],
      'api-fast': ['api', ServiceLevel.latency(0.99, Duration.millis(apiLatencyMilliseconds))],
    }),
    'webapp-available': ['webapp', ServiceLevel.availability(siteAvailability / 100)],
    'mp-webapp-available': ['mp-webapp', ServiceLevel.availability(siteAvailability / 100)],
  };
  const made = Object.entries(levels).map(([id, [source, level]]) => {
    const { requestMetrics: metrics } = requested[source];
    return [id, new ServiceLevelObjective(stack, id, { metrics, level, ignoreSilence: !runs || id === 'api-fast' })];
  });
  return Object.fromEntries(made) as Record<string, IAlarmSource>;
}

function watchIn(stack: Stack, config: BankMvpConfig, sources: Record<string, IAlarmSource>): void {
  const { alarms, api, namePrefix, runbookUrl } = config;
  const checked = {
    'up-api': `https://${config.apiHost}${api.uptimeCheckPath ?? api.healthCheckPath}`,
    'up-webapp': `https://${config.appHost}/`,
    'up-mp-webapp': `https://${config.merchantHost}/`,
  };
  const isChecked = config.uptimeCheck && api.launchPhase !== LaunchPhase.NOT_READY;
  const checks = Object.entries(isChecked ? checked : {}).map(([id, url]) => [id, new UptimeCheck(stack, id, { url })]);
  const target = ({ email, slack, topicArns }: AlarmTargetConfig) =>
    email ? AlarmTarget.email(email) : slack ? AlarmTarget.slack(slack) : AlarmTarget.topics(...topicArns!);
  new BankObservability(stack, 'Observability', {
    namePrefix,
    sources: { ...sources, ...Object.fromEntries(checks) },
    page: alarms.page.map(target),
    ticket: alarms.ticket.map(target),
    runbook: runbookUrl ? Runbook.fromUrl(runbookUrl) : undefined,
  });
}
