import { App } from 'aws-cdk-lib';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { MachineIntegration, ServiceIntegrationOptions } from '../../src/access';
import { ApiDomain, ApiExposure } from '../../src/service';
import { resourcesOf, workloadStack } from '../support/cloud';
import { bareApiIn, functionIn, machineApiIn, methodOf, only } from '../support/machine';
import { behind, sharedIn } from '../support/shared';

test('ET2c a function, in a VPC or not, is invoked by a permission in the stack of the API, and no circle is made', () => {
  const stack = workloadStack();
  const ofFunctions = workloadStack(stack.node.root as App, 'Functions');
  const sql = functionIn(ofFunctions, 'Sql');
  const api = bareApiIn(stack);
  api.addRoute('POST', '/v1/sql', MachineIntegration.lambdaFunction(sql));
  api.addRoute('GET', '/v1/sql', MachineIntegration.lambdaFunction(sql));
  api.grantManageKeys(functionIn(workloadStack(stack.node.root as App, 'Keys'), 'Web'));

  expect(methodOf(stack, 'POST', '/v1/sql').Integration).toMatchObject({
    Type: 'AWS_PROXY',
    IntegrationHttpMethod: 'POST',
  });
  expect(resourcesOf(stack, 'AWS::Lambda::Permission')).toHaveLength(2);
  expect(resourcesOf(ofFunctions, 'AWS::Lambda::Permission')).toEqual([]);
});

describe('FE11 a queue', () => {
  const stack = workloadStack();
  const ofQueues = workloadStack(stack.node.root as App, 'Queues');
  const orders = new Queue(ofQueues, 'Orders', { encryptionMasterKey: new Key(ofQueues, 'Key') });
  const api = bareApiIn(stack);
  const integration = MachineIntegration.queue(orders, {
    attributesFromAuthorizer: { tenant: 'tenantId', by: 'principalId' },
  });
  api.addRoute('POST', '/v1/orders', integration);
  api.addRoute('POST', '/v1/returns', MachineIntegration.queue(orders));
  const { Integration, MethodResponses } = methodOf(stack, 'POST', '/v1/orders');

  test('gets the body as a message, and who sent it from the authorizer alone', () => {
    expect(Integration.RequestTemplates['application/json'].split('&')).toEqual([
      'Action=SendMessage',
      'MessageBody=$util.urlEncode($input.body)',
      'MessageAttribute.1.Name=by',
      'MessageAttribute.1.Value.DataType=String',
      'MessageAttribute.1.Value.StringValue=$util.urlEncode($context.authorizer.principalId)',
      'MessageAttribute.2.Name=tenant',
      'MessageAttribute.2.Value.DataType=String',
      'MessageAttribute.2.Value.StringValue=$util.urlEncode($context.authorizer.tenantId)',
    ]);
    expect(Integration).toMatchObject({ Type: 'AWS', PassthroughBehavior: 'NEVER' });
  });

  test('is answered with 202, and with 502 where it is not there', () => {
    const patterns = Integration.IntegrationResponses.map((it: any) => [it.StatusCode, it.SelectionPattern]);

    expect(MethodResponses.map((it: any) => it.StatusCode)).toEqual(['202', '400', '502']);
    expect(patterns.slice(0, 2)).toEqual([
      ['202', undefined],
      ['400', '400'],
    ]);
    expect(['403', '500', '503'].every((it) => new RegExp(`^${patterns[2][1]}$`).test(it))).toBe(true);
    expect(new RegExp(`^${patterns[2][1]}$`).test('400')).toBe(false);
  });

  test('is reached by one role that sends to it, and uses its key', () => {
    const [{ Properties }] = resourcesOf(stack, 'AWS::IAM::Policy');

    expect(resourcesOf(stack, 'AWS::IAM::Role')).toHaveLength(1);
    expect(Properties.PolicyDocument.Statement.map((it: any) => it.Action)).toEqual([
      'sqs:SendMessage',
      ['kms:GenerateDataKey', 'kms:Decrypt'],
    ]);
    expect(JSON.stringify(Properties.PolicyDocument)).not.toContain('Fn::ImportValue');
  });
});

