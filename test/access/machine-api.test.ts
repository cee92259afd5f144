import { App, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { MachineApi, MachineApiProps, MachineAuthorizer, MachineIntegration } from '../../src/access';
import { ApiDomain, ApiExposure, ExternalEdge } from '../../src/service';
import { ApiHostHeader } from '../../src/site';
import { certificateIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { firewallIn } from '../support/firewall';
import { bareApiIn, dnsIn, functionIn, importedFunctionIn, machineApiIn, methodOf, only } from '../support/machine';
import { domainIn, siteIn } from '../support/site';

const REST_API = 'AWS::ApiGateway::RestApi';
const STAGE = 'AWS::ApiGateway::Stage';

describe('with its defaults', () => {
  const stack = workloadStack();
  const api = machineApiIn(stack);

  test('ET2a it has a domain name of its own, and its authorizer is cached five minutes by Authorization', () => {
    expect(only(stack, 'AWS::ApiGateway::DomainName')).toMatchObject({
      ...{ DomainName: 'api.tracker.example', EndpointConfiguration: { Types: ['REGIONAL'] } },
      SecurityPolicy: 'TLS_1_2',
    });
    expect(only(stack, 'AWS::Route53::RecordSet').Name).toBe('api.tracker.example.');
    expect(only(stack, REST_API).DisableExecuteApiEndpoint).toBe(true);
    expect(only(stack, 'AWS::ApiGateway::Authorizer')).toMatchObject({
      ...{ Type: 'REQUEST', IdentitySource: 'method.request.header.Authorization' },
      AuthorizerResultTtlInSeconds: 300,
    });
    expect([api.url, api.stageName]).toEqual(['https://api.tracker.example', 'live']);
  });

  test('ET2b an open route has no authorizer and takes no key, and a slash at its end means nothing', () => {
    expect(methodOf(stack, 'GET', '/v1')).toMatchObject({ AuthorizationType: 'NONE', ApiKeyRequired: false });
    expect(methodOf(stack, 'POST', '/v1/sql')).toMatchObject({ AuthorizationType: 'CUSTOM', ApiKeyRequired: true });
  });

  test('ET2d PC9c a key has ten requests a second and 10,000 a day, and the authorizer names it', () => {
    expect(only(stack, REST_API).ApiKeySourceType).toBe('AUTHORIZER');
    expect(only(stack, 'AWS::ApiGateway::UsagePlan')).toMatchObject({
      ...{ Throttle: { RateLimit: 10, BurstLimit: 20 }, Quota: { Limit: 10_000, Period: 'DAY' } },
    });
  });

  test('ET2e ET2f the stage has metrics by route and a throttle, and an integration 29 seconds', () => {
    expect(methodOf(stack, 'POST', '/v1/sql').Integration.TimeoutInMillis).toBe(29_000);
    expect(only(stack, STAGE).MethodSettings).toEqual([
      {
        ...{ HttpMethod: '*', ResourcePath: '/*', MetricsEnabled: true, LoggingLevel: 'OFF', DataTraceEnabled: false },
        ...{ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      },
    ]);
  });

  test('PC9d the access log is kept, and no field is a header, a query, a body or the value of a key', () => {
    const fields: Record<string, string> = JSON.parse(only(stack, STAGE).AccessLogSetting.Format);

    expect(only(stack, 'AWS::Logs::LogGroup').RetentionInDays).toBe(90);
    expect(resourcesOf(stack, 'AWS::Logs::LogGroup')[0].DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(fields).toMatchObject({ requestId: '$context.requestId', keyId: '$context.identity.apiKeyId' });
    expect(Object.values(fields).filter((it) => /apiKey$|[Hh]eader|query|body|\.path$|userAgent/.test(it))).toEqual([]);
  });

  test('the whole internet is admitted, without a resource policy, a web ACL and a role of the account', () => {
    expect(only(stack, REST_API).Policy).toBeUndefined();
    expect(resourcesOf(stack, 'AWS::WAFv2::WebACLAssociation')).toEqual([]);
    expect(resourcesOf(stack, 'AWS::ApiGateway::Account')).toEqual([]);
    expect(api.pendingInputs.map(({ key }) => key)).toEqual(['cloudwatchRoleArn']);
  });

  test('each answer of API Gateway itself is a message and the id of the request', () => {
    const responses = resourcesOf(stack, 'AWS::ApiGateway::GatewayResponse').map(({ Properties }) => Properties);
    const statusOf = (type: string) => responses.find(({ ResponseType }) => ResponseType === type).StatusCode;
    const bodies = responses.map(({ ResponseTemplates }) => JSON.parse(ResponseTemplates['application/json']));

    expect(bodies.map((body) => Object.keys(body))).toEqual(bodies.map(() => ['message', 'requestId']));
    expect(['UNAUTHORIZED', 'INVALID_API_KEY', 'THROTTLED', 'QUOTA_EXCEEDED'].map(statusOf)).toEqual(
      ['401', '403', '429', '429'], // as clients of keys expect
    );
    expect(statusOf('MISSING_AUTHENTICATION_TOKEN')).toBe('404'); // what API Gateway answers to a path that no route has
  });

  test('API Gateway invokes a function by one permission for all routes, and an authorizer by its own', () => {
    const sources = resourcesOf(stack, 'AWS::Lambda::Permission').map(({ Properties }) => Properties.SourceArn);

    expect(sources.map((it) => JSON.stringify(it).replace(/.*"(\/[^"]*)".*/, '$1')).sort()).toEqual([
      '/authorizers/',
      '/live/*/*',
    ]);
  });
});

describe('a deployment', () => {
  test('follows a version of a function in another stack, which is deleted after the next one', () => {
    const [one, same, next] = ['a', 'a', 'b'].map((description) => {
      const stack = workloadStack();
      const handler = functionIn(workloadStack(stack.node.root as App, 'Functions'), 'Tasks');
      handler.addEnvironment('CHANGED', description);
      machineApiIn(stack).addRoute('GET', '/v1/tasks', MachineIntegration.lambdaFunction(handler.currentVersion));
      const { Resources } = templateOf(stack);
      return Object.keys(Resources).find((id) => Resources[id].Type === 'AWS::ApiGateway::Deployment');
    });

    expect(same).toBe(one);
    expect(next).not.toBe(one);
  });

  const deploymentOf = (change: (api: MachineApi) => void) => {
    const stack = workloadStack();
    change(machineApiIn(stack));
    const { Resources } = templateOf(stack);
    return Object.entries<any>(Resources).find(([, { Type }]) => Type === 'AWS::ApiGateway::Deployment')!;
  };
  const [id, resource] = deploymentOf(() => {});

  test('is another one after a further route, another option and a property override', () => {
    const fn = MachineIntegration.lambdaFunction(importedFunctionIn(workloadStack(), 'F'));
    const ids = [
      (api: MachineApi) => api.addRoute('GET', '/v2', fn),
      (api: MachineApi) => api.addRoute('GET', '/v2', fn, { open: true }),
      (api: MachineApi) => {
        const method = api.node.findAll().find((it): it is CfnMethod => CfnMethod.isCfnMethod(it))!;
        method.addPropertyOverride('Integration.TimeoutInMillis', 1000);
      },
    ].map((change) => deploymentOf((api) => void change(api))[0]);

    expect(new Set([id, ...ids]).size).toBe(4);
    expect(deploymentOf(() => {})[0]).toBe(id);
  });

  test('waits for all methods and answers', () => {
    expect(resource.DependsOn.filter((it: string) => /GET|POST|Responses/.test(it))).toHaveLength(16);
  });
});

describe('its clients', () => {
  const withProps = (props: Partial<MachineApiProps>) => {
    const stack = workloadStack();
    return { stack, api: machineApiIn(stack, props) };
  };

  test('ET9 call a name outside Route 53, which leads to the domain name of API Gateway', () => {
    const stack = workloadStack();
    const domain = ApiDomain.outsideRoute53('api.tracker.example', certificateIn(stack));
    const api = machineApiIn(stack, { domain });

    expect(resourcesOf(stack, 'AWS::Route53::RecordSet')).toEqual([]);
    expect(resourcesOf(stack, 'AWS::CertificateManager::Certificate')).toEqual([]);
    expect(stack.resolve(api.regionalDomainName)).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^ApiDomainName/), 'RegionalDomainName'],
    });
    expect(api.alarmDefinitions.map((it) => it.id)).not.toContain('CertificateExpires');
  });

  test('ET7 pass a web ACL, which the stage has', () => {
    const stack = workloadStack();
    machineApiIn(stack, { webAclArn: firewallIn(stack).webAclArn });

    const { ResourceArn } = only(stack, 'AWS::WAFv2::WebACLAssociation');
    expect(JSON.stringify(ResourceArn)).toMatch(/:apigateway:ap-southeast-1::\/restapis\/.*\/stages\/.*ApiStage/);
  });

  test('PC9b present a certificate on a host of its own, and none on the other', () => {
    const stack = workloadStack();
    const truststoreBucket = Bucket.fromBucketName(stack, 'Trust', 'prd-trust');
    const domain = ApiDomain.inZone(dnsIn(stack), 'partner.tracker.example');
    const api = machineApiIn(stack, { mutualTls: { domain, truststoreBucket, truststoreKey: 'ca.pem' } });
    const hosts = resourcesOf(stack, 'AWS::ApiGateway::DomainName').map(({ Properties }) => Properties);

    expect(hosts.map((it) => [it.DomainName, it.MutualTlsAuthentication])).toEqual([
      ['api.tracker.example', undefined],
      ['partner.tracker.example', { TruststoreUri: 's3://prd-trust/ca.pem' }],
    ]);
    expect(api.pendingInputs.map((it) => it.target)).toContain('s3://prd-trust/ca.pem');
    expect(api.alarmDefinitions.map((it) => it.id)).toContain('MutualTlsCertificateExpires');
  });

  test('PC9b name a version of the truststore, which exists then', () => {
    const stack = workloadStack();
    const truststoreBucket = Bucket.fromBucketName(stack, 'Trust', 'prd-trust');
    const domain = ApiDomain.inZone(dnsIn(stack), 'partner.tracker.example');
    const mutualTls = { domain, truststoreBucket, truststoreKey: 'ca.pem', truststoreVersion: 'v7' };
    const api = bareApiIn(stack, { mutualTls, accountLogging: true });

    expect(api.pendingInputs).toEqual([]);
  });

  test('PC9f come through CloudFront by the name of the viewer, where the API has that name', () => {
    const stack = workloadStack();
    const api = machineApiIn(stack, { domain: ApiDomain.behindCloudFront(dnsIn(stack), 'app.tracker.example') });
    const other = workloadStack(stack.node.root as App, 'Site');
    const site = siteIn(other, { domain: domainIn(other, 'app.bank.example') });

    expect(resourcesOf(stack, 'AWS::Route53::RecordSet')).toEqual([]);
    expect(() => site.addApi('/api/*', api.origin)).toThrowProblem(
      ...(['site/origin-without-own-host', 'hostHeader', ApiHostHeader.ORIGIN] as const),
    );
    expect(() => site.addApi('/api/*', api.origin, { hostHeader: ApiHostHeader.VIEWER })).not.toThrow();
  });

  test('PC9f come through CloudFront by the name of the API else, and CloudFront waits longer than API Gateway', () => {
    const stack = workloadStack();
    const times = { integrationTimeout: Duration.seconds(40), integrationTimeoutQuota: Duration.seconds(60) };
    const site = siteIn(stack);
    site.addApi('/api/*', machineApiIn(stack, times).origin);

    const { Origins } = only(stack, 'AWS::CloudFront::Distribution').DistributionConfig;
    expect(Origins[1]).toMatchObject({
      DomainName: 'api.tracker.example',
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginReadTimeout: 41 },
    });
  });

  test('PC24 call it below a base path, beside which the routes have versions', () => {
    const { stack, api } = withProps({ basePath: 'api' });

    expect(only(stack, 'AWS::ApiGateway::BasePathMapping').BasePath).toBe('api');
    expect(api.url).toBe('https://api.tracker.example/api');
  });
});

