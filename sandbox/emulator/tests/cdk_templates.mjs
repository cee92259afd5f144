// Prints small templates as JSON, by name, of plain constructs of the CDK unless no example has what a construct of ours
// makes: the tests of the emulator deploy them.
import { createRequire } from 'node:module';
import { findings } from './cdk_findings.mjs';
import { machine } from './cdk_machine.mjs';
import { replication } from './cdk_replication.mjs';
import { users } from './cdk_users.mjs';

const require = createRequire(import.meta.url);
const { App, DefaultStackSynthesizer, Duration, RemovalPolicy, Stack } = require('aws-cdk-lib');
const { BackupResource } = require('aws-cdk-lib/aws-backup');
const acm = require('aws-cdk-lib/aws-certificatemanager');
const { CfnDistribution, VpcOrigin, VpcOriginEndpoint } = require('aws-cdk-lib/aws-cloudfront');
const ec2 = require('aws-cdk-lib/aws-ec2');
const ecr = require('aws-cdk-lib/aws-ecr');
const ecs = require('aws-cdk-lib/aws-ecs');
const elb = require('aws-cdk-lib/aws-elasticloadbalancingv2');
const { Code, Runtime } = require('aws-cdk-lib/aws-lambda');
const rds = require('aws-cdk-lib/aws-rds');
const route53 = require('aws-cdk-lib/aws-route53');
const targets = require('aws-cdk-lib/aws-route53-targets');
const { Bucket } = require('aws-cdk-lib/aws-s3');
const { ScheduleExpression } = require('aws-cdk-lib/aws-scheduler');
const { NamespaceType } = require('aws-cdk-lib/aws-servicediscovery');
const { SubscriptionFilter } = require('aws-cdk-lib/aws-sns');
const { DataBackup } = require('../../../lib/data/index.js');
const { EdgeFirewall, FirewallMode, FirewallScope } = require('../../../lib/edge/index.js');
const {
  EcsService,
  EventTopic,
  ImageRepository,
  ImageSigning,
  QueueConsumer,
  QueueWorker,
  ScheduledTarget,
  ScheduledWorker,
  SchemaMigration,
  ServiceFunction,
} = require('../../../lib/service/index.js');

const [account, region] = process.argv.slice(2);
const PORT = 9123;

