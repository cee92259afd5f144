import { changed, said } from '../../../../support/bank-configs';

const OTHER = 'arn:aws:acm:eu-west-1:982233224911:certificate/0a1b2c3d';
const FOREIGN = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/0a1b2c3d';

test.each<[string, Record<string, unknown>, string]>([
  [
    'RB19a a gate that is open around nothing',
    { enabled: false, createResources: true },
    `'createResources' is true, but cannot be true while enabled is false: set enabled to true, or remove createResources`,
  ],
  [
    'RB1c a zone that exists and is delegated',
    { 'domain.zoneIsDelegated': true },
    `'domain.zoneIsDelegated' is true, but cannot be true with hostedZoneId, since it is about a new zone: remove one of the two`,
  ],
  [
    'RB1a one name for two',
    { 'domain.merchantSubdomain': 'app' },
    `'domain.merchantSubdomain' is "app", but must differ from appSubdomain, since a name leads to one place: choose another name`,
  ],
  [
    'RB1a a name that no certificate is made for',
    { 'domain.apiSubdomain': 'a'.repeat(60), 'api.routing': undefined },
    `'domain.apiSubdomain' is "${'a'.repeat(60)}", but must make a host name of 64 characters at most for a certificate, and ${'a'.repeat(60)}.bank.example has 73: choose a shorter name, or adopt a certificate`,
  ],
  [
    'RB4 a subnet of both kinds',
    { 'network.privateSubnetIds': ['subnet-0a1b2c3d4e5f60711', 'subnet-0a1b2c3d4e5f60714'] },
    `'network.publicSubnetIds' is "subnet-0a1b2c3d4e5f60711", but cannot be in privateSubnetIds too, since a subnet is either public or private: remove it from the wrong list`,
  ],
  [
    'RB23 addresses of no gateway',
    { 'network.egress': 'vpc-endpoints' },
    `'network.natAddresses' is ["198.51.100.7"], but cannot be set with egress vpc-endpoints, since it is about NAT gateways: remove it, or set egress to nat`,
  ],
  [
    'RB23 route tables of no endpoints',
    { 'network.routeTableIds': ['rtb-0a1b2c3d'] },
    `'network.routeTableIds' is ["rtb-0a1b2c3d"], but cannot be set with egress nat, since it is about endpoints: remove it, or set egress to vpc-endpoints`,
  ],
  [
    'RB23 services of no endpoints',
    { 'network.endpointServices': ['kms'] },
    `'network.endpointServices' is ["kms"], but cannot be set with egress nat, since it is about endpoints: remove it, or set egress to vpc-endpoints`,
  ],
  [
    'RB9a one bucket for two',
    { 'adopt.siteAccessLogBucketName': 'prd-rl-bank-webapp' },
    `'adopt.siteAccessLogBucketName' is "prd-rl-bank-webapp", but must differ from webapp.bucketName, since a bucket holds one kind of content: name another bucket`,
  ],
  [
    'RB3a memory that Fargate does not have',
    { 'api.memoryMiB': 512 },
    `'api.memoryMiB' is 512, but Fargate takes 1024, 2048, 3072, 4096 with 512 units of CPU: choose one of these, or another api.cpu`,
  ],
  [
    'RB3c paths that miss GraphQL',
    { 'api.routing': ['/v1/*'] },
    `'api.routing' is ["/v1/*"], but must match the path of GraphQL, /api/graphql, which the load balancer would answer with 404: add "/api/*"`,
  ],
  [
    'RB3c paths with too many wildcards',
    { 'api.routing': ['/api/*', '/a*/*/*/*/*'] },
    `'api.routing' is ["/api/*","/a*/*/*/*/*"], but must have at most 5 of * and ? in all: use fewer of them, such as "/api/*"`,
  ],
  [
    'most tasks below the fewest',
    { 'api.scaling': { minTasks: 3, maxTasks: 2 } },
    `'api.scaling.maxTasks' is 2, but must be at least api.scaling.minTasks, which is 3: raise it, or lower api.scaling.minTasks`,
  ],
  [
    'a count outside of scaling',
    { 'api.desiredCount': 9 },
    `'api.desiredCount' is 9, but must be from 2 to 6, as api.scaling keeps it: choose a number in this range`,
  ],
  [
    'RB5b a certificate of another region',
    { 'adopt.apiCertificateArn': OTHER },
    `'adopt.apiCertificateArn' is "${OTHER}", but must be in account 982233224911 and region ap-southeast-1, as api.image is: name one there`,
  ],
  [
    'RB5b a web ACL of another account',
    { 'webapp.webAclArn': FOREIGN },
    `'webapp.webAclArn' is "${FOREIGN}", but must be in account 982233224911, as api.image is: name one there`,
  ],
  [
    'RB12c a page that nobody hears of when it breaks',
    { 'alarms.ticket': undefined },
    `'alarms.ticket' is [], but must have targets, since alarms.page has, and each reports when the other fails: set targets in both, the same if need be`,
  ],
  [
    'RB12c a ticket that nobody hears of when it breaks',
    { 'alarms.page': [] },
    `'alarms.page' is [], but must have targets, since alarms.ticket has, and each reports when the other fails: set targets in both, the same if need be`,
  ],
  [
    'RB7 addresses without a port',
    { 'database.ports': undefined },
    `'database.addressRanges' is ["203.0.113.0/24"], but must come with database.ports, since nothing is opened without a port: set database.ports too, such as [27017]`,
  ],
  [
    'a secret of Twilio that nobody reads',
    {
      'adopt.secretArns': {
        TWILIO_X: 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/TWILIO_X-AbCdEf',
      },
    },
    `'adopt.secretArns.TWILIO_X' is "***", but must be in api.twilioKeys to be read: add it there, or remove it here`,
  ],
  [
    'RB8c a DSN that is secret and is not',
    {
      'adopt.secretArns': {
        SENTRY_DSN: 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/SENTRY_DSN-AbCdEf',
      },
      'sentry.apiDsn': 'https://0a@o1.ingest.sentry.io/2',
    },
    `'adopt.secretArns.SENTRY_DSN' is "***", but cannot be a secret with sentry.apiDsn, which makes it a parameter: remove one of the two`,
  ],
  [
    'RB8c a parameter that is a secret',
    { 'adopt.parameters': ['SENTRY_DSN'] },
    `'adopt.parameters' is "SENTRY_DSN", but cannot be a parameter without sentry.apiDsn: set sentry.apiDsn, or remove it`,
  ],
  [
    'RB12a a retention of another log group',
    { 'adopt.logGroupName': '/ecs/shared' },
    `'api.logRetentionDays' is 365, but cannot be set with adopt.logGroupName, since it is for a new log group: remove one of the two`,
  ],
])('%s is refused', (_, changes, line) => {
  expect(said(changed('open', changes))).toContain(line);
  expect(said(changed('open', changes)).filter((other) => !other.includes('createResources is true'))).toHaveLength(1);
});

test.each<[string, Record<string, unknown>]>([
  [
    'a long name whose certificate exists',
    { 'domain.apiSubdomain': 'a'.repeat(60), 'adopt.apiCertificateArn': OTHER.replace('eu-west-1', 'ap-southeast-1') },
  ],
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
