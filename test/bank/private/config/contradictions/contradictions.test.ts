import { changed, said } from '../../../../support/bank-configs';
import { Said } from '../../../../support/problems';

const OTHER = 'arn:aws:acm:eu-west-1:982233224911:certificate/0a1b2c3d';
const KEY = 'arn:aws:kms:ap-southeast-1:982233224911:key/0a1b2c3d';
const FOREIGN = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/0a1b2c3d';

test.each<[string, Record<string, unknown>, problem: Said]>([
  [
    'RB19a a gate that is open around nothing',
    { enabled: false, createResources: true },
    ['config/gate', 'createResources', true],
  ],
  [
    'RB1c a zone that exists and is delegated',
    { 'domain.zoneIsDelegated': true },
    ['config/contradiction', 'domain.zoneIsDelegated', true],
  ],
  [
    'RB1a one name for two',
    { 'domain.merchantSubdomain': 'app' },
    ['config/contradiction', 'domain.merchantSubdomain', 'app'],
  ],
  [
    'RB1a a name that no certificate is made for',
    { 'domain.apiSubdomain': 'a'.repeat(60), 'api.routing': undefined },
    ['config/contradiction', 'domain.apiSubdomain', 'a'.repeat(60)],
  ],
  [
    'RB4 a subnet of both kinds',
    { 'network.privateSubnetIds': ['subnet-0a1b2c3d4e5f60711', 'subnet-0a1b2c3d4e5f60714'] },
    ['config/contradiction', 'network.publicSubnetIds', 'subnet-0a1b2c3d4e5f60711'],
  ],
  [
    'RB23 addresses of no gateway',
    { 'network.egress': 'vpc-endpoints' },
    ['config/contradiction', 'network.natAddresses', ['198.51.100.7']],
  ],
  [
    'RB23 route tables of no endpoints',
    { 'network.routeTableIds': ['rtb-0a1b2c3d'] },
    ['config/contradiction', 'network.routeTableIds', ['rtb-0a1b2c3d']],
  ],
  [
    'RB23 services of no endpoints',
    { 'network.endpointServices': ['kms'] },
    ['config/contradiction', 'network.endpointServices', ['kms']],
  ],
  [
    'RB23 clients of no endpoints',
    { 'network.endpointClientRanges': ['10.0.0.0/16'] },
    ['config/contradiction', 'network.endpointClientRanges', ['10.0.0.0/16']],
  ],
  [
    'RB23 existing endpoints beside NAT',
    { 'network.endpointSecurityGroupId': 'sg-0123456789abcdef0' },
    ['config/contradiction', 'network.endpointSecurityGroupId', 'sg-0123456789abcdef0'],
  ],
  [
    'RB23 RB24 services of existing endpoints',
    {
      'network.egress': 'vpc-endpoints',
      'network.natAddresses': undefined,
      'network.endpointSecurityGroupId': 'sg-0123456789abcdef0',
      'network.endpointServices': ['kms'],
    },
    ['config/contradiction', 'network.endpointServices', ['kms']],
  ],
  [
    'RB9a one bucket for two',
    { 'adopt.siteAccessLogBucketName': 'prd-rl-bank-webapp' },
    ['config/contradiction', 'adopt.siteAccessLogBucketName', 'prd-rl-bank-webapp'],
  ],
  ['RB3a memory that Fargate does not have', { 'api.memoryMiB': 512 }, ['config/contradiction', 'api.memoryMiB', 512]],
  [
    'RB3c paths that miss GraphQL',
    { 'api.routing': ['/v1/*'], 'api.uptimeCheckPath': undefined },
    ['config/contradiction', 'api.routing', ['/v1/*']],
  ],
  [
    'RB3c a check from outside that the load balancer answers with 404',
    { 'api.uptimeCheckPath': '/health?x=/api/' },
    ['config/contradiction', 'api.uptimeCheckPath', '/health?x=/api/'],
  ],
  [
    'RB3c paths with too many wildcards',
    { 'api.routing': ['/api/*', '/a*/*/*/*/*'] },
    ['config/contradiction', 'api.routing', ['/api/*', '/a*/*/*/*/*']],
  ],
  [
    'most tasks below the fewest',
    { 'api.scaling': { minTasks: 3, maxTasks: 2 } },
    ['config/contradiction', 'api.scaling.maxTasks', 2],
  ],
  ['a count outside of scaling', { 'api.desiredCount': 9 }, ['config/contradiction', 'api.desiredCount', 9]],
  [
    'RB5b a certificate of another region',
    { 'adopt.apiCertificateArn': OTHER },
    ['config/contradiction', 'adopt.apiCertificateArn', OTHER],
  ],
  [
    'RB5b a web ACL of another account',
    { 'webapp.webAclArn': FOREIGN },
    ['config/contradiction', 'webapp.webAclArn', FOREIGN],
  ],
  [
    'RB12c a page that nobody hears of when it breaks',
    { 'alarms.ticket': undefined },
    ['config/contradiction', 'alarms.ticket', []],
  ],
  [
    'RB12c a ticket that nobody hears of when it breaks',
    { 'alarms.page': [] },
    ['config/contradiction', 'alarms.page', []],
  ],
  [
    'RB12b an objective that the load balancer ends before it is missed',
    { 'objectives.apiLatencyMilliseconds': 60_000 },
    ['config/contradiction', 'objectives.apiLatencyMilliseconds', 60_000],
  ],
  [
    'RB7 addresses without a port',
    { 'database.ports': undefined },
    ['config/contradiction', 'database.addressRanges', ['203.0.113.0/24']],
  ],
  [
    'a secret of Twilio that nobody reads',
    {
      'adopt.secretArns': {
        TWILIO_X: 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/TWILIO_X-AbCdEf',
      },
    },
    ['config/contradiction', 'adopt.secretArns.TWILIO_X', '***'],
  ],
  [
    'RB8c a DSN that is secret and is not',
    {
      'adopt.secretArns': {
        SENTRY_DSN: 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/SENTRY_DSN-AbCdEf',
      },
      'sentry.apiDsn': 'https://0a@o1.ingest.sentry.io/2',
    },
    ['config/contradiction', 'adopt.secretArns.SENTRY_DSN', '***'],
  ],
  [
    'RB8c a parameter that is a secret',
    { 'adopt.parameters': ['SENTRY_DSN'] },
    ['config/contradiction', 'adopt.parameters', 'SENTRY_DSN'],
  ],
  [
    'a key of a KMS in another region',
    { 'encryption.keyArn': KEY.replace('ap-southeast-1', 'eu-west-1') },
    ['config/contradiction', 'encryption.keyArn', KEY.replace('ap-southeast-1', 'eu-west-1')],
  ],
  [
    'a key that no publisher could use',
    { 'encryption.keyArn': KEY, 'deploy.webapp': undefined },
    ['config/contradiction', 'encryption.publisherArns', []],
  ],
  [
    'a publisher without a key',
    { 'encryption.publisherArns': ['arn:aws:iam::982233224911:role/publish'] },
    ['config/contradiction', 'encryption.publisherArns', ['arn:aws:iam::982233224911:role/publish']],
  ],
  [
    'a publisher of another account',
    { 'encryption.keyArn': KEY, 'encryption.publisherArns': ['arn:aws:iam::111111111111:role/publish'] },
    ['config/contradiction', 'encryption.publisherArns', 'arn:aws:iam::111111111111:role/publish'],
  ],
  [
    'a key of a secret that does not exist',
    { 'adopt.secretKeyArns': { API_KEY: KEY } },
    ['config/contradiction', 'adopt.secretKeyArns.API_KEY', KEY],
  ],
  [
    'a key in another region than its secret',
    { 'adopt.secretKeyArns': { DB_URI: KEY.replace('ap-southeast-1', 'eu-west-1') } },
    ['config/contradiction', 'adopt.secretKeyArns.DB_URI', KEY.replace('ap-southeast-1', 'eu-west-1')],
  ],
  [
    'RB12a a retention of another log group',
    { 'adopt.logGroupName': '/ecs/shared' },
    ['config/contradiction', 'api.logRetentionDays', 365],
  ],
])('%s is refused', (_, changes, problem) => {
  const gaps = ['config/missing', 'config/placeholder']; // of a gate that is open
  const problems = said(changed('open', changes)).filter(([code]) => !gaps.includes(code));

  expect(problems).toEqual([problem]);
});