test('the role of the account stays when the stack is deleted, and the stage waits for it', () => {
  const stack = workloadStack();
  machineApiIn(stack, { accountLogging: true });
  const [account] = resourcesOf(stack, 'AWS::ApiGateway::Account');

  expect(account.DeletionPolicy).toBe('Retain');
  expect(resourcesOf(stack, STAGE)[0].DependsOn).toEqual([expect.stringMatching(/^ApiAccount/)]);
});

test('the access log has the key, retention and removal policy that it is given', () => {
  const app = newApp({ context: { 'rl-bank-constructs:destroyData': true } });
  const stack = workloadStack(app);
  const logEncryptionKey = new Key(stack, 'Key');
  machineApiIn(stack, { logEncryptionKey, logRetention: Duration.days(30), removalPolicy: RemovalPolicy.DESTROY });
  const [log] = resourcesOf(stack, 'AWS::Logs::LogGroup');

  expect(log.DeletionPolicy).toBe('Delete');
  expect(log.Properties).toMatchObject({
    RetentionInDays: 30,
    KmsKeyId: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
  });
  expect(JSON.stringify(only(stack, 'AWS::KMS::Key').KeyPolicy)).toContain('logs.ap-southeast-1.amazonaws.com');
});

test('PC9c with a user pool there are no keys, unless a quota is given: then clients send them in a header', () => {
  const stacks = [undefined, { requestsPerDay: 100 }].map((quota) => {
    const stack = workloadStack();
    machineApiIn(stack, { quota, authorizer: MachineAuthorizer.userPool(new UserPool(stack, 'Pool')) });
    return stack;
  });

  expect(stacks.map((it) => resourcesOf(it, 'AWS::ApiGateway::UsagePlan').length)).toEqual([0, 1]);
  expect(stacks.map((it) => methodOf(it, 'POST', '/v1/sql').ApiKeyRequired)).toEqual([false, true]);
  expect(only(stacks[1], REST_API).ApiKeySourceType).toBe('HEADER');
  expect(only(stacks[1], 'AWS::ApiGateway::UsagePlan').Throttle.RateLimit).toBe(10);
});

