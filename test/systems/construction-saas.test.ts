import { Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { constructionSaas } from './construction-saas';
import { context } from '../../cdk.json';
import { changesBetween, danglingIn, exportsIn } from '../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf } from '../support/cloud';

const TENANTS = '*.platform.example';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const STACKS = ['Network', 'Data', 'Files', 'Backup', 'Api', 'Web', 'Watch'];

function platform(availabilityZones?: string[]) {
  const app = newApp({ context });
  constructionSaas(app, availabilityZones);
  return { app, assembly: app.synth(), stackOf: (id: string) => app.node.findChild(id) as Stack };
}

const { app, assembly, stackOf } = platform();
const [data, api, web] = ['Data', 'Api', 'Web'].map(stackOf);
const edge = web.node.findChild('EdgeTwin') as Stack;

/** The only resource of its type, and its properties. */
function theOnly(stack: Stack, type: string) {
  const [{ Properties }, ...others] = resourcesOf(stack, type);
  expect(others).toEqual([]);
  return Properties;
}

/** What is read of other stacks: `Files.FilesTenantRole.Arn`, the hashes of logical ids left out. */
function readIn(value: unknown): string[] {
  const outputs = [...JSON.stringify(value).matchAll(/"StackName":"([^"]+)"[^}]*"OutputName":"([^"]+)"/g)];
  const ids = outputs.map(([, stackName, output]) => {
    const { Value } = assembly.getStackByName(stackName).template.Outputs[output];
    const [id, ...attribute] = Value['Fn::GetAtt'] ?? [Value.Ref];
    return [stackName, id.replace(/[0-9A-F]{8}$/, ''), ...attribute].join('.');
  });
  return [...new Set(ids)].sort();
}

const secretsOf = (role: RegExp) =>
  Object.entries<any>(templateOf(api).Resources)
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && role.test(id))
    .flatMap(([, { Properties }]) => readIn(Properties.Policies ?? []));

describe('the construction platform', () => {
  test('is synthesized without an AWS account, in London, with parts in two regions, and finds what its stacks read', () => {
    const regionOf = Object.fromEntries(assembly.stacks.map((it) => [it.stackName, it.environment.region]));

    expect(assembly.manifest.missing).toBeUndefined();
    expect(regionOf).toEqual({
      ...Object.fromEntries(STACKS.map((id) => [id, 'eu-west-2'])),
      'Backup-eu-central-1': 'eu-central-1',
      'Web-edge': 'us-east-1',
      'Watch-edge': 'us-east-1',
    });
    expect(danglingIn(app)).toEqual([]);
  });

  test('has no Lambda function and no custom resource', () => {
    expect(lambdasIn(app)).toEqual([]);
  });

  test('exports what the CDK reads of its VPC and subnets, and nothing else', () => {
    const tier = (name: string) =>
      [1, 2, 3].map((zone) => expect.stringContaining(`Network${name}Subnet${zone}Subnet`));

    expect(exportsIn(app)).toEqual([...tier('Data'), expect.stringContaining('"Network1C6012B5"'), ...tier('App')]);
  });

  test('leaves cdk-nag nothing to say', () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);

    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  test('takes a zone more by what lists subnets, and the cache of the sessions stays', () => {
    const { stackOf: smaller } = platform(['eu-west-2a', 'eu-west-2b']);
    const changes = STACKS.slice(1).map((id) => [id, changesBetween(smaller(id), stackOf(id))] as const);

    expect(Object.fromEntries(changes.filter(([, ids]) => ids.length > 0))).toEqual({
      Data: [expect.stringMatching(/^DatabaseSubnetGroup/)],
      Api: [expect.stringMatching(/^LoadBalancer/), expect.stringMatching(/^ApiService/)],
      Watch: [expect.stringMatching(/NatGatewayOutOfPorts/), expect.stringMatching(/Dashboard/)],
    });
  });
});

