import { answering } from './red.mjs';

const ACCOUNT = '982233224911';
const HOME = 'ap-southeast-1';
const EDGE = 'us-east-1';

/** What the services would say of a bank that is well, as a value that a test can spoil. */
export function account() {
  return {
    service: {
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      networkConfiguration: {
        awsvpcConfiguration: {
          assignPublicIp: 'DISABLED',
          subnets: ['subnet-0a1b2c3d4e5f60714', 'subnet-0a1b2c3d4e5f60713'],
          securityGroups: ['sg-tasks'],
        },
      },
      enableExecuteCommand: false,
      propagateTags: 'SERVICE',
    },
    task: {
      user: '1000:1000',
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 9000 }],
      logConfiguration: { options: { 'awslogs-group': '/ecs/prd-rl-bank-api' } },
      secrets: [
        ...['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY', 'SENTRY_DSN'].map(
          secret,
        ),
        ...['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'].map(secret),
        ...['AUTH_AUDIENCE', 'AUTH_DOMAIN', 'CACHE_URI', 'CORS_ORIGIN_WHITELIST', 'GRAPHQL_PUBLIC_URL'].map(parameter),
        ...['NODE_ENV', 'PORT', 'SENTRY_RELEASE'].map(parameter),
      ],
    },
    repository: { imageScanningConfiguration: { scanOnPush: true } },
    logGroup: { logGroupName: '/ecs/prd-rl-bank-api', retentionInDays: 90 },
    balancer: { LoadBalancerArn: 'lb', DNSName: 'Api-1.elb.example', SecurityGroups: ['sg-world'] },
    attributes: {
      'deletion_protection.enabled': 'true',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'access_logs.s3.enabled': 'true',
    },
    listeners: {
      80: { Port: 80, Protocol: 'HTTP', ListenerArn: '80' },
      443: {
        Port: 443,
        Protocol: 'HTTPS',
        ListenerArn: '443',
        SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
        Certificates: [{ CertificateArn: 'cert' }],
      },
    },
    rules: {
      80: [
        nobody(),
        forApi({
          Type: 'redirect',
          RedirectConfig: {
            ...{ StatusCode: 'HTTP_301', Protocol: 'HTTPS', Port: '443' },
            ...{ Host: '#{host}', Path: '/#{path}', Query: '#{query}' },
          },
        }),
      ],
      443: [nobody(), forApi({ Type: 'forward', TargetGroupArn: 'targets' })],
    },
    targets: { TargetGroupArn: 'targets', HealthCheckPath: '/health', TargetType: 'ip' },
    certificate: { Status: 'ISSUED', SubjectAlternativeNames: ['api.bank.example'] },
    groups: {
      'sg-world': [
        door(80, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }),
        door(443, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }),
      ],
      'sg-tasks': [door(9000, { UserIdGroupPairs: [{ GroupId: 'sg-world' }] })],
    },
    groupsOut: {
      'sg-world': [door(9000, { UserIdGroupPairs: [{ GroupId: 'sg-tasks' }] })],
      'sg-tasks': [
        door(443, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }),
        door(27017, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }),
        door(6379, { UserIdGroupPairs: [{ GroupId: 'sg-cache' }] }),
      ],
    },
    buckets: {
      'prd-rl-bank-webapp': bucket('prd-rl-bank-webapp', 'EAPP'),
      'prd-rl-bank-mp-webapp': bucket('prd-rl-bank-mp-webapp', 'EMERCHANT'),
    },
    distributions: {
      EAPP: distribution('app.bank.example', 'prd-rl-bank-webapp'),
      EMERCHANT: distribution('merchant.bank.example', 'prd-rl-bank-mp-webapp'),
    },
    records: [
      { Type: 'NS', Name: 'bank.example.' },
      record('A', 'api', 'dualstack.api-1.elb.example.'),
      ...['A', 'AAAA', 'HTTPS'].flatMap((Type) => [
        record(Type, 'app', 'eapp.cloudfront.net.'),
        record(Type, 'merchant', 'emerchant.cloudfront.net.'),
      ]),
    ],
    alarms: { [HOME]: alarms(HOME), [EDGE]: alarms(EDGE) },
    topics: { [HOME]: topics(HOME), [EDGE]: topics(EDGE) },
    rotation: { KeyRotationEnabled: true },
    roles: {
      ...trusted('rl-bank-api', 20000001, 'prd', 'mark-release', 'push-image', 'roll-service'),
      ...trusted('rl-bank-webapp', 20000002, 'prd', 'publish-webapp'),
      ...trusted('rl-bank-mp-webapp', 20000003, 'prd', 'publish-mp-webapp'),
      ...trusted('rl-bank-infra', 20000004, 'prd', 'deploy', 'infrastructure'),
      ...trusted('rl-bank-infra', 20000004, 'plan', 'plan'),
    },
    managed: [],
  };
}

