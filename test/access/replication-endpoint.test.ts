import { CfnOutput, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ReplicationExposure } from '../../src/access';
import { ManagedDatabase } from '../../src/data';
import { ImageRepository, LaunchPhase } from '../../src/service';
import { containerOf, danglingIn, exportsIn, IMAGE, rulesOf, serviceOf, watchIn } from '../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { auroraIn, postgresIn, threeTiersIn } from '../support/database';
import { admittedIn, groupsIn, POWER_SYNC, propertiesIn, replicationIn } from '../support/replication';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** With the defaults, for whatever is only read. */
const app = newApp();
const usual = workloadStack(app);
const sync = replicationIn(usual);

/** What another stack reads of it. */
const outputs = workloadStack(app, 'Outputs');
const read = [sync.endpointServiceName!, sync.endpointServiceId!, sync.loadBalancerDnsName];
read.forEach((value, index) => new CfnOutput(outputs, ['Name', 'Id', 'Host'][index], { value }));

/** By named addresses, and running. */
const named = workloadStack();
const namedSync = replicationIn(named, {
  exposure: ReplicationExposure.namedAddresses(['203.0.113.8/32', '203.0.113.7/32', '203.0.113.8/32']),
  launchPhase: LaunchPhase.RUNNING,
  desiredCount: 3,
  cpuArchitecture: CpuArchitecture.ARM64,
  deletionProtection: false,
});

describe('CM7c by PrivateLink', () => {
  test('PowerSync creates an endpoint, which an operator accepts', () => {
    expect(propertiesIn(usual, 'AWS::EC2::VPCEndpointService')).toEqual({
      AcceptanceRequired: true,
      NetworkLoadBalancerArns: [{ Ref: expect.stringMatching(/^SyncLoadBalancer/) }],
    });
    expect(propertiesIn(usual, 'AWS::EC2::VPCEndpointServicePermissions')).toEqual({
      AllowedPrincipals: [POWER_SYNC],
      ServiceId: { Ref: expect.stringMatching(/^SyncEndpointService/) },
    });
  });

  test('the load balancer is internal, is protected, and admits nothing of the VPC: principals and acceptance decide', () => {
    const { Scheme, Type, EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic, ...rest } = propertiesIn(
      usual,
      LOAD_BALANCER,
    );
    const [group] = groupsIn(usual, /Who may replicate/);

    expect([Scheme, Type, EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic]).toEqual([
      'internal',
      'network',
      'off',
    ]);
    expect(rest.LoadBalancerAttributes).toEqual([
      { Key: 'deletion_protection.enabled', Value: 'true' },
      { Key: 'load_balancing.cross_zone.enabled', Value: 'true' },
    ]);
    expect(rest.Subnets.map(({ Ref }: any) => /VpcApp/.test(Ref))).toEqual([true, true]);
    expect(group.Properties.SecurityGroupIngress).toBeUndefined();
    expect(sync.addresses).toEqual([]);
  });

  test('endpoints of another region and without an operator are a choice', () => {
    const stack = workloadStack();
    replicationIn(stack, {
      exposure: ReplicationExposure.privateLink({
        allowedPrincipals: [POWER_SYNC],
        allowedRegions: ['us-east-1', 'eu-west-1'],
        automaticAcceptance: true,
      }),
    });

    expect(propertiesIn(stack, 'AWS::EC2::VPCEndpointService')).toMatchObject({
      AcceptanceRequired: false,
      SupportedRegions: ['eu-west-1', 'us-east-1'],
    });
  });

  test('another stack has its name and id without an export', () => {
    expect(Object.keys(templateOf(outputs).Outputs)).toEqual(['Name', 'Id', 'Host']);
    expect([exportsIn(app), danglingIn(app), lambdasIn(app)]).toEqual([[], [], []]);
    expect(usual.resolve(sync.endpointServiceName)).toEqual({
      'Fn::Join': ['', ['com.amazonaws.vpce.ap-southeast-1.', { Ref: expect.stringMatching(/^SyncEndpointService/) }]],
    });
  });
});

