import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { MachineAuthorizer, MachineIntegration } from '../../src/access';
import { resourcesOf, workloadStack } from '../support/cloud';
import { bareApiIn, functionIn, importedFunctionIn, machineApiIn, methodOf, only } from '../support/machine';

describe('PC9e a Lambda function', () => {
  const stack = workloadStack();
  const ofFunctions = workloadStack(stack.node.root as App, 'Functions');
  const check = functionIn(ofFunctions, 'Check');
  const authorizer = MachineAuthorizer.lambdaFunction(check, { resultsCacheTtl: Duration.seconds(30) });
  const api = bareApiIn(stack, { authorizer });
  api.addRoute('GET', '/v1', MachineIntegration.lambdaFunction(functionIn(ofFunctions, 'Tasks')));

  test('of another stack is read by weak reference, and neither stack exports a value', () => {
    const uri = JSON.stringify(only(stack, 'AWS::ApiGateway::Authorizer').AuthorizerUri);

    expect(uri).toMatch(/"Fn::GetStackOutput":\{"StackName":"Functions","OutputName":"FunctionArn[0-9a-f]{8}"/);
    expect(stack.dependencies).toEqual([ofFunctions]);
    expect(ofFunctions.dependencies).toEqual([]);
  });

  test('is cached as long as is said, and alarms where it fails', () => {
    expect(only(stack, 'AWS::ApiGateway::Authorizer').AuthorizerResultTtlInSeconds).toBe(30);
    expect(api.alarmDefinitions.map(({ id }) => id)).toContain('AuthorizerErrors');
  });

  test('that is an alias is watched by the name of its function', () => {
    const other = workloadStack(undefined, 'Other');
    const alias = functionIn(other, 'Check').addAlias('live');
    const watched = machineApiIn(other, { authorizer: MachineAuthorizer.lambdaFunction(alias) });
    const alarm: any = watched.alarmDefinitions.find(({ id }) => id === 'AuthorizerErrors')!.metric;

    expect(other.resolve(alarm.dimensions.FunctionName)).toEqual({ Ref: expect.stringMatching(/^Check(?!Alias)/) });
    expect(JSON.stringify(resourcesOf(other, 'AWS::Lambda::Permission')[0].Properties.FunctionName)).toContain('Alias');
  });
});

test('PC9e a user pool checks tokens, and a route can need other scopes', () => {
  const stack = workloadStack();
  const pool = new UserPool(stack, 'Pool');
  const authorizer = MachineAuthorizer.userPool(pool, { scopes: ['b/read', 'a/read', 'b/read'] });
  const api = bareApiIn(stack, { authorizer });
  const tasks = MachineIntegration.lambdaFunction(importedFunctionIn(stack, 'Tasks'));
  api.addRoute('GET', '/v1', tasks);
  api.addRoute('POST', '/v1', tasks, { scopes: ['a/write'] });
  api.addRoute('GET', '/', tasks, { open: true });

  expect(only(stack, 'AWS::ApiGateway::Authorizer')).toMatchObject({
    ...{ Type: 'COGNITO_USER_POOLS', ProviderARNs: [{ 'Fn::GetAtt': [expect.any(String), 'Arn'] }] },
    AuthorizerResultTtlInSeconds: 300,
  });
  expect(methodOf(stack, 'GET', '/v1')).toMatchObject({ AuthorizationScopes: ['a/read', 'b/read'] });
  expect(methodOf(stack, 'POST', '/v1')).toMatchObject({ AuthorizationScopes: ['a/write'] });
  expect(methodOf(stack, 'GET', '/').AuthorizationScopes).toBeUndefined();
  expect(api.alarmDefinitions.map(({ id }) => id)).not.toContain('AuthorizerErrors');
});

const fn = importedFunctionIn(workloadStack(), 'F');

test.each<[resultsCacheTtl: Duration, value: string]>([
  [Duration.minutes(61), '3660 s'],
  [Duration.millis(1500), '1.5 s'],
])('a cached answer lives whole seconds, and at most an hour', (resultsCacheTtl, value) => {
  expect(() => MachineAuthorizer.lambdaFunction(fn, { resultsCacheTtl })).toThrowProblem(
    ...(['machine-authorizer/not-a-ttl', 'resultsCacheTtl', value] as const),
  );
});

test('a scope has no spaces, and an argument of another type is named', () => {
  const pool = UserPool.fromUserPoolId(workloadStack(), 'Pool', 'ap-southeast-1_Abc');

  expect(() => MachineAuthorizer.userPool(pool, { scopes: ['a b'] })).toThrowProblem(
    ...(['machine-authorizer/not-a-scope', 'scopes', 'a b'] as const),
  );
  expect(() => MachineAuthorizer.userPool('pool' as any)).toThrowProblem('props/wrong-type', 'userPool', 'pool');
  expect(() => MachineAuthorizer.userPool('pool' as any)).toThrow('such as `users.userPool` of a UserDirectory');
  expect(() => MachineAuthorizer.lambdaFunction(undefined as any)).toThrowProblem('props/missing', 'fn', undefined);
});

describe('PC9c PC9e the authorizer of the README', () => {
  const [, code] = /```js\n([\s\S]*?)```/.exec(readFileSync(join(__dirname, '../../src/access/README.md'), 'utf8'))!;
  const body = code.replace(/^import .*$/gm, '').replace('export const handler =', 'return');
  const handler = new Function('createHash', body)(createHash) as (event: object) => Promise<any>;
  const methodArn = 'arn:aws:execute-api:eu-central-1:111111111111:abc123/live/GET/v1/tasks';
  const answerTo = (headers: object) => handler({ headers, methodArn });
  const token = 'a'.repeat(64);

  test('names the value of a key, which API Gateway knows or not, and allows all routes of the stage', async () => {
    const { usageIdentifierKey, principalId, policyDocument } = await answerTo({ authorization: `ApiKey ${token}` });

    expect(policyDocument.Statement[0]).toMatchObject({
      ...{ Effect: 'Allow', Resource: 'arn:aws:execute-api:eu-central-1:111111111111:abc123/live/*' },
    });
    expect(usageIdentifierKey).toBe(createHash('sha256').update(token).digest('hex'));
    expect(token).not.toContain(principalId);
  });

  test.each([{}, { Authorization: 'ApiKey short' }, { Authorization: `Basic ${token}` }])(
    'denies %j',
    async (headers) => {
      expect((await answerTo(headers)).policyDocument.Statement[0].Effect).toBe('Deny');
    },
  );
});
