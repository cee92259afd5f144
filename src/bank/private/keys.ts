import { adopt } from './adopt-keys';
import { alarms, deploy } from './delivery-keys';
import { byDefault, choice, flag, group, list, ofDocument, optional, section, needed, text, whole } from './key';
import * as patterns from './patterns';
import { CPU_SIZES } from '../../core/private/formats/fargate-sizes';

/** The retentions that CloudWatch Logs knows, in days. A test compares them with the CDK's. */
const LOG_RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const scaling = group({
  minTasks: byDefault('The fewest tasks.', whole(1, 5000), 2),
  maxTasks: needed('The most tasks.', whole(1, 5000)),
  cpuPercent: byDefault('The CPU that tasks shall use on average, in percent.', whole(10, 90), 60),
  memoryPercent: optional(
    'The memory that tasks shall use on average, in percent.',
    whole(10, 90),
    'not scaled by memory, which few runtimes give back',
  ),
  requestsPerMinute: optional(
    'The requests that one task shall answer in a minute.',
    whole(1, 1_000_000_000),
    'not scaled by requests',
  ),
});

const api = group({
  image: ofDocument(
    'The image, in full. The tag is the channel that CI moves; account and region of everything follow from the host.',
    text(patterns.image),
    '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:latest',
  ),
  containerPort: ofDocument('The port that the API listens on.', whole(1, 65535), 9000),
  desiredCount: ofDocument('How many tasks run once they can. With `scaling`, how many start.', whole(0, 5000), 2),
  healthCheckPath: ofDocument('Where the API answers health checks.', text(patterns.urlPath), '/health'),
  cpu: byDefault('The CPU of a task, in units of which a core has 1024.', choice(...CPU_SIZES), 512),
  memoryMiB: byDefault(
    'The memory of a task, in MiB. Fargate knows certain pairs with `cpu`.',
    whole(512, 122880),
    1024,
  ),
  routing: optional(
    'Paths of the API, one to three, such as "/api" and "/api/*"; the load balancer answers all others with 404.',
    list(text(patterns.routePattern), 1, 3),
    'every path of the host reaches the API',
  ),
  readiness: byDefault(
    'What is stated of image and values: "waiting" is 0 tasks, "starting" starts them, "running" leaves their number to scaling.',
    choice('waiting', 'starting', 'running'),
    'waiting',
  ),
  scaling: optional('Lets the number of tasks follow the load.', scaling, 'the number is fixed'),
  logRetentionDays: byDefault(
    'How long the log group of the API keeps what it says, in days.',
    choice(...LOG_RETENTIONS),
    90,
  ),
  twilioKeys: byDefault(
    'The names of the Twilio secrets that the API reads, such as TWILIO_AUTH_TOKEN; never their values.',
    list(text(patterns.twilioKey)),
    [],
  ),
  settingsPath: byDefault(
    'What the names of parameters and secrets begin with. A second bank in the account needs its own.',
    text(patterns.settingsPath),
    'rl/bank/api',
  ),
  webAclArn: optional(
    'A web ACL of scope REGIONAL for the load balancer.',
    text(patterns.regionalWebAcl),
    'no web ACL',
  ),
});

const site = (bucketName: string) =>
  group({
    bucketName: ofDocument('The name of the bucket with the content.', text(patterns.bucketName), bucketName),
    auth0ClientId: optional('The client id of the app at Auth0.', text(patterns.clientId), 'CI knows it'),
    sentryDsn: optional(
      "The DSN of the app's Sentry project. In a browser it is no secret.",
      text(patterns.sentryDsn),
      'the app does not report to Sentry',
    ),
    webAclArn: optional('A web ACL of scope CLOUDFRONT.', text(patterns.edgeWebAcl), 'no web ACL'),
  });

const domain = group({
  rootDomain: ofDocument('The domain of the bank.', text(patterns.rootDomain), 'example.com'),
  apiSubdomain: ofDocument('The name of the API under the root domain.', text(patterns.subdomain), 'api'),
  appSubdomain: ofDocument("The name of the customers' web app.", text(patterns.subdomain), 'app'),
  merchantSubdomain: ofDocument("The name of the merchants' portal.", text(patterns.subdomain), 'merchant'),
  hostedZoneId: optional('The hosted zone of the root domain.', text(patterns.hostedZoneId), 'a zone is made'),
  zoneIsDelegated: byDefault(
    'Of a zone that is made: states that it is deployed by itself first, and the rest when the parent domain points at it. The open gate asks for it.',
    flag(),
    false,
  ),
});

