import { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { context } from '../../examples/construction-saas/cdk.json';
import { PlatformRegion } from '../../examples/construction-saas/platform-region';
import { LONDON } from '../../examples/construction-saas/regions';
import { changesBetween, danglingIn, exportsIn } from '../support/api';
import { newApp, resourcesOf, templateOf } from '../support/cloud';
import { app, assembly, readIn, stackOf, theOnly } from '../support/construction-saas';
import { inOneOrder } from '../support/snapshots';
import { columnOf, countedIn } from '../support/systems-page';

jest.setTimeout(30_000);

const TENANTS = '*.platform.example';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';

const stacks = ['data', 'api', 'site', 'identity', 'audit', 'sync'].map((id) => stackOf(id));
const [data, api, site, identity, audit, sync] = stacks;
const edge = site.node.findChild('EdgeTwin') as Stack;

const secretsOf = (role: RegExp) =>
  Object.entries<any>(templateOf(api).Resources)
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && role.test(id))
    .flatMap(([, { Properties }]) => readIn(Properties.Policies ?? []));

describe('examples/construction-saas', () => {
  test('CM8c its templates are what was read by eye', () => {
    const all = assembly.stacks.map(({ stackName, template: { Rules: _rules, Parameters: _parameters, ...ours } }) => [
      stackName,
      ours,
    ]);

    expect(inOneOrder(Object.fromEntries(all))).toMatchSnapshot();
  });

  test('has what docs/systems.md counts', () => {
    expect(columnOf('construction SaaS')).toEqual(countedIn(assembly.stacksRecursively));
  });

  test('is synthesized without an AWS account, in London, with parts in two regions, and finds what its stacks read', () => {
    const ofLondon = app.node.findChild('london').node.children.map((it) => `london-${it.node.id}`);
    const regionOf = Object.fromEntries(assembly.stacks.map((it) => [it.stackName, it.environment.region]));

    expect(assembly.manifest.missing).toBeUndefined();
    expect(regionOf).toEqual({
      ...Object.fromEntries(ofLondon.map((name) => [name, 'eu-west-2'])),
      'london-backup-eu-west-1': 'eu-west-1',
      'london-site-edge': 'us-east-1',
      'london-watch-edge': 'us-east-1',
    });
    expect(danglingIn(app)).toEqual([]);
  });

  test('has one Lambda function, its own, and no custom resource', () => {
    const types = assembly.stacks.flatMap(({ template }) =>
      Object.values<any>(template.Resources).map(({ Type }) => Type),
    );

    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(1);
    expect(types.filter((type) => /^(Custom::|AWS::CloudFormation::Custom)/.test(type))).toEqual([]);
  });

  test('exports what the CDK reads of its VPC and subnets, and nothing else', () => {
    for (const exported of exportsIn(app)) {
      expect(exported).toMatch(/^london-network: .*"Network(1C6012B5|(Data|App)Subnet\d)/);
    }
  });

  test('leaves cdk-nag nothing to say', () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);

    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  test('takes a zone more by what lists subnets, and the cache of the sessions stays', () => {
    const larger = newApp({ context });
    const availabilityZones = ['eu-west-2a', 'eu-west-2b', 'eu-west-2c'];
    new PlatformRegion(larger, 'london', { ...LONDON, availabilityZones });
    const ids = ['data', 'files', 'backup', 'identity', 'audit', 'api', 'site', 'sync', 'deploy'];
    const changes = ids.map((id) => [id, changesBetween(stackOf(id), stackOf(id, larger))] as const);

    expect(Object.fromEntries(changes.filter(([, found]) => found.length > 0))).toEqual({
      data: [expect.stringMatching(/^DatabaseSubnetGroup/)],
      audit: [expect.stringMatching(/^WorkerFunction/)],
      sync: [/^SyncLoadBalancer/, /^SyncRelayService/].map((id) => expect.stringMatching(id)),
      api: [...[/^LoadBalancer/, /^ApiService/, /^Migration/].map((id) => expect.stringMatching(id))],
    });
  });
});

describe('the front door', () => {
  const { DistributionConfig } = theOnly(site, 'AWS::CloudFront::Distribution');
  const [content, vpcOrigin] = DistributionConfig.Origins;
  const [behavior] = DistributionConfig.CacheBehaviors;

  test('CM1a CM1b serves files from S3 and the API from an internal load balancer, both behind the firewall', () => {
    expect([DistributionConfig.DefaultCacheBehavior.TargetOriginId, behavior.TargetOriginId]).toEqual([
      content.Id,
      vpcOrigin.Id,
    ]);
    expect(readIn([vpcOrigin, theOnly(site, 'AWS::CloudFront::VpcOrigin')])).toEqual([
      'london-api.LoadBalancer',
      'london-api.LoadBalancer.DNSName',
    ]);
    expect(theOnly(api, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Scheme).toBe('internal');
    expect(readIn(DistributionConfig.WebACLId)).toEqual(['london-site-edge.FirewallWebAcl.Arn']);
    expect(theOnly(edge, 'AWS::WAFv2::WebACL').Scope).toBe('CLOUDFRONT');
  });

  test('CM3a CM3b has one wildcard at CloudFront, in both certificates and in the rule of the API', () => {
    const [rule] = theOnly(api, 'AWS::ElasticLoadBalancingV2::ListenerRule').Conditions;
    const records = resourcesOf(site, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties.Name);

    expect(DistributionConfig.Aliases).toEqual([TENANTS]);
    expect([edge, api].map((stack) => theOnly(stack, 'AWS::CertificateManager::Certificate').DomainName)).toEqual([
      TENANTS,
      TENANTS,
    ]);
    expect(rule.HostHeaderConfig.Values).toEqual([TENANTS]);
    expect(new Set(records)).toEqual(new Set([`${TENANTS}.`]));
    expect(resourcesOf(api, 'AWS::Route53::RecordSet')).toEqual([]);
  });

  test('CM1c CM3c the API receives the Host of the tenant and is never cached, and S3 never sees it', () => {
    expect(behavior.OriginRequestPolicyId).toBe(ALL_VIEWER);
    expect(behavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad'); // CachingDisabled
    expect(DistributionConfig.DefaultCacheBehavior.OriginRequestPolicyId).toBeUndefined();
  });
});

test('CM2a CM2d the API runs on Fargate in the app subnets, with two to ten tasks, and no deployment resets their number', () => {
  const { LaunchType, NetworkConfiguration } = theOnly(api, 'AWS::ECS::Service');
  expect(LaunchType).toBe('FARGATE');
  expect(JSON.stringify(NetworkConfiguration).match(/[A-Z][a-z]+Subnet\d(?=Subnet)/g)).toEqual([
    'AppSubnet1',
    'AppSubnet2',
  ]);

  const running = newApp({ context: { ...context, launchPhase: 'running' } });
  new PlatformRegion(running, 'london', LONDON);
  const { MinCapacity, MaxCapacity } = theOnly(stackOf('api', running), 'AWS::ApplicationAutoScaling::ScalableTarget');
  const { DesiredCount } = theOnly(stackOf('api', running), 'AWS::ECS::Service');
  expect([MinCapacity, MaxCapacity, DesiredCount]).toEqual([2, 10, undefined]);
});

describe('the data', () => {
  test('CM2b CM2c admits the API and the migration to the database, and the API alone to the sessions', () => {
    const rules = resourcesOf(api, 'AWS::EC2::SecurityGroupIngress').map(({ Properties: it }) => {
      return [it.FromPort, it.SourceSecurityGroupId?.['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, '')];
    });

    expect(rules.filter(([port]) => [5432, 6379].includes(port))).toEqual([
      [5432, 'ApiSecurityGroup'],
      [6379, 'ApiSecurityGroup'],
      [5432, 'MigrationTaskSecurityGroup'],
      [5432, 'OnboardingSecurityGroup'],
    ]);
    expect(resourcesOf(data, 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
  });

  test('CM2b CM7b gives the owner and the user of the sync to the migration alone', () => {
    const users = (...names: string[]) => names.map((name) => `london-data.DatabaseUsers${name}Secret`);
    const all = users('app', 'audit', 'registry', 'sync');

    const ofApi = secretsOf(/^ApiExecutionRole/).filter((name) => name.startsWith('london-data'));
    expect(ofApi).toEqual(['london-data.DatabaseKey.Arn', ...users('app', 'registry')]);
    const owner = 'london-data.Database.MasterUserSecret.SecretArn';
    for (const role of [/^MigrationTaskExecutionRole/, /^OnboardingExecutionRole/]) {
      expect(secretsOf(role)).toEqual([owner, 'london-data.DatabaseKey.Arn', ...all]);
    }
  });

  test('CM7a replicates by logical decoding', () => {
    expect(theOnly(data, 'AWS::RDS::DBParameterGroup').Parameters).toMatchObject({ 'rds.logical_replication': '1' });
  });

  test('CM7b CM7c PowerSync comes by a private endpoint service to relays, which have neither secret nor permission', () => {
    expect(theOnly(sync, 'AWS::EC2::VPCEndpointServicePermissions').AllowedPrincipals).toEqual([
      'arn:aws:iam::131569880293:root',
    ]);
    expect(theOnly(sync, 'AWS::EC2::VPCEndpointService')).toMatchObject({ AcceptanceRequired: true });
    expect(theOnly(sync, 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toMatchObject({
      ...{ Scheme: 'internal', Type: 'network' },
    });
    expect(theOnly(sync, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0].Secrets).toBeUndefined();
  });

  test('CM4 the API reaches files by the role of a tenant, and has no other permission', () => {
    const policies = resourcesOf(api, 'AWS::IAM::Policy').filter(({ Properties }) =>
      /ApiTaskRole/.test(JSON.stringify(Properties.Roles)),
    );

    expect(policies).toHaveLength(1);
    expect(policies[0].Properties.PolicyDocument.Statement).toEqual([
      { Action: ['sts:AssumeRole', 'sts:TagSession'], Effect: 'Allow', Resource: expect.anything() },
      { Action: 'sqs:SendMessage', Effect: 'Allow', Resource: expect.anything() },
    ]);
    expect(readIn(policies)).toEqual(['london-audit.AuditQueue.QueueName', 'london-files.FilesTenantRole.Arn']);
  });

  test('CM4 the page of a tenant may upload to the bucket of files: its Content-Security-Policy allows that host', () => {
    const [{ Properties }] = resourcesOf(site, 'AWS::CloudFront::ResponseHeadersPolicy');
    const { ContentSecurityPolicy: policy } =
      Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy;

    expect(readIn(policy)).toEqual(['london-files.FilesBucket']);
    expect(JSON.stringify(policy)).toMatch(/connect-src 'self' https:\/\/.*\.s3\.eu-west-2\.amazonaws\.com;/);
  });

  test('CM8a the registry is a part of the database in London, which has a name of its own in the zone', () => {
    expect(theOnly(data, 'AWS::Route53::RecordSet')).toMatchObject({
      ...{ Name: 'database.eu-west-2.platform.example.', Type: 'CNAME', TTL: '60' },
    });
  });
});

test('CM5 users of all tenants sign in by Entra ID, whose claim names the tenant, and the API knows the keys of the user pool', () => {
  const providers = resourcesOf(identity, 'AWS::Cognito::UserPoolIdentityProvider').map(({ Properties: it }) => it);
  const client = theOnly(identity, 'AWS::Cognito::UserPoolClient');
  const names = resourcesOf(api, 'AWS::ECS::TaskDefinition').map(({ Properties: { ContainerDefinitions } }) =>
    ContainerDefinitions[0].Environment.map(({ Name }: { Name: string }) => Name),
  );

  expect(providers.map(({ ProviderName }) => ProviderName)).toEqual(['Entra', 'Borealis']);
  for (const { AttributeMapping } of providers) {
    expect(AttributeMapping['custom:tenant']).toBe('https://platform.example/claims/tenant');
  }
  expect(client).toMatchObject({
    AllowedOAuthScopes: ['openid', 'email', 'profile'], // without that for UpdateUserAttributes
    CallbackURLs: ['https://login.platform.example/api/callback'],
  });
  expect(names[0]).toEqual(expect.arrayContaining(['COGNITO_ISSUER', 'COGNITO_JWKS_URL', 'COGNITO_SIGN_IN_URL']));
});

test('CM6 audit events wait in a queue for a function that answers for each message, and go to the dead letters after five tries', () => {
  expect(theOnly(audit, 'AWS::Lambda::EventSourceMapping')).toMatchObject({
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  const queues = resourcesOf(audit, 'AWS::SQS::Queue').map(({ Properties }) => Properties.RedrivePolicy);
  expect(queues.filter((it) => it !== undefined)).toEqual([
    { deadLetterTargetArn: expect.anything(), maxReceiveCount: 5 },
  ]);
});