describe('CM7c by named addresses', () => {
  test('exactly these reach a load balancer with an Elastic IP address in each zone', () => {
    const { Scheme, SubnetMappings, LoadBalancerAttributes } = propertiesIn(named, LOAD_BALANCER);
    const [group] = groupsIn(named, /Who may replicate/);

    expect(Scheme).toBe('internet-facing');
    expect(SubnetMappings.map(({ SubnetId }: any) => /VpcPublic/.test(SubnetId.Ref))).toEqual([true, true]);
    expect(LoadBalancerAttributes[0]).toEqual({ Key: 'deletion_protection.enabled', Value: 'false' });
    expect(group.Properties.SecurityGroupIngress.map(({ CidrIp, FromPort }: any) => [CidrIp, FromPort])).toEqual([
      ['203.0.113.7/32', 5432],
      ['203.0.113.8/32', 5432],
    ]);
    expect(namedSync.addresses).toHaveLength(2);
    expect(namedSync.endpointServiceName ?? namedSync.endpointServiceId).toBeUndefined();
    expect(resourcesOf(named, 'AWS::EC2::VPCEndpointService')).toEqual([]);
  });

  test('the load balancer waits for the internet gateway of a VPC in its own stack, and is deleted before it', () => {
    const [{ DependsOn }] = resourcesOf(named, LOAD_BALANCER);

    expect(DependsOn).toEqual(
      expect.arrayContaining([1, 2].map((it) => expect.stringMatching(`^VpcPublicSubnet${it}DefaultRoute`))),
    );
  });

  test('the other kind of exposure has another target group, since a load balancer shares none with its successor', () => {
    const idOf = (stack: Stack) => stack.resolve(serviceOf(stack).LoadBalancers[0].TargetGroupArn.Ref);

    expect(idOf(named)).not.toBe(idOf(usual));
  });

  test('the addresses, which the sync service knows, are retained', () => {
    const eips = Object.entries<any>(templateOf(named).Resources).filter(([id]) => /^SyncAddresses/.test(id));

    expect(eips.map(([, { DeletionPolicy, UpdateReplacePolicy }]) => [DeletionPolicy, UpdateReplacePolicy])).toEqual(
      Array(2).fill(['RetainExceptOnCreate', 'Retain']),
    );
  });
});

describe('CM7c the relays', () => {
  test('pass on to the name of the writer, which they look up again, without a secret and without a health check of it', () => {
    const { Command, Environment, Secrets, ...container } = containerOf(usual);
    const { RELAY_CONFIG, ...values } = Object.fromEntries(Environment.map(({ Name, Value }: any) => [Name, Value]));

    expect(Command).toEqual(['sh', '-c', expect.stringContaining('exec haproxy -W -db')]);
    expect(values).toEqual({
      DB_HOST: { 'Fn::GetAtt': [expect.stringMatching(/^Database/), 'Endpoint.Address'] },
      DB_PORT: '5432',
      RELAY_PORT: '5432',
      HEALTH_PORT: '8404',
    });
    expect(RELAY_CONFIG).toMatch(/server writer "\$DB_HOST:\$DB_PORT" resolvers vpc/);
    expect(RELAY_CONFIG).not.toMatch(/ check\b/);
    expect(Secrets).toBeUndefined();
    expect(container).toMatchObject({ User: '1000:1000', ReadonlyRootFilesystem: true });
    expect(container.PortMappings.map(({ ContainerPort }: any) => ContainerPort)).toEqual([5432, 8404]);
  });

  test('are reached by the load balancer alone, and the database by them', () => {
    expect(admittedIn(usual).sort()).toEqual([
      'LoadBalancer to Relay 5432',
      'LoadBalancer to Relay 8404',
      'Relay to Database 5432',
    ]);
    expect(rulesOf(usual, 'Egress')).toContainEqual([8404, 8404]);
  });

  test('are targets by IP address, whose health the load balancer asks on a port of its own', () => {
    const { TargetGroupAttributes, ...group } = propertiesIn(usual, TARGET_GROUP);

    expect(group).toMatchObject({ Protocol: 'TCP', Port: 5432, TargetType: 'ip', HealthCheckPort: '8404' });
    expect(group).toMatchObject({ HealthCheckProtocol: 'HTTP', HealthCheckPath: '/', HealthCheckIntervalSeconds: 10 });
    expect(Object.fromEntries(TargetGroupAttributes.map(({ Key, Value }: any) => [Key, Value]))).toEqual({
      'deregistration_delay.timeout_seconds': '30',
      'deregistration_delay.connection_termination.enabled': 'true',
      'preserve_client_ip.enabled': 'false',
    });
    expect(propertiesIn(usual, 'AWS::ElasticLoadBalancingV2::Listener')).toMatchObject({ Port: 5432, Protocol: 'TCP' });
  });

  test('do not run before their image exists, then two of them, small ones, or as many as are asked for', () => {
    const running = workloadStack();
    replicationIn(running, { launchPhase: LaunchPhase.FIRST_START });
    const task = propertiesIn(named, 'AWS::ECS::TaskDefinition');

    expect([usual, running, named].map((stack) => serviceOf(stack).DesiredCount)).toEqual([0, 2, 3]);
    expect(serviceOf(usual).DeploymentConfiguration.DeploymentCircuitBreaker).toEqual({ Enable: true, Rollback: true });
    expect([task.Cpu, task.Memory, task.RuntimePlatform.CpuArchitecture]).toEqual(['256', '512', 'ARM64']);
  });
});