test.each<[string, Record<string, unknown>]>([
  [
    'a long name whose certificate exists',
    { 'domain.apiSubdomain': 'a'.repeat(60), 'adopt.apiCertificateArn': OTHER.replace('eu-west-1', 'ap-southeast-1') },
  ],
  [
    'a key that a role of CI uses which is not in the config',
    {
      'encryption.keyArn': KEY,
      'encryption.publisherArns': ['arn:aws:iam::982233224911:role/publish'],
      'deploy.webapp': undefined,
    },
  ],
  ['an answer just before the load balancer aborts it', { 'objectives.apiLatencyMilliseconds': 59_999 }],
  ['nobody who is called', { alarms: undefined }],
  ['nobody who is called, in words', { 'alarms.page': [], 'alarms.ticket': [] }],
  ['a delegated zone that is made', { 'domain.hostedZoneId': undefined, 'domain.zoneIsDelegated': true }],
  [
    'vpc-endpoints',
    {
      'network.egress': 'vpc-endpoints',
      'network.natAddresses': undefined,
      'network.routeTableIds': ['rtb-0a1b2c3d'],
      'network.endpointServices': ['kms'],
    },
  ],
  ['a log group that keeps what it keeps', { 'adopt.logGroupName': '/ecs/shared', 'api.logRetentionDays': undefined }],
  [
    'a parameter with a DSN',
    { 'sentry.apiDsn': 'https://0a@o1.ingest.sentry.io/2', 'adopt.parameters': ['SENTRY_DSN'] },
  ],
])('%s is taken', (_, changes) => {
  expect(said(changed('open', changes))).toEqual([]);
});

test('what is wrong by itself contradicts nothing', () => {
  expect(said(changed('document', { 'api.cpu': 7, 'api.image': 'x', 'domain.rootDomain': 'X' }))).toHaveLength(3);
});