const app = new App({ context: { '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false } });

class TestStack extends Stack {
  constructor(id) {
    const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
    super(app, id, { env: { account, region }, synthesizer });
    this.vpc = new ec2.Vpc(this, 'Vpc', { natGateways: 0 });
    this.cluster = new ecs.Cluster(this, 'Cluster', { vpc: this.vpc, clusterName: 'bank' });
    this.image = ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(this, 'Image', 'api'), 'live');
  }

  get availabilityZones() {
    return [`${region}a`, `${region}b`];
  }

  /** A service of one task with the image `api`. */
  service(id, { secrets, sidecar, environment, ...more } = {}) {
    const taskDefinition = new ecs.FargateTaskDefinition(this, `${id}Task`, { family: id.toLowerCase() });
    taskDefinition.addContainer('api', {
      image: this.image,
      portMappings: [{ containerPort: PORT, name: 'http' }],
      secrets,
      environment,
    });
    if (sidecar) taskDefinition.addContainer('sidecar', { essential: false, ...sidecar(this) });
    return new ecs.FargateService(this, id, {
      cluster: this.cluster,
      taskDefinition,
      serviceName: id.toLowerCase(),
      desiredCount: 1,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      assignPublicIp: true,
      ...more,
    });
  }
}

/** Two services behind one load balancer by their hosts, one of them a wildcard; a redirect; a second certificate. */
function shared() {
  const stack = new TestStack('shared');
  const zone = new route53.PublicHostedZone(stack, 'Zone', { zoneName: 'tracker.example' });
  const certificate = (id, domainName) => new acm.Certificate(stack, id, { domainName });
  const balancer = new elb.ApplicationLoadBalancer(stack, 'Balancer', { vpc: stack.vpc, internetFacing: true });
  const listener = balancer.addListener('Https', {
    port: 443,
    certificates: [certificate('First', 'app.tracker.example')],
    defaultAction: elb.ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' }),
  });
  listener.addCertificates('More', [certificate('Second', '*.tracker.example')]);
  const group = (id, host, priority) => {
    const health = { path: '/up', interval: Duration.seconds(15), healthyThresholdCount: 2 };
    const made = new elb.ApplicationTargetGroup(stack, `${id}Targets`, {
      ...{ vpc: stack.vpc, port: PORT, protocol: elb.ApplicationProtocol.HTTP, healthCheck: health },
      targets: [stack.service(id, { environment: { NAME: id, [id.toUpperCase()]: 'yes' } })],
      deregistrationDelay: Duration.seconds(10),
    });
    listener.addTargetGroups(id, {
      priority,
      conditions: [elb.ListenerCondition.hostHeaders([host])],
      targetGroups: [made],
    });
  };
  group('Web', 'app.tracker.example', 20);
  group('Auth', 'auth.tracker.example', 10);
  group('Tenant', '*.tracker.example', 40);
  listener.addAction('Root', {
    priority: 30,
    conditions: [elb.ListenerCondition.hostHeaders(['tracker.example'])],
    action: elb.ListenerAction.redirect({ host: 'app.tracker.example', permanent: true }),
  });
  for (const [id, recordName] of Object.entries({ Root: '', Any: '*' })) {
    const target = route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(balancer));
    new route53.ARecord(stack, `${id}Record`, { zone, recordName, target });
  }
}

/** A service without a load balancer. */
function worker() {
  new TestStack('worker').service('Worker');
}

/** A service with a second container: an image from elsewhere, or the same image. */
function sidecars() {
  const logs = ecs.LogDriver.awsLogs({ streamPrefix: 'sidecar' });
  const elsewhere = ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3');
  const stack = new TestStack('sidecars');
  stack.service('Record', { sidecar: () => ({ image: elsewhere, logging: logs }) });
  stack.service('Process', { sidecar: ({ image }) => ({ image }) });
}

/** A service that reads fields of the generated secret of a database. */
function database() {
  const stack = new TestStack('database');
  const instance = new rds.DatabaseInstance(stack, 'Database', {
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
    vpc: stack.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    credentials: rds.Credentials.fromGeneratedSecret('tracker'),
    databaseName: 'tracker',
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const fields = { DB_HOST: 'host', DB_PORT: 'port', DB_USER: 'username', DB_PASSWORD: 'password' };
  const secrets = Object.entries(fields).map(([name, field]) => [
    name,
    ecs.Secret.fromSecretsManager(instance.secret, field),
  ]);
  const client = stack.service('Client', { secrets: Object.fromEntries(secrets) });
  instance.connections.allowDefaultPortFrom(client);
}

/** Two services of one Service Connect namespace. */
function connected() {
  const stack = new TestStack('connected');
  stack.cluster.addDefaultCloudMapNamespace({ name: 'tracker', type: NamespaceType.HTTP, useForServiceConnect: true });
  const internal = stack.service('Internal', {
    serviceConnectConfiguration: { services: [{ portMappingName: 'http', dnsName: 'internal', port: 80 }] },
  });
  const client = stack.service('Caller', { serviceConnectConfiguration: {} });
  client.node.addDependency(internal);
}

/** A web ACL in the twin of a stack, and the distribution that it is for. */
function firewall() {
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  const stack = new Stack(app, 'firewall', { env: { account, region }, synthesizer });
  const scope = FirewallScope.CLOUDFRONT;
  const ruleExceptions = { SizeRestrictions_BODY: ['/api/graphql', '/uploads/*'] };
  const acl = new EdgeFirewall(stack, 'Firewall', { scope, mode: FirewallMode.BLOCK, ruleExceptions });
  new CfnDistribution(stack, 'Site', {
    distributionConfig: {
      enabled: true,
      webAclId: acl.webAclArn,
      origins: [
        {
          id: 'origin',
          domainName: 'origin.tracker.example',
          customOriginConfig: { originProtocolPolicy: 'https-only' },
        },
      ],
      defaultCacheBehavior: { targetOriginId: 'origin', viewerProtocolPolicy: 'https-only' },
    },
  });
}

/** Snapshots of a bucket, with a copy in another region and a restore test. */
function backups() {
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  const stack = new Stack(app, 'backups', { env: { account, region }, synthesizer });
  const bucket = new Bucket(stack, 'Bucket', { versioned: true, removalPolicy: RemovalPolicy.DESTROY });
  const resources = [BackupResource.fromConstruct(bucket)];
  new DataBackup(stack, 'Backup', { resources, copyTo: 'us-east-1', restoreTest: {} });
}

/** A VPC origin for an internal load balancer. */
function origin() {
  const stack = new TestStack('origin');
  const balancer = new elb.ApplicationLoadBalancer(stack, 'Balancer', {
    vpc: stack.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
  });
  new VpcOrigin(stack, 'Origin', { endpoint: VpcOriginEndpoint.applicationLoadBalancer(balancer) });
}

/** A peering of the VPC with one in another region. */
function peering() {
  const stack = new TestStack('peering');
  const { vpcId } = stack.vpc;
  new ec2.CfnVPCPeeringConnection(stack, 'Peering', {
    vpcId,
    peerVpcId: 'vpc-0123456789abcdef0',
    peerRegion: 'eu-west-2',
  });
}

/** A service, and the migration before each of its releases; and one that asks for the signature of the image. */
function release() {
  const stack = new TestStack('release');
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'api');
  const service = stack.service('Released');
  const props = {
    vpc: stack.vpc,
    taskSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    image: ImageRepository.fromRepository(stack, 'Next', repository, { tag: 'live', nextTag: true }),
    service: EcsService.fromEcsServiceAttributes(stack, 'Known', { serviceName: 'released', clusterName: 'bank' }),
    command: ['./migrate.sh', 'up'],
    environment: { DB_USER: 'owner' },
  };
  const migration = new SchemaMigration(stack, 'Migration', { ...props, family: 'release' });
  const requireSignature = new ImageSigning(stack, 'Signing', { repositories: ['api'] });
  const signed = new SchemaMigration(stack, 'Signed', { ...props, family: 'signed', requireSignature });
  [migration, signed].forEach(({ node }) => node.addDependency(service));
}

/** A message that says so fails, and everything else of its batch is done. */
const CONSUMER = `exports.handler = async ({ Records }) => ({
  batchItemFailures: Records.filter(({ body }) => body.includes('poison')).map(({ messageId }) => ({
    itemIdentifier: messageId,
  })),
});`;

/** A queue that a function works on, a topic with a filter and events of a bucket before it, and two schedules. */
function workers() {
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  const stack = new Stack(app, 'workers', { env: { account, region }, synthesizer });
  const handler = (id, code) =>
    new ServiceFunction(stack, id, {
      ...{ code: Code.fromInline(code), handler: 'index.handler', runtime: Runtime.NODEJS_22_X },
      ...{ timeout: Duration.seconds(1), functionName: id.toLowerCase(), reservedConcurrency: 5 },
    });
  const consumer = QueueConsumer.lambdaFunction(handler('Consumer', CONSUMER));
  const audit = new QueueWorker(stack, 'Audit', { consumer, maxReceiveCount: 2 });
  audit.receiveEvents('Imports', { source: ['aws.s3'], detail: { bucket: { name: ['imports'] } } });
  new EventTopic(stack, 'Events').subscribe('Tasks', audit, {
    filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: ['task.created'] }) },
    rawMessageDelivery: true,
  });
  const schedule = ScheduleExpression.rate(Duration.minutes(1));
  const fails = 'exports.handler = async () => { throw new Error("no rates"); };';
  for (const [id, code] of Object.entries({ Rates: 'exports.handler = async () => {};', Failing: fails })) {
    const target = ScheduledTarget.lambdaFunction(handler(id, code), { payload: { source: 'ECB' } });
    new ScheduledWorker(stack, `${id}Schedule`, { schedule, target, retryAttempts: 0 });
  }
}

[shared, worker, sidecars, database, connected, firewall, backups, origin, peering, release, workers].forEach(
  (define) => define(),
);
const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
findings(new Stack(app, 'findings', { env: { account, region }, synthesizer }));
replication(new TestStack('replication'));
machine(new TestStack('machine'));
users(new TestStack('users'));
const { stacks } = app.synth();
console.log(JSON.stringify(Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]))));
