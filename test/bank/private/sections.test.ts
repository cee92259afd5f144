import { Template } from 'aws-cdk-lib/assertions';
import { BankMvpConfig } from '../../../src/bank';
import { WayOut } from '../../../src/network';
import { ApiReadiness, ApiRouting } from '../../../src/service';
import { changed, fixture, written } from '../../support/bank-configs';
import { newApp } from '../../support/cloud';
import { composedBank } from '../../support/composed-bank';

const open = BankMvpConfig.fromFile(fixture('open'));

test('RB18c the way out is that of the constructs', () => {
  expect(open.network.wayOut).toEqual(WayOut.nat({ addresses: ['198.51.100.7'] }));
  const closed = changed('document', {
    'network.wayOut': 'endpoints',
    'network.routeTableIds': ['rtb-0a1b2c3d'],
    'network.endpointServices': ['kms'],
  });
  expect(BankMvpConfig.of(closed).network.wayOut).toEqual(
    WayOut.endpoints({ routeTableIds: ['rtb-0a1b2c3d'], furtherServices: ['kms'] }),
  );
  expect(Object.keys(open.network)).toEqual(['vpcId', 'publicSubnetIds', 'privateSubnetIds', 'wayOut']);
});

test('RB18c routing is that of the constructs', () => {
  expect(open.api.routing).toEqual(ApiRouting.paths(['/api', '/api/*']));
  expect(BankMvpConfig.of(written('document')).api.routing).toEqual(ApiRouting.wholeHost());
});

test.each([
  ['waiting', ApiReadiness.WAITING],
  ['starting', ApiReadiness.STARTING],
  ['running', ApiReadiness.RUNNING],
])('RB22 %s is a readiness', (word, readiness) => {
  expect(BankMvpConfig.of(changed('document', { 'api.readiness': word })).api.readiness).toBe(readiness);
});

test('RB18c identities are repositories, with both spellings where the numbers are known', () => {
  const { api, infra, ...others } = open.deploy!;
  expect(api!.repository.environment(api!.environment)).toEqual([
    'repo:rl-bank@10000001/rl-bank-api@20000001:environment:prd',
    'repo:rl-bank/rl-bank-api:environment:prd',
  ]);
  expect(infra).toMatchObject({ environment: 'prd', planEnvironment: 'plan' });
  expect(infra!.repository.fullName).toBe('rl-bank/rl-bank-infra');
  expect(others).toMatchObject({ oidcIssuerExists: true, webapp: {}, merchantPortal: {} });
});

test('RB18c an identity that is not there is none', () => {
  const deploy = { api: { repository: 'rl-bank/rl-bank-api' } };
  expect(Object.keys(BankMvpConfig.of(changed('document', { deploy })).deploy!)).toEqual(['oidcIssuerExists', 'api']);
});

describe('RB24 the whole of the example can be made from', () => {
  const edge = (id: string) => `arn:aws:acm:us-east-1:982233224911:certificate/${id}`;

  test.each<[string, Record<string, unknown> | undefined]>([
    ['the document', undefined],
    ['the complete config', {}],
    ['a config with endpoints', { 'network.wayOut': 'endpoints', 'network.natAddresses': undefined }],
    ['a config whose tasks start', { 'api.readiness': 'starting' }],
    ['a config without scaling, and with a DSN', { 'api.scaling': undefined, 'sentry.apiDsn': 'https://0a@o1.io/2' }],
    [
      'a config with all that exists',
      {
        'adopt.apiAccessLogBucketName': 'lb-logs',
        'adopt.siteAccessLogBucketName': 'site-logs',
        'adopt.logGroupName': '/ecs/shared',
        'api.logRetentionDays': undefined,
        'adopt.apiCertificateArn': edge('a').replace('us-east-1', 'ap-southeast-1'),
        'adopt.webappCertificateArn': edge('b'),
        'adopt.merchantPortalCertificateArn': edge('c'),
      },
    ],
    ['a config with a new zone', { 'domain.hostedZoneId': undefined, 'domain.zoneIsDelegated': true }],
  ])('%s', (_, changes) => {
    const config = BankMvpConfig.of(changes ? changed('open', changes) : written('document'));
    const app = newApp();
    composedBank(app, config);
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toContain('prd-rl-bank-all');
  });

  test('and what it says arrives', () => {
    const template = Template.fromStack(composedBank(newApp(), open));
    template.hasResourceProperties('AWS::ECS::TaskDefinition', { Cpu: '512', Memory: '2048' });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 2, MaxCapacity: 6 });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/ecs/prd-rl-bank-api',
      RetentionInDays: 365,
    });
    template.hasResourceProperties('AWS::S3::Bucket', { BucketName: 'prd-rl-bank-mp-webapp' });
    template.hasResourceProperties('AWS::SecretsManager::Secret', { Name: 'rl/bank/api/TWILIO_AUTH_TOKEN' });
    template.resourceCountIs('AWS::ECR::Repository', 0);
    template.resourceCountIs('AWS::ECS::Cluster', 0);
    template.resourceCountIs('AWS::IAM::OIDCProvider', 0);
    template.hasResourceProperties('AWS::IAM::Role', { RoleName: 'prd-rl-bank-publish-mp-webapp' });
    template.hasResourceProperties('AWS::ElastiCache::ServerlessCache', {
      CacheUsageLimits: { DataStorage: { Maximum: 5 }, ECPUPerSecond: { Maximum: 10000 } },
    });
  });
});
