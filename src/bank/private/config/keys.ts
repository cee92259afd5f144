import { adopt } from './adopt-keys';
import { alarms, deploy, objectives } from './delivery-keys';
import {
  boolean,
  choice,
  documentKey,
  group,
  integer,
  list,
  optional,
  required,
  section,
  string,
  withDefault,
} from './key';
import * as patterns from './patterns';
import { CPU_SIZES } from '../../../core/private/formats/fargate-sizes';
import { LOG_RETENTIONS } from '../../../core/private/formats/log-retention';

const scaling = group({
  minTasks: withDefault('The minimum task count.', integer(1, 5000), 2),
  maxTasks: required('The maximum task count.', integer(1, 5000)),
  cpuPercent: withDefault('The average CPU utilization that scaling keeps, in percent.', integer(10, 90), 60),
  memoryPercent: optional(
    'The average memory utilization that scaling keeps, in percent.',
    integer(10, 90),
    'no scaling by memory, which few runtimes release',
  ),
  requestsPerMinute: optional(
    'The requests per task and minute that scaling keeps.',
    integer(1, 1_000_000_000),
    'no scaling by requests',
  ),
});

const api = group({
  image: documentKey(
    'The full URI of the image. CI moves its tag; its host sets the account and region of all stacks.',
    string(patterns.image),
    '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:latest',
  ),
  containerPort: documentKey('The container port of the API.', integer(1, 65535), 9000),
  desiredCount: documentKey('The task count. With `scaling`, the count at the start.', integer(0, 5000), 2),
  healthCheckPath: documentKey('The path of the health check.', string(patterns.urlPath), '/health'),
  cpu: withDefault('The CPU units of a task, 1024 for a vCPU.', choice(...CPU_SIZES), 512),
  memoryMiB: withDefault(
    'The memory of a task, in MiB. Fargate takes certain pairs of it and `cpu`.',
    integer(512, 122880),
    1024,
  ),
  routing: optional(
    'The path patterns that the load balancer forwards, such as "/api" and "/api/*". It answers all others with 404.',
    list(string(patterns.routePattern), 1, 3),
    'it forwards every path',
  ),
  uptimeCheckPath: optional(
    'The path that Route 53 health checks request from the API, such as "/api/health". `routing` must forward it, and the API must answer a GET without headers with a status from 200 to 399.',
    string(patterns.uptimePath),
    'healthCheckPath; the API is not checked where `routing` does not forward that',
  ),
  launchPhase: withDefault(
    'Whether image and secrets exist: "not-ready" is 0 tasks, "first-start" starts them, "running" leaves the count to scaling.',
    choice('not-ready', 'first-start', 'running'),
    'not-ready',
  ),
  scaling: optional('Scales the task count with the load.', scaling, 'the count is fixed'),
  logRetentionDays: withDefault('The retention of the log group of the API, in days.', choice(...LOG_RETENTIONS), 90),
  twilioKeys: withDefault(
    'The names of the Twilio secrets that the API reads, such as TWILIO_AUTH_TOKEN, never their values.',
    list(string(patterns.twilioKey)),
    [],
  ),
  settingsPath: withDefault(
    'The prefix of the names of parameters and secrets. A second bank in the account needs another.',
    string(patterns.settingsPath),
    'rl/bank/api',
  ),
  webAclArn: optional(
    'The ARN of a web ACL of scope REGIONAL, for the load balancer.',
    string(patterns.regionalWebAcl),
    'no web ACL',
  ),
});

const siteKeys = (bucketName: string) => ({
  bucketName: documentKey('The name of the content bucket.', string(patterns.bucketName), bucketName),
  auth0ClientId: optional('The client id of the app at Auth0.', string(patterns.clientId), 'CI sets it'),
  sentryDsn: optional(
    "The DSN of the app's Sentry project, which is public in a browser.",
    string(patterns.sentryDsn),
    'the app does not report to Sentry',
  ),
  webAclArn: optional(
    'The ARN of a web ACL of scope CLOUDFRONT, for the distribution.',
    string(patterns.edgeWebAcl),
    'no web ACL',
  ),
});

const webapp = group({
  ...siteKeys('prd-rl-bank-webapp'),
  ownWebResources: withDefault(
    "Whether Flutter builds the app with --no-web-resources-cdn. If not, the Content-Security-Policy admits code and fonts from Google's servers.",
    boolean(),
    true,
  ),
});

const domain = group({
  rootDomain: documentKey('The root domain of the bank.', string(patterns.rootDomain), 'example.com'),
  apiSubdomain: documentKey('The subdomain of the API.', string(patterns.subdomain), 'api'),
  appSubdomain: documentKey("The subdomain of the customers' web app.", string(patterns.subdomain), 'app'),
  merchantSubdomain: documentKey("The subdomain of the merchants' portal.", string(patterns.subdomain), 'merchant'),
  hostedZoneId: optional(
    'The id of the hosted zone of the root domain.',
    string(patterns.hostedZoneId),
    'a zone is created',
  ),
  zoneIsDelegated: withDefault(
    'For a new zone: states that it is deployed by itself first, and the rest once the parent domain delegates to it. The open gate requires it.',
    boolean(),
    false,
  ),
});

