import { CfnOutput, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SearchDomain, SearchDomainProps } from '../../src/data';
import { exportsIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { networkIn } from '../support/scaffold';
import { threeTiersIn } from '../support/three-tiers';

const DOMAIN = 'AWS::OpenSearchService::Domain';

function searchIn(stack: Stack, props: Partial<SearchDomainProps> = {}): SearchDomain {
  return new SearchDomain(stack, 'Search', { vpc: props.vpc ?? networkIn(stack).vpc, ...props });
}

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
const usualSearch = searchIn(usual);
const [usualDomain] = resourcesOf(usual, DOMAIN);
const arnOf = (name: string) => {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:es:ap-southeast-1:111111111111:domain/${name}`]] };
};

describe('PC22 the search domain', () => {
  test('has HTTPS, modern TLS, encryption at rest and between nodes, a node in each zone, dedicated masters', () => {
    expect(usualDomain.Properties).toMatchObject({
      DomainName: usualSearch.domainName,
      EngineVersion: 'OpenSearch_2.19',
      ClusterConfig: {
        InstanceType: 'r7g.large.search',
        InstanceCount: 2,
        DedicatedMasterEnabled: true,
        DedicatedMasterCount: 3,
        DedicatedMasterType: 'm7g.large.search',
        ZoneAwarenessEnabled: true,
        ZoneAwarenessConfig: { AvailabilityZoneCount: 2 },
        MultiAZWithStandbyEnabled: false,
      },
      EBSOptions: { EBSEnabled: true, VolumeType: 'gp3', VolumeSize: 20 },
      VPCOptions: {
        SubnetIds: ['subnet-0000000000000000c', 'subnet-0000000000000000d'],
        SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^SearchSecurityGroup/), 'GroupId'] }],
      },
      DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
      NodeToNodeEncryptionOptions: { Enabled: true },
      EncryptionAtRestOptions: { Enabled: true },
      SoftwareUpdateOptions: { AutoSoftwareUpdateEnabled: true },
    });
    expect(usualDomain.UpdatePolicy).toEqual({ EnableVersionUpgrade: true });
  });

  test('is in three data subnets with the nodes, key, volumes and standby that the team gives', () => {
    const stack = workloadStack();
    const { vpc } = threeTiersIn(stack);
    const search = searchIn(stack, {
      vpc,
      engineVersion: 'OpenSearch_2.17',
      dataNodeType: 'm7g.large.search',
      dataNodes: 6,
      dedicatedMasters: 5,
      dedicatedMasterType: 'm7g.medium.search',
      multiAzWithStandby: true,
      volumeSize: Size.tebibytes(1),
      encryptionKey: new Key(stack, 'Key'),
      logRetention: Duration.days(365),
    });

    expect(resourcesOf(stack, DOMAIN)[0].Properties).toMatchObject({
      EngineVersion: 'OpenSearch_2.17',
      ClusterConfig: {
        InstanceType: 'm7g.large.search',
        InstanceCount: 6,
        DedicatedMasterCount: 5,
        DedicatedMasterType: 'm7g.medium.search',
        ZoneAwarenessConfig: { AvailabilityZoneCount: 3 },
        MultiAZWithStandbyEnabled: true,
      },
      EBSOptions: { VolumeSize: 1024 },
      VPCOptions: { SubnetIds: stack.resolve(vpc.isolatedSubnets.map(({ subnetId }) => subnetId)) },
      EncryptionAtRestOptions: { Enabled: true, KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] } },
    });
    const logs = resourcesOf(stack, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties);
    const ofDomain = logs.filter(({ LogGroupName }) => String(LogGroupName).includes(search.domainName));
    expect(ofDomain.map(({ RetentionInDays }) => RetentionInDays)).toEqual([365, 365, 365]);
  });

  test('has no dedicated masters where the team wants none, as for development', () => {
    const stack = workloadStack();
    searchIn(stack, { dataNodeType: 't3.small.search', dedicatedMasters: 0, volumeSize: Size.gibibytes(10) });

    const { ClusterConfig } = resourcesOf(stack, DOMAIN)[0].Properties;
    expect(ClusterConfig.DedicatedMasterEnabled).toBe(false);
    expect(ClusterConfig).not.toHaveProperty('DedicatedMasterCount');
  });

  test('takes signed requests of its account alone, and leaves the rest to the policies of roles', () => {
    expect(usualDomain.Properties.AccessPolicies.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: {
          AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:root']] },
        },
        Action: 'es:ESHttp*',
        Resource: arnOf(`${usualSearch.domainName}/*`),
      },
    ]);
  });

  test('writes its logs by policies of the log groups, of which a region has no limit of ten', () => {
    const logs = resourcesOf(usual, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties);

    expect(resourcesOf(usual, 'AWS::Logs::ResourcePolicy')).toEqual([]);
    expect(Object.keys(usualDomain.Properties.LogPublishingOptions)).toEqual([
      'ES_APPLICATION_LOGS',
      'INDEX_SLOW_LOGS',
      'SEARCH_SLOW_LOGS',
    ]);
    for (const { LogGroupName, ResourcePolicyDocument, RetentionInDays } of logs) {
      const [{ Principal, Action, Resource, Condition }] = ResourcePolicyDocument.Statement;
      expect(RetentionInDays).toBe(90);
      expect([Principal, Action]).toEqual([
        { Service: 'es.amazonaws.com' },
        ['logs:CreateLogStream', 'logs:PutLogEvents'],
      ]);
      expect(JSON.stringify(Resource)).toContain(`${LogGroupName}:*`);
      expect(Condition).toEqual({
        StringEquals: { 'aws:SourceAccount': '111111111111' },
        ArnLike: { 'aws:SourceArn': arnOf(usualSearch.domainName) },
      });
    }
    expect(usualSearch.logQueries.map(({ logGroupName }) => logGroupName).sort()).toEqual(
      logs.map(({ LogGroupName }) => LogGroupName).sort(),
    );
  });

  test('has another name with another key, and the same one whatever else changes', () => {
    const nameWith = (props: Partial<SearchDomainProps>) => searchIn(workloadStack(), props).domainName;
    const keys = ['One', 'Other'].map((id) => new Key(workloadStack(newApp(), id), 'Key')); // of one logical id

    expect(usualSearch.domainName).toMatch(/^[a-z][a-z0-9-]{2,27}$/);
    expect(nameWith({ dataNodes: 4, engineVersion: 'OpenSearch_3.1' })).toBe(usualSearch.domainName);
    expect(new Set([usualSearch.domainName, ...keys.map((encryptionKey) => nameWith({ encryptionKey }))]).size).toBe(3);
  });

  test('stays with its security group, or is deleted with it by two keys', () => {
    const both = (stack: Stack) => {
      const types = [DOMAIN, 'AWS::EC2::SecurityGroup'];
      return types.map((type) => resourcesOf(stack, type)[0].DeletionPolicy);
    };
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    searchIn(stack, { removalPolicy: RemovalPolicy.DESTROY });

    expect(both(usual)).toEqual(['RetainExceptOnCreate', 'RetainExceptOnCreate']);
    expect(both(stack)).toEqual(['Delete', 'Delete']);
    expect(() => searchIn(workloadStack(), { removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'removal/second-key-missing',
      'removalPolicy',
      'destroy',
    );
  });
});

describe('PC22 its clients', () => {
  test('know its address, need its service-linked role, and have no secret', () => {
    const { variables, secrets, parameters, fingerprint, pendingInputs } = usualSearch;

    expect(usual.resolve(variables)).toEqual({
      SEARCH_ENDPOINT: {
        'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.stringMatching(/^Search/), 'DomainEndpoint'] }]],
      },
    });
    expect([secrets, parameters, fingerprint]).toEqual([{}, {}, '']);
    expect(pendingInputs.map(({ target, command }) => [target, command])).toEqual([
      [
        'AWSServiceRoleForAmazonOpenSearchService',
        'aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com',
      ],
    ]);
  });

  test('get every request to the domain by the grant, and none to its configuration', () => {
    const stack = workloadStack();
    const search = searchIn(stack);
    search.grantUse(new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() }));

    const [{ Properties }] = resourcesOf(stack, 'AWS::IAM::Policy');
    expect(Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['Delete', 'Get', 'Head', 'Patch', 'Post', 'Put'].map((method) => `es:ESHttp${method}`),
        Resource: arnOf(`${search.domainName}/*`),
      },
    ]);
    expect(() => search.grantUse({} as any)).toThrowProblem('props/wrong-type', 'grantee', 'an object');
  });

  test.each<[asked: string, open: (search: SearchDomain, client: SecurityGroup) => void]>([
    ['allowAccessFrom', (search, client) => search.allowAccessFrom(client)],
    ['connections.allowFrom', (search, client) => search.connections.allowFrom(client, Port.tcp(443))],
    ['client.connections.allowToDefaultPort', (search, client) => client.connections.allowToDefaultPort(search)],
  ])('are let in by %s in the stack of the client, without an export', (_, open) => {
    const app = newApp();
    const stack = workloadStack(app, 'Data');
    const { vpc } = networkIn(stack);
    const search = searchIn(stack, { vpc });
    const service = workloadStack(app, 'Service');
    open(search, new SecurityGroup(service, 'Tasks', { vpc, allowAllOutbound: false }));
    new CfnOutput(service, 'Url', { value: search.endpoint });

    const rules = ['Ingress', 'Egress'].map((kind) => resourcesOf(service, `AWS::EC2::SecurityGroup${kind}`));
    expect(rules.map((each) => each.map(({ Properties }) => Properties.FromPort))).toEqual([[443], [443]]);
    expect(templateOf(service).Outputs.Url.Value['Fn::GetStackOutput'].OutputName).toMatch(/^SearchEndpoint/);
    expect(exportsIn(app)).toEqual([]);
    expect(service.dependencies).toEqual([stack]);
  });

  test('are no other, and are not called', () => {
    expect(resourcesOf(usual, 'AWS::EC2::SecurityGroup')[0].Properties.SecurityGroupIngress).toBeUndefined();
    expect(JSON.stringify(templateOf(usual))).not.toContain('0.0.0.0/0');
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const { connections } = searchIn(stack, { vpc });
    const other = new SecurityGroup(stack, 'Other', { vpc });
    expect(() => connections.allowTo(other, Port.tcp(443))).toThrowProblem(
      'search/not-a-client',
      'client',
      'Web/Search',
    );
    expect(() => usualSearch.allowAccessFrom({} as any)).toThrowProblem('props/wrong-type', 'client', 'an object');
  });
});

describe('PC22 its alarms and metrics', () => {
  test('page where users lose searches or changes, and ask before', () => {
    const alarms = usualSearch.alarmDefinitions.map(({ id, threshold, severity }) => [id, threshold, severity]);

    expect(alarms).toEqual([
      ['SearchClusterRed', 1, 'PAGE'],
      ['SearchWritesBlocked', 1, 'PAGE'],
      ['SearchKeyInaccessible', 1, 'PAGE'],
      ['SearchRequestsFail', 10, 'PAGE'],
      ['SearchClusterYellow', 1, 'TICKET'],
      ['SearchStorageNearLimit', 5120, 'TICKET'],
      ['SearchMemoryPressure', 95, 'TICKET'],
      ['SearchCpuHigh', 80, 'TICKET'],
      ['SearchNodeMissing', 5, 'TICKET'],
      ['SearchSnapshotFails', 1, 'TICKET'],
      ['SearchMastersBusy', 50, 'TICKET'],
    ]);
    expect(usualSearch.graphDefinitions).toHaveLength(4);
    const small = searchIn(workloadStack(), { dedicatedMasters: 0 });
    expect(small.alarmDefinitions.map(({ id }) => id)).not.toContain('SearchMastersBusy');
  });

  test('are of the account and the name', () => {
    const { dimensions, statistic } = usualSearch.metric('Nodes', { statistic: 'Minimum' });
    expect([dimensions, statistic]).toEqual([
      { ClientId: '111111111111', DomainName: usualSearch.domainName },
      'Minimum',
    ]);
    expect(usualSearch.metric('Nodes').statistic).toBe('Maximum');
    expect(usualSearch.metricFailedRequests({ label: 'x' })).toMatchObject({
      label: 'x',
      expression: '100 * failed / requests',
    });
  });
});