const network = group({
  vpcId: ofDocument('The network.', text(patterns.vpcId), 'vpc-...'),
  publicSubnetIds: ofDocument(
    'Two public subnets at least, in different zones: for the load balancer.',
    list(text(patterns.subnetId), 2),
    ['subnet-a', 'subnet-b'],
  ),
  privateSubnetIds: ofDocument(
    'Two private subnets at least, in different zones: for tasks and cache.',
    list(text(patterns.subnetId), 2),
    ['subnet-c', 'subnet-d'],
  ),
  wayOut: byDefault(
    'How the private subnets reach what the tasks call: a NAT gateway that is there, or endpoints that are made, by which nothing outside AWS is reached.',
    choice('nat', 'endpoints'),
    'nat',
  ),
  natAddresses: byDefault(
    'The addresses that the tasks are seen under from outside, for allow lists.',
    list(text(patterns.address)),
    [],
  ),
  routeTableIds: optional(
    'The route tables of the private subnets: with them S3 gets a gateway endpoint, which is free.',
    list(text(patterns.routeTableId), 1),
    'S3 gets an interface endpoint, which is billed by the hour',
  ),
  endpointServices: byDefault(
    'Further AWS services to reach by endpoint, such as "kms".',
    list(text(patterns.endpointService)),
    [],
  ),
});

const auth0 = group({
  domain: ofDocument('The domain of the tenant.', text(patterns.tenant), 'tenant.region.auth0.com'),
  audience: ofDocument('The identifier of the API at Auth0.', text(patterns.audience), 'https://api.example.com'),
});

/** Every key of the config: the one definition. */
export const bank = group({
  enabled: byDefault('Whether there is a bank at all. Without it there is nothing, not even a plan.', flag(), false),
  createResources: byDefault('Opens the gate: what was a plan is created.', flag(), false),
  namePrefix: ofDocument(
    'What the names of stacks, service and roles begin with.',
    text(patterns.prefix),
    'prd-rl-bank',
  ),
  domain: section('The names of the bank.', domain),
  network: section('The network, which somebody else looks after.', network),
  api: section('The API.', api),
  webapp: section("The customers' web app.", site('prd-rl-bank-webapp')),
  merchantPortal: section("The merchants' portal.", site('prd-rl-bank-mp-webapp')),
  auth0: section('The tenant of Auth0.', auth0),
  database: section(
    'The database, which somebody else looks after. Its address is the secret DB_URI.',
    group({
      ports: byDefault('The ports it listens on, such as 27017. None is taken for granted.', list(whole(1, 65535)), []),
      addressRanges: byDefault('The ranges of addresses it is in.', list(text(patterns.range)), []),
    }),
  ),
  cache: section(
    'What the cache may cost.',
    group({
      maxDataGigabytes: byDefault('The most data it holds, in gigabytes.', whole(1, 5000), 1),
      maxEcpuPerSecond: byDefault('The most it computes, in processing units a second.', whole(1000, 15_000_000), 5000),
    }),
  ),
  sentry: section(
    'Sentry.',
    group({
      apiDsn: optional(
        "The DSN of the API's project, in clear, as a parameter.",
        text(patterns.sentryDsn),
        'it is the secret SENTRY_DSN, which a person fills in',
      ),
      environment: optional('What Sentry calls this environment.', text(patterns.environmentName), 'CI knows it'),
    }),
  ),
  telephony: section(
    'Telephony, which is no infrastructure of the bank.',
    group({
      exposed: byDefault(
        'Whether callers reach the bank by telephone. The plan then demands the safety statement.',
        flag(),
        false,
      ),
    }),
  ),
  alarms,
  uptimeCheck: byDefault('Whether the API and the sites are checked from outside.', flag(), false),
  runbookUrl: optional(
    'The page whose headings the alarms lead to.',
    text(patterns.webAddress),
    'the runbook of this library',
  ),
  deploy,
  adopt,
});

/** The values, as they are read. */
export type BankValues = NonNullable<(typeof bank)['_type']>;