test('PC9f a claim whose name no template takes as it is, is in quotes there', () => {
  const stack = workloadStack();
  const attributesFromAuthorizer = {
    group: 'claims.cognito:groups',
    tenant: 'claims.custom:tenant',
    user: 'claims.sub',
  };
  bareApiIn(stack).addRoute(
    'POST',
    '/v1',
    MachineIntegration.queue(new Queue(stack, 'Queue'), { attributesFromAuthorizer }),
  );
  const template = methodOf(stack, 'POST', '/v1').Integration.RequestTemplates['application/json'];

  expect([...template.matchAll(/\$context[^)]*/g)].map(([it]) => it)).toEqual([
    "$context.authorizer.claims['cognito:groups']",
    "$context.authorizer.claims['custom:tenant']",
    '$context.authorizer.claims.sub',
  ]);
});

test('PC9f a service gets no identity from a client, on other routes neither', () => {
  const shared = sharedIn(undefined, { exposure: ApiExposure.withinVpc() });
  const web = behind(shared, 'web.bank.example');
  const other = workloadStack(shared.app, 'Others');
  const [open, named] = [MachineIntegration.service(web), { headersFromAuthorizer: { 'X-Tenant-Id': 'tenantId' } }];
  const further = MachineIntegration.service(behind(shared, 'further.bank.example'));
  const others = bareApiIn(other);
  others.addRoute('GET', '/health', open, { open: true });
  others.addRoute('GET', '/app', MachineIntegration.service(web, named));
  others.addRoute('GET', '/user', MachineIntegration.service(web, { headersFromAuthorizer: { 'x-user': 'userId' } }));
  others.addRoute('GET', '/further', further);
  const parametersOf = (path: string) => methodOf(other, 'GET', path).Integration.RequestParameters;
  const header = (name: string) => `integration.request.header.${name}`;

  expect(parametersOf('/health')).toEqual({ [header('x-tenant-id')]: "'none'", [header('x-user')]: "'none'" });
  expect(parametersOf('/app')).toEqual({
    [header('X-Tenant-Id')]: 'context.authorizer.tenantId',
    [header('x-user')]: "'none'",
  });
  expect(parametersOf('/user')).toEqual({
    [header('x-tenant-id')]: "'none'",
    [header('x-user')]: 'context.authorizer.userId',
  });
  expect(parametersOf('/further')).toEqual({});
});

describe('PC9f a service', () => {
  const shared = sharedIn(undefined, { exposure: ApiExposure.withinVpc() });
  const web = behind(shared, 'web.bank.example');
  const stack = workloadStack(shared.app, 'Machine');
  const api = bareApiIn(stack);
  const headersFromAuthorizer = { 'x-tenant-id': 'tenantId', 'x-principal': 'principalId' };
  const app = MachineIntegration.service(web, { headersFromAuthorizer });
  api.addRoute('ANY', '/app/{proxy+}', app);
  api.addRoute('GET', '/v1/tasks/{id}', MachineIntegration.service(web, { path: '/api/tasks/{id}' }));

  test('behind an internal load balancer is reached by a VPC link, over HTTPS by the name of its certificate', () => {
    expect(methodOf(stack, 'ANY', '/app/{proxy+}').Integration).toMatchObject({
      ...{ Type: 'HTTP_PROXY', ConnectionType: 'VPC_LINK', IntegrationHttpMethod: 'ANY' },
      Uri: 'https://web.bank.example/app/{proxy}',
      ConnectionId: { Ref: expect.stringMatching(/^ApiVpcLinks/) },
      IntegrationTarget: { 'Fn::GetStackOutput': { StackName: 'Shared', OutputName: expect.any(String) } },
    });
  });

  test('is called with another path, and its variables', () => {
    const { Integration, RequestParameters } = methodOf(stack, 'GET', '/v1/tasks/{id}');

    expect(Integration.Uri).toBe('https://web.bank.example/api/tasks/{id}');
    expect(Integration.RequestParameters).toMatchObject({ 'integration.request.path.id': 'method.request.path.id' });
    expect(RequestParameters).toEqual({ 'method.request.path.id': true });
  });

  test('gets headers from the authorizer, which replace those of a client', () => {
    expect(methodOf(stack, 'ANY', '/app/{proxy+}').Integration.RequestParameters).toEqual({
      'integration.request.header.x-principal': 'context.authorizer.principalId',
      'integration.request.header.x-tenant-id': 'context.authorizer.tenantId',
      'integration.request.path.proxy': 'method.request.path.proxy',
    });
  });

  test('has one link in a VPC, whose security group and that of the load balancer are open to each other', () => {
    expect(resourcesOf(stack, 'AWS::ApiGatewayV2::VpcLink')).toHaveLength(1);
    expect(only(stack, 'AWS::EC2::SecurityGroupEgress')).toMatchObject({ FromPort: 443, ToPort: 443 });
    expect(only(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({ FromPort: 443, ToPort: 443 });
    expect(only(stack, 'AWS::EC2::SecurityGroup').SecurityGroupEgress).toBeUndefined();
  });

  test('on the internet is refused, and one without a name of its own', () => {
    const open = behind(sharedIn(), 'web.bank.example');
    const wildcard = behind(shared, '*.shop.bank.example', {
      domain: ApiDomain.inZone(shared.dns, '*.shop.bank.example'),
    });

    expect(() => MachineIntegration.service(open)).toThrowProblem(
      ...(['machine-integration/public-service', 'service', 'web/Api'] as const),
    );
    const imported = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Imported', {
      ...{ loadBalancerArn: 'arn:aws:elasticloadbalancing:a:1:loadbalancer/app/a/1', securityGroupId: 'sg-1' },
    });
    const { node, url, connections } = web;
    const unknown = { node, url, connections, isPublic: false, loadBalancer: imported } as any;
    expect(() => MachineIntegration.service(unknown)).toThrowProblem(
      ...(['machine-integration/no-vpc', 'service', 'web/Api'] as const),
    );
    expect(() => MachineIntegration.service(wildcard)).toThrowProblem(
      ...(['machine-integration/wildcard-service', 'service', 'https://*.shop.bank.example'] as const),
    );
  });

  const headers = (name: string, key = 'a') => ({ headersFromAuthorizer: { [name]: key } });

  test.each<[what: string, options: ServiceIntegrationOptions, code: string, prop: string, value: string]>([
    ['path', { path: 'v1' }, 'not-a-path', 'path', 'v1'],
    ['header', headers('Host'), 'not-a-header', 'headersFromAuthorizer', 'Host'],
    ['header', headers('x-amzn-trace-id'), 'not-a-header', 'headersFromAuthorizer', 'x-amzn-trace-id'],
    ['header', headers('x tenant'), 'not-a-header', 'headersFromAuthorizer', 'x tenant'],
    ['key', headers('x-a', '$input'), 'not-a-key', 'headersFromAuthorizer.x-a', '$input'],
  ])('of another %s is refused', (_, options, code, prop, value) => {
    expect(() => MachineIntegration.service(web, options)).toThrowProblem(`machine-integration/${code}`, prop, value);
  });
});

