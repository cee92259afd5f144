import { Duration } from 'aws-cdk-lib';
import { JsonSchemaType, JsonSchemaVersion } from 'aws-cdk-lib/aws-apigateway';
import { GraphWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { MachineIntegration } from '../../src/access';
import { workloadStack } from '../support/cloud';
import { bareApiIn, importedFunctionIn, methodOf, only } from '../support/machine';

const stack = workloadStack();
const api = bareApiIn(stack, { integrationTimeoutQuota: Duration.seconds(60) });
const tasks = MachineIntegration.lambdaFunction(importedFunctionIn(stack, 'Tasks'));
const schema = JsonSchemaVersion.DRAFT4;
const body = { schema, type: JsonSchemaType.OBJECT, required: ['title'] };
const list = api.addRoute('GET', '/v1/tasks', tasks, {
  requiredQueryParameters: ['page'],
  requiredHeaders: ['X-Tenant'],
});
const created = api.addRoute('POST', '/v1/tasks', tasks, { body, alarm: true, timeout: Duration.seconds(60) });
api.addRoute('GET', '/v1/tasks/{id}', tasks);

test('PC9a a body conforms to the schema, whatever its content type', () => {
  const { RequestModels, RequestValidatorId } = methodOf(stack, 'POST', '/v1/tasks');

  expect(Object.keys(RequestModels)).toEqual(['$default']);
  expect(only(stack, 'AWS::ApiGateway::Model').Schema).toMatchObject({ type: 'object', required: ['title'] });
  expect(only(stack, 'AWS::ApiGateway::RequestValidator')).toMatchObject({
    ...{ ValidateRequestBody: true, ValidateRequestParameters: true },
  });
  expect(RequestValidatorId).toEqual(methodOf(stack, 'GET', '/v1/tasks').RequestValidatorId);
});

test('PC9a parameters of query and header are required, and those of the path', () => {
  expect(methodOf(stack, 'GET', '/v1/tasks').RequestParameters).toEqual({
    'method.request.header.X-Tenant': true,
    'method.request.querystring.page': true,
  });
  expect(methodOf(stack, 'GET', '/v1/tasks/{id}').RequestParameters).toEqual({ 'method.request.path.id': true });
});

test('ET2f a route has a time of its own, up to the quota that is stated', () => {
  expect(methodOf(stack, 'POST', '/v1/tasks').Integration.TimeoutInMillis).toBe(60_000);
});

test('ET2e a route has metrics, and an alarm where it is asked for', () => {
  const { dimensions, metricName } = list.metricRequests() as Metric;
  const alarms = api.alarmDefinitions;

  expect([metricName, dimensions]).toEqual([
    'Count',
    { ApiName: expect.any(String), Stage: 'live', Method: 'GET', Resource: '/v1/tasks' },
  ]);
  expect(alarms.map(({ id }) => id)).toEqual([
    ...['ServerErrors', 'ServerErrorsOfPostV1Tasks', 'AuthorizerErrors', 'ClientErrors', 'Latency'],
    'CertificateExpires',
  ]);
  expect(alarms[1].suppressedBy).toEqual(['ServerErrors']);
  expect(created.metricServerErrorRate().label).toBe('Server errors, in percent');
  expect((created.metricLatency({ statistic: 'p50' }) as Metric).statistic).toBe('p50');
});

test('ET2e routes whose paths differ by signs alone have alarms of different ids', () => {
  const other = workloadStack();
  const alike = bareApiIn(other);
  const fn = MachineIntegration.lambdaFunction(importedFunctionIn(other, 'Fn'));
  ['/a-b', '/a/b'].forEach((path) => alike.addRoute('GET', path, fn, { alarm: true }));
  const ids = alike.alarmDefinitions.map(({ id }) => id);

  expect(ids.filter((id) => id.includes('Of'))).toEqual(['ServerErrorsOfGetAB', 'ServerErrorsOfGetABNo2']);
});

test('ET2e the dashboard has each route, and the log queries read the access log', () => {
  const perRoute = api.graphDefinitions.find(({ title }) => title === 'Machine API: requests of each route')!;

  expect(perRoute.metrics.map((it: any) => it.label)).toEqual([
    'GET /v1/tasks',
    'POST /v1/tasks',
    'GET /v1/tasks/{id}',
  ]);
  expect(() => api.graphDefinitions.map(({ metrics }) => new GraphWidget({ left: metrics }).toJson())).not.toThrow();
  expect(stack.resolve(api.logQueries[0].logGroupName)).toEqual({ Ref: expect.stringMatching(/^ApiAccessLog/) });
});
