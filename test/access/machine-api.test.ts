import { MachineIntegration } from '../../src/access';
import { resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { bareApiIn, importedFunctionIn, machineApiIn, methodOf, only } from '../support/machine';

describe('with its defaults', () => {
  const stack = workloadStack();
  const api = machineApiIn(stack);

  test('ET2a it has a domain name of its own, and its authorizer is cached five minutes by Authorization', () => {
    expect(only(stack, 'AWS::ApiGateway::DomainName')).toMatchObject({
      DomainName: 'api.tracker.example',
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'TLS_1_2',
    });
    expect(only(stack, 'AWS::Route53::RecordSet').Name).toBe('api.tracker.example.');
    expect(only(stack, 'AWS::ApiGateway::RestApi').DisableExecuteApiEndpoint).toBe(true);
    expect(only(stack, 'AWS::ApiGateway::Authorizer')).toMatchObject({
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 300,
    });
    expect(api.url).toBe('https://api.tracker.example');
  });

  test('ET2b an open route has no authorizer and takes no key, and a slash at its end means nothing', () => {
    expect(methodOf(stack, 'GET', '/v1')).toMatchObject({ AuthorizationType: 'NONE', ApiKeyRequired: false });
    expect(methodOf(stack, 'POST', '/v1/sql')).toMatchObject({ AuthorizationType: 'CUSTOM', ApiKeyRequired: true });
  });

  test('ET2d PC9c a key has ten requests a second and 10,000 a day, and the authorizer names it', () => {
    expect(only(stack, 'AWS::ApiGateway::RestApi').ApiKeySourceType).toBe('AUTHORIZER');
    expect(only(stack, 'AWS::ApiGateway::UsagePlan')).toMatchObject({
      Throttle: { RateLimit: 10, BurstLimit: 20 },
      Quota: { Limit: 10_000, Period: 'DAY' },
    });
  });

  test('ET2f an integration has 29 seconds', () => {
    expect(methodOf(stack, 'POST', '/v1/sql').Integration.TimeoutInMillis).toBe(29_000);
  });

  test('ET2e the stage has metrics by route, a throttle, and no execution log, which would have bodies', () => {
    expect(only(stack, 'AWS::ApiGateway::Stage').MethodSettings).toEqual([
      {
        ...{ HttpMethod: '*', ResourcePath: '/*', MetricsEnabled: true, LoggingLevel: 'OFF', DataTraceEnabled: false },
        ...{ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      },
    ]);
  });

  test('API Gateway invokes a function by one permission for all routes', () => {
    expect(resourcesOf(stack, 'AWS::Lambda::Permission')).toHaveLength(2); // one is that of the authorizer
  });
});

test('a further route, and a property override, make another deployment', () => {
  const idOf = (change: (api: ReturnType<typeof bareApiIn>) => void) => {
    const stack = workloadStack();
    change(machineApiIn(stack));
    const { Resources } = templateOf(stack);
    return Object.keys(Resources).find((id) => Resources[id].Type === 'AWS::ApiGateway::Deployment');
  };
  const ids = [
    idOf(() => {}),
    idOf((api) =>
      api.addRoute('GET', '/v2', MachineIntegration.lambdaFunction(importedFunctionIn(workloadStack(), 'F'))),
    ),
    idOf((api) => {
      const resource: any = api.node.findAll().find((it: any) => it.cfnResourceType === 'AWS::ApiGateway::Method');
      resource.addPropertyOverride('Integration.TimeoutInMillis', 1000);
    }),
  ];

  expect(new Set(ids).size).toBe(3);
  expect(idOf(() => {})).toBe(ids[0]);
});