describe('the front door', () => {
  const { DistributionConfig } = theOnly(web, 'AWS::CloudFront::Distribution');
  const [content, vpcOrigin] = DistributionConfig.Origins;
  const [behavior] = DistributionConfig.CacheBehaviors;

  test('CM1a CM1b serves files from S3 and the API from an internal load balancer, both behind the firewall', () => {
    expect([DistributionConfig.DefaultCacheBehavior.TargetOriginId, behavior.TargetOriginId]).toEqual([
      content.Id,
      vpcOrigin.Id,
    ]);
    expect(readIn([vpcOrigin, theOnly(web, 'AWS::CloudFront::VpcOrigin')])).toEqual([
      'Api.LoadBalancer',
      'Api.LoadBalancer.DNSName',
    ]);
    expect(theOnly(api, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Scheme).toBe('internal');
    expect(readIn(DistributionConfig.WebACLId)).toEqual(['Web-edge.FirewallWebAcl.Arn']);
    expect(theOnly(edge, 'AWS::WAFv2::WebACL').Scope).toBe('CLOUDFRONT');
  });

  test('CM3a CM3b has one wildcard at CloudFront, in both certificates and in the rule of the API', () => {
    const [rule] = theOnly(api, 'AWS::ElasticLoadBalancingV2::ListenerRule').Conditions;
    const records = resourcesOf(web, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties.Name);

    expect(DistributionConfig.Aliases).toEqual([TENANTS]);
    expect([edge, api].map((stack) => theOnly(stack, 'AWS::CertificateManager::Certificate').DomainName)).toEqual([
      TENANTS,
      TENANTS,
    ]);
    expect(rule.HostHeaderConfig.Values).toEqual([TENANTS]);
    expect(new Set(records)).toEqual(new Set([`${TENANTS}.`]));
    expect(resourcesOf(api, 'AWS::Route53::RecordSet')).toEqual([]);
  });

  test('CM3c the API receives the Host of the tenant, and S3 never', () => {
    expect(behavior.OriginRequestPolicyId).toBe(ALL_VIEWER);
    expect(DistributionConfig.DefaultCacheBehavior.OriginRequestPolicyId).toBeUndefined();
  });
});

test('CM2a CM2d the API runs on Fargate in the app subnets, with two to ten tasks, and no deployment resets their number', () => {
  const { LaunchType, DesiredCount, NetworkConfiguration } = theOnly(api, 'AWS::ECS::Service');
  const { MinCapacity, MaxCapacity } = theOnly(api, 'AWS::ApplicationAutoScaling::ScalableTarget');

  expect([LaunchType, MinCapacity, MaxCapacity, DesiredCount]).toEqual(['FARGATE', 2, 10, undefined]);
  expect(JSON.stringify(NetworkConfiguration).match(/[A-Z][a-z]+Subnet\d(?=Subnet)/g)).toEqual([
    'AppSubnet1',
    'AppSubnet2',
    'AppSubnet3',
  ]);
});

describe('the data', () => {
  test('CM2b CM2c admits the API and the migration to the database, and the API alone to the sessions', () => {
    const rules = resourcesOf(api, 'AWS::EC2::SecurityGroupIngress').map(({ Properties: it }) => {
      return [it.FromPort, it.SourceSecurityGroupId?.['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, '')];
    });

    expect(rules.filter(([port]) => [5432, 6379].includes(port))).toEqual([
      [5432, 'ApiSecurityGroup'],
      [6379, 'ApiSecurityGroup'],
      [5432, 'MigrationSecurityGroup'],
    ]);
    expect(resourcesOf(data, 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
  });

  test('CM2b CM7b gives the owner and the user of the sync to the migration alone', () => {
    const ofTheApi = ['Data.DatabaseKey.Arn', 'Data.DatabaseUsersappSecret'];

    expect(secretsOf(/^ApiExecutionRole/)).toEqual(ofTheApi);
    expect(secretsOf(/^MigrationExecutionRole/)).toEqual([
      'Data.Database.MasterUserSecret.SecretArn',
      ...ofTheApi,
      'Data.DatabaseUserssyncSecret',
    ]);
  });

  test('CM7a replicates by logical decoding', () => {
    expect(theOnly(data, 'AWS::RDS::DBParameterGroup').Parameters).toMatchObject({ 'rds.logical_replication': '1' });
  });

  test('CM4 the API reaches files by the role of a tenant, and has no other permission', () => {
    const [{ Properties }] = resourcesOf(api, 'AWS::IAM::Policy');

    expect(resourcesOf(api, 'AWS::IAM::Policy')).toHaveLength(1);
    expect(Properties.PolicyDocument.Statement).toEqual([
      { Action: ['sts:AssumeRole', 'sts:TagSession'], Effect: 'Allow', Resource: expect.anything() },
    ]);
    expect(readIn(Properties)).toEqual(['Files.FilesTenantRole.Arn']);
  });
});