/** The sandbox whose services say so. */
export function sandboxOf(it) {
  const listed = ([Id, { config, DomainName }]) => ({ Id, DomainName, Aliases: config.Aliases });
  return answering({
    ListClusters: { clusterArns: ['cluster'] },
    ListServices: { serviceArns: ['service'] },
    DescribeServices: { services: [it.service] },
    DescribeTaskDefinition: { taskDefinition: { containerDefinitions: [it.task] } },
    DescribeRepositories: { repositories: [it.repository] },
    DescribeLogGroups: { logGroups: [it.logGroup] },
    DescribeLoadBalancers: { LoadBalancers: [it.balancer] },
    DescribeLoadBalancerAttributes: {
      Attributes: Object.entries(it.attributes).map(([Key, Value]) => ({ Key, Value })),
    },
    DescribeListeners: { Listeners: Object.values(it.listeners) },
    DescribeTargetGroups: { TargetGroups: [it.targets] },
    DescribeRules: ({ ListenerArn }) => ({ Rules: it.rules[ListenerArn] }),
    DescribeCertificate: { Certificate: it.certificate },
    DescribeSecurityGroups: ({ GroupIds }) => ({
      SecurityGroups: GroupIds.map((GroupId) => ({
        GroupId,
        IpPermissions: it.groups[GroupId],
        IpPermissionsEgress: it.groupsOut[GroupId],
      })),
    }),
    GetPublicAccessBlock: ({ Bucket }) => ({ PublicAccessBlockConfiguration: it.buckets[Bucket].blocked }),
    GetBucketVersioning: ({ Bucket }) => ({ Status: it.buckets[Bucket].versioning }),
    GetBucketLogging: ({ Bucket }) => ({ LoggingEnabled: it.buckets[Bucket].logging }),
    GetBucketPolicy: ({ Bucket }) => ({ Policy: JSON.stringify({ Statement: it.buckets[Bucket].statements }) }),
    ListDistributions: { DistributionList: { Items: Object.entries(it.distributions).map(listed) } },
    GetDistributionConfig: ({ Id }) => ({ DistributionConfig: it.distributions[Id].config }),
    ListResourceRecordSets: { ResourceRecordSets: it.records },
    DescribeAlarms: (input, region) => it.alarms[region],
    ListTopics: (input, region) => ({ Topics: it.topics[region] }),
    GetTopicAttributes: { Attributes: { KmsMasterKeyId: 'key' } },
    GetKeyRotationStatus: it.rotation,
    GetRole: ({ RoleName }) => ({
      Role: { AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify({ Statement: it.roles[RoleName] })) },
    }),
    ListAttachedRolePolicies: { AttachedPolicies: it.managed },
  });
}

function secret(name) {
  return { name, valueFrom: `arn:aws:secretsmanager:${HOME}:${ACCOUNT}:secret:rl/bank/api/${name}-a1b2c3` };
}

function parameter(name) {
  return { name, valueFrom: `arn:aws:ssm:${HOME}:${ACCOUNT}:parameter/rl/bank/api/${name}` };
}

function nobody() {
  const FixedResponseConfig = { StatusCode: '404' };
  return { IsDefault: true, Conditions: [], Actions: [{ Type: 'fixed-response', FixedResponseConfig }] };
}

function forApi(action) {
  return { IsDefault: false, Conditions: [{ Field: 'host-header', Values: ['api.bank.example'] }], Actions: [action] };
}

function door(port, who) {
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, ...who };
}

function bucket(name, distributionId) {
  const Resource = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  return {
    blocked: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    versioning: 'Enabled',
    logging: { TargetBucket: 'prd-rl-bank-sites-bankwebstaticsiteaccesslogs1' },
    statements: [
      {
        ...{ Effect: 'Deny', Action: 's3:*', Principal: { AWS: '*' }, Resource },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        ...{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource },
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: {
          StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/${distributionId}` },
        },
      },
    ],
  };
}

function distribution(host, bucketName) {
  return {
    DomainName: `e${host.split('.')[0]}.cloudfront.net`,
    config: {
      Aliases: { Items: [host] },
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
      ViewerCertificate: { ACMCertificateArn: `arn:aws:acm:${EDGE}:${ACCOUNT}:certificate/1` },
      Origins: { Items: [{ DomainName: `${bucketName}.s3.${HOME}.amazonaws.com`, OriginAccessControlId: 'oac' }] },
    },
  };
}

function record(Type, name, DNSName) {
  return { Type, Name: `${name}.bank.example.`, AliasTarget: { DNSName } };
}

function topics(region) {
  return ['page', 'ticket'].map((name) => ({ TopicArn: `arn:aws:sns:${region}:${ACCOUNT}:prd-rl-bank-${name}` }));
}

/** One that calls, one that a composite alarm calls for, one for which it is silent, and one that makes it quiet. */
function alarms(region) {
  const page = [topics(region)[0].TopicArn];
  const alarm = (name, AlarmActions = []) => ({
    AlarmName: name,
    AlarmArn: `arn:alarm:${name}`,
    AlarmActions,
    AlarmDescription: 'see runbook.md#here',
  });
  return {
    MetricAlarms: [alarm('Down', page), alarm('Slow'), { ...alarm('Quiet'), AlarmDescription: 'a window' }],
    CompositeAlarms: [
      {
        ...alarm('Slow-Call', page),
        AlarmRule: '(ALARM("arn:alarm:Slow") AND (NOT (ALARM("arn:alarm:Down"))))',
        ActionsSuppressor: 'arn:alarm:Quiet',
      },
    ],
  };
}

function trusted(repository, id, environment, ...roles) {
  const statement = {
    Action: 'sts:AssumeRoleWithWebIdentity',
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
    Condition: {
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': [
          `repo:rl-bank/${repository}:environment:${environment}`,
          `repo:rl-bank@10000001/${repository}@${id}:environment:${environment}`,
        ],
      },
    },
  };
  return Object.fromEntries(roles.map((role) => [`prd-rl-bank-${role}`, [structuredClone(statement)]]));
}
