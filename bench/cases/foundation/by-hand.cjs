const { App, ArnFormat, Duration, RemovalPolicy, SecretValue, Stack } = require('aws-cdk-lib');
const ec2 = require('aws-cdk-lib/aws-ec2');
const { CfnRule } = require('aws-cdk-lib/aws-events');
const { PolicyDocument, PolicyStatement, Role, ServicePrincipal } = require('aws-cdk-lib/aws-iam');
const { Key } = require('aws-cdk-lib/aws-kms');
const { CfnLogAnomalyDetector, FilterPattern, LogGroup, MetricFilter } = require('aws-cdk-lib/aws-logs');
const rds = require('aws-cdk-lib/aws-rds');
const { BlockPublicAccess, Bucket, BucketEncryption } = require('aws-cdk-lib/aws-s3');
const { Secret } = require('aws-cdk-lib/aws-secretsmanager');

const app = new App();
const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'eu-central-1' } });
const zones = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];
const tiers = { Public: 0, App: 10, Data: 20 };
const cidrOf = (tier, index) => `10.0.${tiers[tier] + index}.0/24`;
const retained = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

// The network
const vpc = new ec2.CfnVPC(stack, 'Vpc', {
  cidrBlock: '10.0.0.0/16',
  enableDnsHostnames: true,
  enableDnsSupport: true,
});
const gateway = new ec2.CfnInternetGateway(stack, 'Gateway');
new ec2.CfnVPCGatewayAttachment(stack, 'Attachment', { vpcId: vpc.ref, internetGatewayId: gateway.ref });
const subnetsOf = (tier) =>
  zones.map((availabilityZone, index) => {
    const Subnet = tier === 'Public' ? ec2.PublicSubnet : ec2.PrivateSubnet;
    const cidrBlock = cidrOf(tier, index);
    return new Subnet(stack, `${tier}${index}`, {
      ...{ vpcId: vpc.ref, availabilityZone, cidrBlock, mapPublicIpOnLaunch: false },
    });
  });
const subnets = Object.fromEntries(Object.keys(tiers).map((tier) => [tier, subnetsOf(tier)]));
subnets.Public.forEach((subnet, index) => {
  subnet.addDefaultInternetRoute(gateway.ref, vpc);
  const address = new ec2.CfnEIP(stack, `Address${index}`, { domain: 'vpc' });
  address.applyRemovalPolicy(retained);
  const nat = new ec2.CfnNatGateway(stack, `Nat${index}`, {
    ...{ allocationId: address.attrAllocationId, subnetId: subnet.subnetId },
  });
  subnets.App[index].addDefaultNatRoute(nat.ref);
});

const entries = {
  Public: [
    ...[6, 17, 1, 6, 6].map((protocol) => ({ protocol, cidrBlock: '0.0.0.0/0' })),
    ...zones.map((_, index) => ({ protocol: -1, cidrBlock: cidrOf('App', index) })),
    { protocol: -1, cidrBlock: '0.0.0.0/0', egress: true },
  ],
  App: [
    ...[6, 17, 1].map((protocol) => ({ protocol, cidrBlock: '0.0.0.0/0' })),
    ...['Public', 'App'].flatMap((tier) => zones.map((_, index) => ({ protocol: -1, cidrBlock: cidrOf(tier, index) }))),
    { protocol: -1, cidrBlock: '0.0.0.0/0', egress: true },
  ],
  Data: ['App', 'Data'].flatMap((tier) => {
    return [false, true].flatMap((egress) => {
      return zones.map((_, index) => ({ protocol: -1, cidrBlock: cidrOf(tier, index), egress }));
    });
  }),
};
for (const tier of Object.keys(tiers)) {
  const acl = new ec2.CfnNetworkAcl(stack, `${tier}Acl`, { vpcId: vpc.ref });
  entries[tier].forEach((entry, index) => {
    new ec2.CfnNetworkAclEntry(stack, `${tier}Entry${index}`, {
      ...{ networkAclId: acl.ref, ruleNumber: 100 + index, ruleAction: 'allow', ...entry },
    });
  });
  subnets[tier].forEach(({ subnetId }, index) => {
    new ec2.CfnSubnetNetworkAclAssociation(stack, `${tier}Acl${index}`, { networkAclId: acl.ref, subnetId });
  });
}

