const { App, Duration, RemovalPolicy, Stack } = require('aws-cdk-lib');
const acm = require('aws-cdk-lib/aws-certificatemanager');
const ec2 = require('aws-cdk-lib/aws-ec2');
const ecr = require('aws-cdk-lib/aws-ecr');
const ecs = require('aws-cdk-lib/aws-ecs');
const elb = require('aws-cdk-lib/aws-elasticloadbalancingv2');
const events = require('aws-cdk-lib/aws-events');
const iam = require('aws-cdk-lib/aws-iam');
const logs = require('aws-cdk-lib/aws-logs');
const route53 = require('aws-cdk-lib/aws-route53');
const { LoadBalancerTarget } = require('aws-cdk-lib/aws-route53-targets');
const s3 = require('aws-cdk-lib/aws-s3');

const app = new App();
const stack = new Stack(app, 'Api', { env: { account: '111111111111', region: 'ap-southeast-1' } });
const domainName = 'api.bank.example';
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  zoneName: 'bank.example',
});
const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-1',
  availabilityZones: ['ap-southeast-1a', 'ap-southeast-1b'],
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  publicSubnetRouteTableIds: ['rtb-1', 'rtb-1'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
  privateSubnetRouteTableIds: ['rtb-2', 'rtb-2'],
});
const repository = new ecr.Repository(stack, 'Repository', {
  repositoryName: 'rl-bank-api',
  imageScanOnPush: true,
  imageTagMutability: ecr.TagMutability.IMMUTABLE_WITH_EXCLUSION,
  imageTagMutabilityExclusionFilters: [ecr.ImageTagMutabilityExclusionFilter.wildcard('live')],
  lifecycleRules: [{ tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge: Duration.days(90) }],
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
});

const callers = new ec2.SecurityGroup(stack, 'Callers', { vpc, allowAllOutbound: false });
callers.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443));
callers.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(80));
const loadBalancer = new elb.ApplicationLoadBalancer(stack, 'LoadBalancer', {
  vpc,
  internetFacing: true,
  securityGroup: callers,
  deletionProtection: true,
  dropInvalidHeaderFields: true,
  desyncMitigationMode: elb.DesyncMitigationMode.STRICTEST,
  idleTimeout: Duration.seconds(60),
});
const accessLogs = new s3.Bucket(stack, 'AccessLogs', {
  blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  encryption: s3.BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  lifecycleRules: [{ expiration: Duration.days(90) }],
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
});
loadBalancer.logAccessLogs(accessLogs, 'alb');
const certificate = new acm.Certificate(stack, 'Certificate', {
  domainName,
  validation: acm.CertificateValidation.fromDns(zone),
});
const targets = new elb.ApplicationTargetGroup(stack, 'Targets', {
  vpc,
  targetType: elb.TargetType.IP,
  protocol: elb.ApplicationProtocol.HTTP,
  port: 9000,
  deregistrationDelay: Duration.seconds(60),
  healthCheck: { path: '/health', interval: Duration.seconds(15), timeout: Duration.seconds(5) },
});
const notFound = elb.ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' });
const https = loadBalancer.addListener('Https', {
  port: 443,
  certificates: [certificate],
  sslPolicy: elb.SslPolicy.TLS13_RES,
  open: false,
  defaultAction: notFound,
});
const conditions = [elb.ListenerCondition.hostHeaders([domainName])];
https.addAction('Route', { priority: 10, conditions, action: elb.ListenerAction.forward([targets]) });
const http = loadBalancer.addListener('Http', { port: 80, open: false, defaultAction: notFound });
const redirect = elb.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true });
http.addAction('Redirect', { priority: 10, conditions, action: redirect });
const target = route53.RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer));
new route53.ARecord(stack, 'Record', { zone, recordName: domainName, target });

const logGroup = new logs.LogGroup(stack, 'Logs', {
  logGroupName: '/ecs/rl-bank-api',
  retention: logs.RetentionDays.THREE_MONTHS,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
});
const assumedBy = new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
const statements = [
  new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
  new iam.PolicyStatement({
    actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    resources: [repository.repositoryArn],
  }),
  new iam.PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  }),
];
const taskDefinition = new ecs.FargateTaskDefinition(stack, 'TaskDefinition', {
  cpu: 512,
  memoryLimitMiB: 1024,
  taskRole: new iam.Role(stack, 'TaskRole', { assumedBy }),
  executionRole: new iam.Role(stack, 'ExecutionRole', {
    assumedBy,
    inlinePolicies: { Start: new iam.PolicyDocument({ statements }) },
  }).withoutPolicyUpdates(),
});
const linuxParameters = new ecs.LinuxParameters(stack, 'Linux', { initProcessEnabled: true });
linuxParameters.addTmpfs({ containerPath: '/tmp', size: 64 });
taskDefinition.addContainer('api', {
  image: ecs.ContainerImage.fromEcrRepository(repository, 'live'),
  portMappings: [{ containerPort: 9000 }],
  user: '1000:1000',
  readonlyRootFilesystem: true,
  linuxParameters,
  stopTimeout: Duration.seconds(65),
  logging: ecs.LogDriver.awsLogs({ logGroup, streamPrefix: 'api' }),
});
const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });
const calls = new ec2.SecurityGroup(stack, 'Calls', { vpc, allowAllOutbound: false });
calls.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443));
const service = new ecs.FargateService(stack, 'Service', {
  cluster,
  taskDefinition,
  desiredCount: 2,
  vpcSubnets: { subnets: vpc.privateSubnets },
  securityGroups: [calls],
  minHealthyPercent: 100,
  circuitBreaker: { rollback: true },
  healthCheckGracePeriod: Duration.seconds(90),
});
service.attachToApplicationTargetGroup(targets);
new events.Rule(stack, 'DeploymentFailed', {
  eventPattern: {
    source: ['aws.ecs'],
    detailType: ['ECS Deployment State Change'],
    resources: [service.serviceArn],
    detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
  },
});
app.synth();
