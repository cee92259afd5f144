// The same constructs without BankMvp, its config and its gate: the sum of its parts.
const { App, Duration, Stack } = require('aws-cdk-lib');
const { BankSecretsScaffold } = require('../../../lib/bank');
const { ExternalDatabase, SettingStorage, ValkeyCache } = require('../../../lib/data');
const { DeployTrust, GitHubRepository, LeastPrivilegeDeployRoles, OidcIssuer } = require('../../../lib/delivery');
const { EdgeCertificate } = require('../../../lib/edge');
const { BankDns, ImportedNetwork, NetworkEgress, HostedZoneSource } = require('../../../lib/network');
const { AlarmTarget, BankObservability } = require('../../../lib/observability');
const { ApiDomain, BankApiService, ImageRepository } = require('../../../lib/service');
const { SiteDomain, SpaToolchain, StaticSpaSite } = require('../../../lib/site');

const app = new App();
const env = { account: '982233224911', region: 'ap-southeast-1' };
const stackNamed = (name) =>
  new Stack(app, name, { env, stackName: `prd-rl-bank-${name}`, terminationProtection: true });
const rootDomain = 'bank.example';
const hosts = { api: `api.${rootDomain}`, app: `app.${rootDomain}`, merchant: `merchant.${rootDomain}` };

const image = new ImageRepository(stackNamed('images'), 'images', {
  image: '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live',
});
const cacheStack = stackNamed('cache');
const network = new ImportedNetwork(cacheStack, 'network', {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  publicSubnetIds: ['subnet-0a1b2c3d4e5f60711', 'subnet-0a1b2c3d4e5f60712'],
  privateSubnetIds: ['subnet-0a1b2c3d4e5f60713', 'subnet-0a1b2c3d4e5f60714'],
  egress: NetworkEgress.nat({ addresses: ['203.0.113.10', '203.0.113.11'] }),
});
const cache = new ValkeyCache(cacheStack, 'cache', { vpc: network.vpc, subnets: network.privateSubnets });

const settingsStack = stackNamed('settings');
const dns = new BankDns(settingsStack, 'bank-dns', {
  rootDomain,
  zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
});
const domain = ApiDomain.inZone(dns, hosts.api);
const settings = new BankSecretsScaffold(settingsStack, 'bank-secrets-scaffold', {
  port: 9000,
  corsOrigins: [`https://${hosts.app}`, `https://${hosts.merchant}`],
  authDomain: 'rl-bank.ap.auth0.com',
  authAudience: domain.url,
  graphqlPublicUrl: `${domain.url}/api/graphql`,
  cacheUri: SettingStorage.cacheEndpoint(cache),
  twilioKeys: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
});

const apiStack = stackNamed('api');
const database = new ExternalDatabase(apiStack, 'database', { uriSecret: settings.secrets.DB_URI, ports: [27017] });
const api = new BankApiService(apiStack, 'bank-api', {
  ...{ serviceName: 'prd-rl-bank-api', vpc: network.vpc, domain, image, settings, uses: [database] },
  logRetention: Duration.days(90),
});
cache.allowAccessFrom(api.service);
network.allowEndpointAccessFrom(api.service);

const sitesStack = stackNamed('sites');
const certificate = new EdgeCertificate(sitesStack, 'acm-edge', {
  ...{ zone: dns.zone, domainName: hosts.app, alternativeNames: [hosts.merchant] },
});
const siteAt = (id, toolchain, host, bucketName, auth0ClientId) => {
  const backends = {
    apiUrl: domain.url,
    graphqlUrl: `${domain.url}/api/graphql`,
    auth0Domain: 'rl-bank.ap.auth0.com',
    auth0ClientId,
  };
  return new StaticSpaSite(sitesStack, id, {
    ...{ toolchain, bucketName, backends, domain: SiteDomain.inZone(dns, host, { certificate }) },
  });
};
const webapp = siteAt(
  'web',
  SpaToolchain.flutter(),
  hosts.app,
  'prd-rl-bank-webapp',
  'AbCdEfGhIjKlMnOpQrStUvWxYz012345',
);
const portal = siteAt(
  'mp',
  SpaToolchain.vite(),
  hosts.merchant,
  'prd-rl-bank-mp-webapp',
  'ZyXwVuTsRqPoNmLkJiHgFeDcBa543210',
);

const alarmStack = stackNamed('watch');
new BankObservability(alarmStack, 'bank-observability', {
  namePrefix: 'prd-rl-bank',
  sources: { dns, 'acm-edge': certificate, webapp, 'mp-webapp': portal, api, cache, database },
  page: [
    AlarmTarget.email('oncall@bank.example'),
    AlarmTarget.slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }),
  ],
  ticket: [AlarmTarget.email('platform@bank.example')],
  alarmStack,
});

const stacks = app.node.findAll().filter(Stack.isStack);
const rolesStack = stackNamed('deploy-roles');
const gitHub = OidcIssuer.fromOidcIssuerAttributes(rolesStack, 'github');
const jobsOf = (name, repositoryId, environment = 'prd') => {
  const repository = GitHubRepository.of(`rl-bank/${name}`, { ownerId: '10000001', repositoryId });
  return DeployTrust.oidc(gitHub, repository.subjectsForEnvironment(environment));
};
const apiJobs = jobsOf('rl-bank-api', '20000001');
const infra = (environment) => jobsOf('rl-bank-infra', '20000004', environment);
const infrastructure = { zone: dns.zone, cache, certificateNames: Object.values(hosts) };
new LeastPrivilegeDeployRoles(rolesStack, 'deploy-roles', {
  namePrefix: 'prd-rl-bank',
  imagePush: { trust: apiJobs, image },
  serviceRoll: { trust: apiJobs, service: api },
  releaseMarker: { trust: apiJobs, parameter: settings.parameters.SENTRY_RELEASE },
  sitePublish: {
    webapp: { trust: jobsOf('rl-bank-webapp', '20000002'), site: webapp },
    'mp-webapp': { trust: jobsOf('rl-bank-mp-webapp', '20000003'), site: portal },
  },
  infrastructure: { trust: infra('prd'), ...infrastructure },
  plan: { trust: infra('plan'), infrastructure, stacks },
  stackDeploy: { trust: infra('prd') },
});
app.synth();