const flowLogs = new LogGroup(stack, 'FlowLogs', { retention: 30, removalPolicy: retained });
const writer = new Role(stack, 'FlowLogRole', {
  assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com'),
  inlinePolicies: {
    Write: new PolicyDocument({
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [flowLogs.logGroupArn],
        }),
      ],
    }),
  },
});
new ec2.CfnFlowLog(stack, 'FlowLog', {
  ...{ resourceId: vpc.ref, resourceType: 'VPC', trafficType: 'ALL', logDestinationType: 'cloud-watch-logs' },
  ...{ logGroupName: flowLogs.logGroupName, deliverLogsPermissionArn: writer.roleArn },
});
const groupArn = (group) =>
  stack.formatArn({
    ...{ service: 'logs', resource: 'log-group', resourceName: group.logGroupName },
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
new CfnLogAnomalyDetector(stack, 'Anomalies', {
  logGroupArnList: [groupArn(flowLogs)],
  evaluationFrequency: 'FIFTEEN_MIN',
});

// The database
const key = new Key(stack, 'Key', { enableKeyRotation: true, removalPolicy: retained });
const placement = ec2.Vpc.fromVpcAttributes(stack, 'Network', { vpcId: vpc.ref, availabilityZones: zones });
const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_18_3 });
const name = 'web-database';
const logs = new LogGroup(stack, 'Logs', {
  ...{ logGroupName: `/aws/rds/instance/${name}/postgresql`, retention: 90, removalPolicy: retained },
});
const database = new rds.DatabaseInstance(stack, 'Database', {
  engine,
  vpc: placement,
  instanceIdentifier: name,
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM),
  subnetGroup: new rds.SubnetGroup(stack, 'Subnets', {
    ...{ vpc: placement, description: 'Subnets', vpcSubnets: { subnets: subnets.Data } },
  }),
  securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc: placement, allowAllOutbound: false })],
  parameterGroup: new rds.ParameterGroup(stack, 'Parameters', { engine, parameters: { 'rds.force_ssl': '1' } }),
  credentials: rds.Credentials.fromPassword('tracker', SecretValue.unsafePlainText('unused')),
  databaseName: 'tracker',
  allocatedStorage: 20,
  maxAllocatedStorage: 100,
  storageEncryptionKey: key,
  backupRetention: Duration.days(7),
  deleteAutomatedBackups: false,
  deletionProtection: true,
  enablePerformanceInsights: true,
  performanceInsightEncryptionKey: key,
  cloudwatchLogsExports: ['postgresql'],
  removalPolicy: retained,
});
const instance = database.node.defaultChild;
instance.manageMasterUserPassword = true;
instance.masterUserSecret = { kmsKeyId: key.keyArn };
instance.masterUserPassword = undefined;
database.node.addDependency(logs);
new Secret(stack, 'AppSecret', {
  encryptionKey: key,
  generateSecretString: {
    secretStringTemplate: stack.toJsonString({ username: 'app', host: database.dbInstanceEndpointAddress }),
    generateStringKey: 'password',
    excludePunctuation: true,
  },
});
const events = new LogGroup(stack, 'Events', { retention: 90, removalPolicy: RemovalPolicy.DESTROY });
new CfnRule(stack, 'Rule', {
  eventPattern: { source: ['aws.rds'], resources: [database.instanceArn] },
  targets: [{ arn: groupArn(events), id: 'Log' }],
});
for (const [metricName, logGroup] of [
  ['Deadlocks', logs],
  ['Failovers', events],
  ['LowStorage', events],
]) {
  const filterPattern = FilterPattern.literal(`"${metricName}"`);
  new MetricFilter(stack, metricName, { logGroup, filterPattern, metricName, metricNamespace: 'Databases' });
}

// The files
const bucket = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  versioned: true,
  removalPolicy: retained,
};
const accessLogs = new Bucket(stack, 'AccessLogs', { ...bucket, lifecycleRules: [{ expiration: Duration.days(90) }] });
new Bucket(stack, 'Files', { ...bucket, serverAccessLogsBucket: accessLogs, serverAccessLogsPrefix: 's3/' });
app.synth();