test.each<[options: object, code: string, prop: string, value: unknown]>([
  [{ attributesFromAuthorizer: { 'a b': 'a' } }, 'not-an-attribute', 'attributesFromAuthorizer', 'a b'],
  [{ attributesFromAuthorizer: { 'aws.trace': 'a' } }, 'not-an-attribute', 'attributesFromAuthorizer', 'aws.trace'],
  [{ attributesFromAuthorizer: { a: '' } }, 'not-a-key', 'attributesFromAuthorizer.a', ''],
])('%j of a queue is refused', (options, code, prop, value) => {
  const queue = new Queue(workloadStack(), 'Queue');

  expect(() => MachineIntegration.queue(queue, options)).toThrowProblem(`machine-integration/${code}`, prop, value);
});

test('a FIFO queue and eleven attributes are refused', () => {
  const queue = (fifo?: true) => new Queue(workloadStack(), 'Queue', { fifo });
  const names = Array.from('abcdefghijk');

  expect(() => MachineIntegration.queue(queue(true))).toThrowProblem(
    ...(['machine-integration/fifo-queue', 'queue', 'Web/Queue'] as const),
  );
  expect(() =>
    MachineIntegration.queue(queue(), { attributesFromAuthorizer: Object.fromEntries(names.map((it) => [it, it])) }),
  ).toThrowProblem('machine-integration/many-attributes', 'attributesFromAuthorizer', names);
});

test.each<[prop: string, act: () => unknown, value: unknown]>([
  ['fn', () => MachineIntegration.lambdaFunction('fn' as any), 'fn'],
  ['fn', () => MachineIntegration.lambdaFunction({ functionArn: 'a construct around a function' } as any), 'an object'],
  ['queue', () => MachineIntegration.queue({ queueArn: 'a construct around a queue' } as any), 'an object'],
  ['service', () => MachineIntegration.service('s' as any), 's'],
  ['integration', () => machineApiIn().addRoute('GET', '/v2', 'i' as any), 'i'],
])('%s of another type is named', (prop, act, value) => {
  expect(act).toThrowProblem('props/wrong-type', prop, value);
});
