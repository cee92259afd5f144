import { Duration, Fn } from 'aws-cdk-lib';
import { JsonSchemaVersion } from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { MachineAuthorizer, MachineIntegration, MachineRouteOptions } from '../../../../src/access';
import { routeProblems } from '../../../../src/access/private/checks/route-problems';
import { normalizedPath } from '../../../../src/access/private/machine/routes';
import { workloadStack } from '../../../support/cloud';
import { importedFunctionIn } from '../../../support/machine';
import { saidOf } from '../../../support/problems';

const stack = workloadStack();
const fn = importedFunctionIn(stack, 'Fn');
const call = MachineIntegration.lambdaFunction(fn);
const send = MachineIntegration.queue(new Queue(stack, 'Queue'), { attributesFromAuthorizer: { tenant: 'tenantId' } });
const known = [
  { method: 'GET', path: '/v1', options: {} },
  { method: 'GET', path: '/v1/tasks/{id}', options: {} },
];

function said(
  [method, path]: [string, string],
  options: MachineRouteOptions = {},
  integration = call,
  authorizer = MachineAuthorizer.lambdaFunction(fn),
) {
  const route = { method, path: normalizedPath(path), integration, options };
  return saidOf(routeProblems(route, path, { stack, known, authorizer, quotaSeconds: 29, policy: undefined }));
}

test.each([
  ['GET', '/'],
  ['POST', '/v1/'],
  ['ANY', '/app/{proxy+}'],
  ['GET', '/v1/tasks/{id}/items'],
  ['GET', '/.well-known/a~b:c$d-e_f'],
] as Array<[string, string]>)('%s %s is a route', (...route) => {
  expect(said(route)).toEqual([]);
});

test.each<[route: [string, string], code: string, prop: string, value: unknown]>([
  [['get', '/v2'], 'not-a-method', 'method', 'get'],
  [['TRACE', '/v2'], 'not-a-method', 'method', 'TRACE'],
  [['GET', 'v2'], 'not-a-path', 'path', 'v2'],
  [['GET', '/v2//'], 'not-a-path', 'path', '/v2//'],
  [['GET', '/v2?a=b'], 'not-a-path', 'path', '/v2?a=b'],
  [['GET', '/v2/task{id}'], 'not-a-path', 'path', '/v2/task{id}'],
  [['GET', '/v2/{all+}/items'], 'greedy-not-last', 'path', '/v2/{all+}/items'],
  [['GET', '/v1/'], 'route-twice', 'path', 'GET /v1'],
  [['POST', '/v1/tasks/{task}'], 'sibling-variable', 'path', '/v1/tasks/{task}'],
  [['POST', '/v1/tasks/{all+}'], 'sibling-variable', 'path', '/v1/tasks/{all+}'],
])('%j is refused', (route, code, prop, value) => {
  expect(said(route)).toEqual([[`machine-api/${code}`, prop, value]]);
});

test('a path is known at synthesis', () => {
  expect(said(['GET', Fn.importValue('Path')])).toEqual([
    ['machine-api/late-path', 'path', 'a text that only CloudFormation knows'],
  ]);
});

test.each<[options: MachineRouteOptions, code: string, prop: string, value: unknown]>([
  [{ body: {} }, 'machine-api/body-of-method', 'body', 'GET /v2'],
  [{ body: { schema: JsonSchemaVersion.DRAFT7 } }, 'machine-api/not-draft-4', 'body.schema', JsonSchemaVersion.DRAFT7],
  [{ scopes: ['a'] }, 'machine-api/scopes-without-user-pool', 'scopes', ['a']],
  [{ requiredHeaders: ['a b'] }, 'machine-api/not-a-parameter', 'requiredHeaders', 'a b'],
  [{ requiredQueryParameters: [''] }, 'machine-api/not-a-parameter', 'requiredQueryParameters', ''],
  [{ timeout: Duration.seconds(30) }, 'machine-api/timeout-above-quota', 'timeout', '30 s'],
  [{ timeout: Duration.millis(49) }, 'machine-api/timeout-above-quota', 'timeout', '0.049 s'],
])('%j of a route is refused', (options, code, prop, value) => {
  expect(said(['GET', '/v2'], options)).toContainEqual([code, prop, value]);
});

test('a queue gets the body of a request, from clients that the authorizer knows', () => {
  expect(said(['GET', '/v2'], {}, send)).toEqual([['machine-api/queue-of-method', 'method', 'GET']]);
  expect(said(['POST', '/v2'], { open: true }, send)).toEqual([['machine-api/identity-on-open-route', 'open', true]]);
  expect(said(['POST', '/v2'], {}, send)).toEqual([]);
});

test('what a route calls is where the API is', () => {
  const [otherRegion, otherAccount] = ['eu-west-1:111111111111', 'ap-southeast-1:222222222222'];
  const elsewhere = LambdaFunction.fromFunctionArn(stack, 'Elsewhere', `arn:aws:lambda:${otherRegion}:function:a`);
  const foreign = Queue.fromQueueArn(stack, 'Foreign', `arn:aws:sqs:${otherAccount}:a`);

  expect(said(['GET', '/v2'], {}, MachineIntegration.lambdaFunction(elsewhere))).toEqual([
    ['machine-api/target-elsewhere', 'integration', 'Web/Elsewhere'],
  ]);
  expect(said(['POST', '/v2'], {}, MachineIntegration.queue(foreign))).toEqual([
    ['machine-api/target-elsewhere', 'integration', 'Web/Foreign'],
  ]);
});

test('scopes are those of a user pool, and an open route has none', () => {
  const pool = MachineAuthorizer.userPool(UserPool.fromUserPoolId(stack, 'Pool', 'ap-southeast-1_Abc'));

  expect(said(['GET', '/v2'], { scopes: ['a'] }, call, pool)).toEqual([]);
  expect(said(['GET', '/v2'], { scopes: ['a'], open: true }, call, pool)).toEqual([
    ['machine-api/scopes-without-user-pool', 'scopes', ['a']],
  ]);
  expect(said(['GET', '/v2'], { scopes: ['a"'] }, call, pool)).toEqual([
    ['machine-authorizer/not-a-scope', 'scopes', 'a"'],
  ]);
});