const network = group({
  vpcId: documentKey('The id of the VPC.', string(patterns.vpcId), 'vpc-...'),
  publicSubnetIds: documentKey(
    'The public subnets for the load balancer, in two availability zones at least.',
    list(string(patterns.subnetId), 2),
    ['subnet-a', 'subnet-b'],
  ),
  privateSubnetIds: documentKey(
    'The private subnets for tasks and cache, in two availability zones at least.',
    list(string(patterns.subnetId), 2),
    ['subnet-c', 'subnet-d'],
  ),
  egress: withDefault(
    'The egress of the private subnets: an existing NAT gateway, or new VPC endpoints, which reach AWS services only.',
    choice('nat', 'vpc-endpoints'),
    'nat',
  ),
  natAddresses: withDefault(
    'The public addresses of the NAT gateways, for the allow lists of others.',
    list(string(patterns.address)),
    [],
  ),
  routeTableIds: optional(
    'The route tables of the private subnets, for a gateway endpoint for S3, which is free.',
    list(string(patterns.routeTableId), 1),
    'an interface endpoint for S3, which is billed by the hour',
  ),
  endpointServices: withDefault(
    'Further AWS services that need an endpoint, such as "kms".',
    list(string(patterns.endpointService)),
    [],
  ),
  endpointClientRanges: withDefault(
    'The CIDR ranges that can call the new endpoints beside the tasks, such as that of the VPC, since private DNS of endpoints counts for all of it.',
    list(string(patterns.range)),
    [],
  ),
  endpointAccounts: withDefault(
    'Further accounts whose principals and resources the policies of the new endpoints allow.',
    list(string(patterns.account)),
    [],
  ),
  endpointSecurityGroupId: optional(
    'The id of the security group of existing VPC endpoints, which tasks use instead of new ones.',
    string(patterns.securityGroupId),
    'new endpoints, with egress vpc-endpoints',
  ),
});

const auth0 = group({
  domain: documentKey('The domain of the Auth0 tenant.', string(patterns.tenant), 'tenant.region.auth0.com'),
  audience: documentKey('The identifier of the API at Auth0.', string(patterns.audience), 'https://api.example.com'),
});

/** All keys of the config. */
export const bank = group({
  enabled: withDefault('Whether the app has a bank. While it is false there is not even a plan.', boolean(), false),
  createResources: withDefault('Opens the gate: the stacks of the plan can be deployed.', boolean(), false),
  namePrefix: documentKey(
    'The prefix of the names of stacks, service and roles.',
    string(patterns.prefix),
    'prd-rl-bank',
  ),
  domain: section('Host names.', domain),
  network: section('The existing VPC.', network),
  api: section('The API service.', api),
  webapp: section("The customers' web app.", webapp),
  merchantPortal: section("The merchants' portal.", group(siteKeys('prd-rl-bank-mp-webapp'))),
  auth0: section('Auth0.', auth0),
  database: section(
    'The existing database. Its address is the secret DB_URI.',
    group({
      ports: withDefault(
        'The ports of the database, such as 27017, which the tasks may reach.',
        list(integer(1, 65535)),
        [],
      ),
      addressRanges: withDefault(
        'The CIDR ranges of the database, which the tasks may reach.',
        list(string(patterns.range)),
        [],
      ),
    }),
  ),
  cache: section(
    'The limits of the cache.',
    group({
      maxDataGigabytes: withDefault('The maximum data storage, in GB.', integer(1, 5000), 1),
      maxEcpuPerSecond: withDefault(
        'The maximum of ElastiCache processing units (ECPU) per second.',
        integer(1000, 15_000_000),
        5000,
      ),
    }),
  ),
  encryption: section(
    'Encryption with customer managed KMS keys.',
    group({
      keyArn: optional(
        'The ARN of a customer managed KMS key in the region of the API, for secrets, log group, images and cache. The content of each site gets a new key, whose policy names the distribution.',
        string(patterns.keyArn),
        'keys that AWS manages or owns',
      ),
      publisherArns: withDefault(
        'The ARNs of IAM roles that publish the sites, beside those of `deploy`. The policies of the keys of the content name them.',
        list(string(patterns.roleArn)),
        [],
      ),
    }),
  ),
  sentry: section(
    'Sentry.',
    group({
      apiDsn: optional(
        "The DSN of the API's Sentry project, as a plain parameter.",
        string(patterns.sentryDsn),
        'the secret SENTRY_DSN, which an operator fills in',
      ),
      environment: optional('The name of the environment at Sentry.', string(patterns.environmentName), 'CI sets it'),
    }),
  ),
  telephony: section(
    'Telephony, for which no resources are created.',
    group({
      exposed: withDefault(
        'Whether the bank answers phone calls. The plan then requires the safety statement.',
        boolean(),
        false,
      ),
    }),
  ),
  alarms,
  objectives,
  uptimeCheck: withDefault('Whether Route 53 health checks probe the API and the sites.', boolean(), false),
  runbookUrl: optional(
    'The URL of the runbook that alarms link to.',
    string(patterns.webAddress),
    'the runbook of this library',
  ),
  deploy,
  adopt,
});

/** The values of the config. */
export type BankValues = NonNullable<(typeof bank)['_type']>;