describe('CM7b CM7c what an operator does', () => {
  const commands = Object.fromEntries(sync.pendingInputs.map(({ key, command }) => [key, command]));

  test('copies HAProxy, whose digest stays the same', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const stack = workloadStack();
    const image = ImageRepository.fromImageUri(stack, 'Pinned', IMAGE.replace(':live', `@${digest}`));
    const [pinned] = replicationIn(stack, { image }).pendingInputs;
    const [arm] = namedSync.pendingInputs;

    expect(commands.image).toMatch(
      /^docker pull --platform linux\/amd64 public\.ecr\.aws\/docker\/library\/haproxy:3\.2-alpine && .* && docker push 1{12}\S+:live$/,
    );
    expect(pinned.command).toMatch(/docker push \S+:3\.2-alpine$/);
    expect(pinned.target).toContain(digest);
    expect(arm.command).toContain('linux/arm64');
  });

  test('reads the login of the user that replicates, and enters what the sync service needs', () => {
    expect(Object.keys(commands)).toEqual(['image', 'publication', 'login', 'connection', 'endpoint']);
    expect(commands.publication).toMatch(/GRANT rds_replication TO sync; .*CREATE PUBLICATION powersync/);
    expect(commands.login).toMatch(/^aws secretsmanager get-secret-value --secret-id .* --region ap-southeast-1/);
    expect(commands.connection).toMatch(/port 5432, database tracker, user sync, SSL mode verify-ca/);
    expect(commands.endpoint).toMatch(/aws ec2 accept-vpc-endpoint-connections --service-id/);
    expect([sync.port, sync.databaseName, sync.userName]).toEqual([5432, 'tracker', 'sync']);
  });

  test('has nothing to accept with named addresses, and enters a host', () => {
    const inputs = namedSync.pendingInputs;

    expect(inputs.map(({ key }) => key)).toEqual(['image', 'publication', 'login', 'connection']);
    expect(inputs[3].command).toMatch(/^enter host /);
  });
});

describe('CM7c alarms', () => {
  const idsOf = ({ alarmDefinitions }: typeof sync) => alarmDefinitions.map(({ id, severity }) => `${severity} ${id}`);

  test('page without a relay that answers, and open a ticket without a consumer', () => {
    expect(idsOf(namedSync)).toEqual([
      'PAGE NoHealthyRelay',
      'TICKET ConsumerDisconnected',
      'TICKET TasksMissing',
      'TICKET CpuHigh',
      'TICKET MemoryHigh',
      'PAGE DeploymentFailed',
    ]);
    expect(idsOf(sync)).toEqual(['PAGE DeploymentFailed']);
  });

  test('of the tasks keep quiet while none answers, and speak of replication', () => {
    const ofTasks = namedSync.alarmDefinitions.slice(2, 5);

    expect(ofTasks.map(({ suppressedBy }) => suppressedBy)).toEqual(Array(3).fill(['NoHealthyRelay']));
    expect(ofTasks[0].symptom).toMatch(/relays/);
  });

  test('stand in another stack without an export', () => {
    const watched = newApp();
    const alarms = replicationIn(workloadStack(watched), { launchPhase: LaunchPhase.RUNNING }).alarmDefinitions;
    watchIn(watched, alarms);

    expect([exportsIn(watched), danglingIn(watched)]).toEqual([[], []]);
  });
});

describe('the database', () => {
  test('can be a cluster of Aurora', () => {
    const stack = workloadStack();
    const vpc = threeTiersIn(stack);
    const database = auroraIn(stack, { vpc, logicalReplicationUser: 'sync' });
    replicationIn(stack, { vpc, database });

    expect(admittedIn(stack)).toContain('Relay to Database 5432');
  });

  test('can be of another stack, or of another app that says who replicates', () => {
    const both = newApp();
    const data = workloadStack(both, 'Data');
    const vpc = threeTiersIn(data);
    const web = workloadStack(both);
    replicationIn(web, { vpc, database: postgresIn(data, { vpc, logicalReplicationUser: 'sync' }) });
    const stack = workloadStack();
    const imported = (logicalReplicationUser?: string) =>
      ManagedDatabase.fromManagedDatabaseAttributes(stack, logicalReplicationUser ?? 'Other', {
        databaseName: 'sites',
        endpointAddress: 'sites.abc123.ap-southeast-1.rds.amazonaws.com',
        port: 5433,
        securityGroup: SecurityGroup.fromSecurityGroupId(
          stack,
          `Group${logicalReplicationUser}`,
          'sg-0123456789abcdef0',
        ),
        userSecrets: { sync: Secret.fromSecretNameV2(stack, `Login${logicalReplicationUser}`, 'sites/sync') },
        logicalReplicationUser,
      });
    replicationIn(stack, { database: imported('sync') });

    expect(danglingIn(both)).toEqual([]);
    expect(propertiesIn(stack, 'AWS::ElasticLoadBalancingV2::Listener').Port).toBe(5433);
    expect(() => imported('powersync')).toThrowProblem(
      'database/replication-user-not-known',
      'logicalReplicationUser',
      'powersync',
      'Web/powersync',
    );
    expect(() => replicationIn(workloadStack(), { database: imported() })).toThrowProblem(
      'replication-endpoint/no-replication-user',
      'database',
      'Web/Other',
    );
  });
});
