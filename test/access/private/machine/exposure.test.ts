import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { MachineAuthorizer, MachineIntegration } from '../../../../src/access';
import { ApiExposure, ExternalEdge } from '../../../../src/service';
import { workloadStack } from '../../../support/cloud';
import { bareApiIn, importedFunctionIn, machineApiIn, only } from '../../../support/machine';

const REST_API = 'AWS::ApiGateway::RestApi';

test('ET9 behind another CDN are its ranges alone: others are denied, and only open routes allowed', () => {
  const stack = workloadStack();
  machineApiIn(stack, { exposure: ApiExposure.externalEdge(ExternalEdge.cloudflare()) });
  const [deny, ...allowed] = only(stack, REST_API).Policy.Statement;

  expect(deny).toMatchObject({ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' });
  expect(deny.Condition.NotIpAddress['aws:SourceIp']).toContain('104.16.0.0/13');
  const resources = ['execute-api:/live/GET/v1', 'execute-api:/live/GET/v1/'];
  expect(allowed).toMatchObject([{ Effect: 'Allow', Resource: resources }]); // more would overrule the authorizer
});

test('an open route of all methods, with a variable, is allowed whatever its value', () => {
  const stack = workloadStack();
  const api = bareApiIn(stack, { exposure: ApiExposure.ranges(['203.0.113.0/24']) });
  const answers = MachineIntegration.lambdaFunction(importedFunctionIn(stack, 'Docs'));
  api.addRoute('ANY', '/', answers, { open: true });
  api.addRoute('GET', '/docs/{page}', answers, { open: true });

  const [, root, docs] = only(stack, REST_API).Policy.Statement;
  expect(root.Resource).toBe('execute-api:/live/*/');
  expect(docs.Resource).toEqual(['execute-api:/live/GET/docs/*', 'execute-api:/live/GET/docs/*/']);
});

test('a user pool decides before the policy, which allows all that it lets through', () => {
  const stack = workloadStack();
  const pool = UserPool.fromUserPoolId(stack, 'Pool', 'ap-southeast-1_a1b2c3');
  const exposure = ApiExposure.ranges(['203.0.113.0/24']);
  machineApiIn(stack, { exposure, authorizer: MachineAuthorizer.userPool(pool, { scopes: ['expenses/read'] }) });

  expect(only(stack, REST_API).Policy.Statement).toMatchObject([
    { Effect: 'Allow', Resource: 'execute-api:/*' },
    { Effect: 'Deny', Resource: 'execute-api:/*' },
    { Effect: 'Allow', Resource: ['execute-api:/live/GET/v1', 'execute-api:/live/GET/v1/'] },
  ]);
});
