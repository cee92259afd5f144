import { changed, said } from '../../support/bank-configs';

const OTHER = 'arn:aws:acm:eu-west-1:982233224911:certificate/0a1b2c3d';
const FOREIGN = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/0a1b2c3d';

test.each<[string, Record<string, unknown>, string]>([
  [
    'RB19a a gate that is open around nothing',
    { enabled: false, createResources: true },
    `'createResources' is true, but enabled is not true, so there is nothing to create: set enabled to true, or take createResources out`,
  ],
  [
    'RB1c a zone that exists and is delegated',
    { 'domain.zoneIsDelegated': true },
    `'domain.zoneIsDelegated' is true, but it is about a zone that is made, and hostedZoneId names one that exists: leave one of the two out`,
  ],
  [
    'RB1a one name for two',
    { 'domain.merchantSubdomain': 'app' },
    `'domain.merchantSubdomain' is "app", but appSubdomain is the same, and one name leads to one place: choose another`,
  ],
  [
    'RB1a a name that no certificate is made for',
    { 'domain.apiSubdomain': 'a'.repeat(60), 'api.routing': undefined },
    `'domain.apiSubdomain' is "${'a'.repeat(60)}", but ${'a'.repeat(60)}.bank.example has 73 characters, and a certificate is made for 64 at most: choose a shorter name, or adopt a certificate`,
  ],
  [
    'RB4 a subnet of both kinds',
    { 'network.privateSubnetIds': ['subnet-0a1b2c3d4e5f60711', 'subnet-0a1b2c3d4e5f60714'] },
    `'network.publicSubnetIds' is "subnet-0a1b2c3d4e5f60711", but it is among the privateSubnetIds too, and a subnet either has a route from the internet or not: leave it in the list it belongs to`,
  ],
  [
    'RB23 addresses of no gateway',
    { 'network.wayOut': 'endpoints' },
    `'network.natAddresses' is ["198.51.100.7"], but it is about a NAT gateway, and wayOut is endpoints: leave it out, or set wayOut to nat`,
  ],
  [
    'RB23 route tables of no endpoints',
    { 'network.routeTableIds': ['rtb-0a1b2c3d'] },
    `'network.routeTableIds' is ["rtb-0a1b2c3d"], but it is about endpoints, and wayOut is nat: leave it out, or set wayOut to endpoints`,
  ],
  [
    'RB23 services of no endpoints',
    { 'network.endpointServices': ['kms'] },
    `'network.endpointServices' is ["kms"], but it is about endpoints, and wayOut is nat: leave it out, or set wayOut to endpoints`,
  ],
  [
    'RB9a one bucket for two',
    { 'adopt.siteAccessLogBucketName': 'prd-rl-bank-webapp' },
    `'adopt.siteAccessLogBucketName' is "prd-rl-bank-webapp", but webapp.bucketName is the same bucket, and each holds one thing: name another`,
  ],
  [
    'RB3a memory that Fargate does not have',
    { 'api.memoryMiB': 512 },
    `'api.memoryMiB' is 512, but with 512 units of CPU Fargate has 1024, 2048, 3072, 4096: choose one of these, or another api.cpu`,
  ],
  [
    'RB3c paths that miss GraphQL',
    { 'api.routing': ['/v1/*'] },
    `'api.routing' is ["/v1/*"], but none of them matches the path of GraphQL, /api/graphql, and the load balancer would answer it with 404: add "/api/*"`,
  ],
  [
    'RB3c paths with too many wildcards',
    { 'api.routing': ['/api/*', '/a*/*/*/*/*'] },
    `'api.routing' is ["/api/*","/a*/*/*/*/*"], but the paths of a rule take 5 of * and ? in all: say it in fewer of them, such as "/api/*"`,
  ],
  [
    'most tasks below the fewest',
    { 'api.scaling': { minTasks: 3, maxTasks: 2 } },
    `'api.scaling.maxTasks' is 2, but the fewest tasks are 3: raise it, or lower api.scaling.minTasks`,
  ],
  [
    'a count outside of scaling',
    { 'api.desiredCount': 9 },
    `'api.desiredCount' is 9, but scaling keeps the number of tasks from 2 to 6: start with a number between`,
  ],
  [
    'RB5b a certificate of another region',
    { 'adopt.apiCertificateArn': OTHER },
    `'adopt.apiCertificateArn' is "${OTHER}", but api.image is in account 982233224911 and region ap-southeast-1: name one that is there too`,
  ],
  [
    'RB5b a web ACL of another account',
    { 'webapp.webAclArn': FOREIGN },
    `'webapp.webAclArn' is "${FOREIGN}", but api.image is in account 982233224911: name one that is there too`,
  ],
  [
    'RB12c a page that nobody hears of when it breaks',
    { 'alarms.ticket': undefined },
    `'alarms.ticket' is [], but alarms.page names somebody, and each of the two hears that the other is broken: name somebody in both, if need be the same`,
  ],
  [
    'RB12c a ticket that nobody hears of when it breaks',
    { 'alarms.page': [] },
    `'alarms.page' is [], but alarms.ticket names somebody, and each of the two hears that the other is broken: name somebody in both, if need be the same`,
  ],
  [
    'RB7 addresses without a port',
    { 'database.ports': undefined },
    `'database.addressRanges' is ["203.0.113.0/24"], but no port is known, so nothing would be opened there: write database.ports too, such as [27017]`,
  ],
  [
    'a secret of Twilio that nobody reads',
    {
      'adopt.secretArns': {
        TWILIO_X: 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/TWILIO_X-AbCdEf',
      },
    },
    `'adopt.secretArns.TWILIO_X' is "***", but api.twilioKeys does not name it: add it there, or take it out here`,
  ],
  [
    'RB8c a DSN that is secret and is not',
    {
      'adopt.secretArns': {
        SENTRY_DSN: 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/SENTRY_DSN-AbCdEf',
      },
      'sentry.apiDsn': 'https://0a@o1.ingest.sentry.io/2',
    },
    `'adopt.secretArns.SENTRY_DSN' is "***", but sentry.apiDsn makes it a parameter: leave one of the two out`,
  ],
  [
    'RB8c a parameter that is a secret',
    { 'adopt.parameters': ['SENTRY_DSN'] },
    `'adopt.parameters' is "SENTRY_DSN", but it is a secret as long as there is no sentry.apiDsn: write sentry.apiDsn, or take it out`,
  ],
  [
    'RB12a a retention of another log group',
    { 'adopt.logGroupName': '/ecs/shared' },
    `'api.logRetentionDays' is 365, but it is of the log group that is made, and adopt.logGroupName names one that exists: leave one of the two out`,
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
    'endpoints',
    {
      'network.wayOut': 'endpoints',
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