test.each<[what: string, props: Partial<Record<keyof MachineApiProps, unknown>>, prop: string, value: unknown]>([
  ['domain', { domain: 'api.tracker.example' }, 'domain', 'api.tracker.example'],
  ['authorizer', { authorizer: 'fn' }, 'authorizer', 'fn'],
  ['quota', { quota: 10 }, 'quota', 10],
  ['basePath', { basePath: 1 }, 'basePath', 1],
  ['integrationTimeout', { integrationTimeout: 29 }, 'integrationTimeout', 29],
  ['accountLogging', { accountLogging: 'yes' }, 'accountLogging', 'yes'],
  ['webAclArn', { webAclArn: 1 }, 'webAclArn', 1],
  ['logEncryptionKey', { logEncryptionKey: 'key' }, 'logEncryptionKey', 'key'],
  ['exposure', { exposure: ExternalEdge.cloudflare() }, 'exposure', 'an object'],
])('%s of another type is named', (_, props, prop, value) => {
  expect(() => bareApiIn(workloadStack(), props as any)).toThrowProblem('props/wrong-type', prop, value);
});

test('a name is taken once in a region, and the role of an account is set once', () => {
  const stack = workloadStack();
  machineApiIn(stack, { accountLogging: true });
  const other = workloadStack(stack.node.root as App, 'Other');
  const domain = ApiDomain.inZone(dnsIn(other), 'b.tracker.example');
  const authorizer = MachineAuthorizer.lambdaFunction(importedFunctionIn(other, 'Of'));

  expect(() => bareApiIn(other)).toThrowProblem('machine-api/name-taken', 'domain', 'api.tracker.example', 'Other/Api');
  expect(() => bareApiIn(other, { domain, authorizer, accountLogging: true }, 'Further')).toThrowProblem(
    ...(['machine-api/account-logging-twice', 'accountLogging', true] as const),
  );
});

test('what only CloudFormation knows is let through', () => {
  const stack = new Stack(newApp(), 'Anywhere');
  const webAclArn = Fn.importValue('WebAcl');

  expect(() => bareApiIn(stack, { webAclArn, basePath: Fn.importValue('Path') })).not.toThrow();
});
