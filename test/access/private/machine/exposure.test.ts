import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { MachineAuthorizer, MachineIntegration } from '../../../../src/access';
import { EdgeFirewall, FirewallMode, FirewallScope } from '../../../../src/edge';
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

describe('behind a Lambda authorizer and a resource policy', () => {
  const exposure = ApiExposure.ranges(['203.0.113.0/24']);
  const apiOf = (open: Array<[string, string]>) => {
    const stack = workloadStack();
    const api = bareApiIn(stack, { exposure });
    const answers = MachineIntegration.lambdaFunction(importedFunctionIn(stack, 'Docs'));
    open.forEach(([method, path]) => api.addRoute(method, path, answers, { open: true }));
    return {
      stack,
      add: (method: string, path: string, isOpen = false) => api.addRoute(method, path, answers, { open: isOpen }),
    };
  };

  test('an open route with a variable is allowed whatever its value, and not without one', () => {
    const [, docs] = only(apiOf([['GET', '/docs/{page}']]).stack, REST_API).Policy.Statement;

    expect(docs.Resource).toEqual(['execute-api:/live/GET/docs/?*', 'execute-api:/live/GET/docs/?*/']);
  });

  test('an open route of all methods is allowed by each, since a star would stand for parts of the path, too', () => {
    const [, root] = only(apiOf([['ANY', '/']]).stack, REST_API).Policy.Statement;
    const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

    expect(root.Resource).toEqual(methods.map((it) => `execute-api:/live/${it}/`));
  });

  test.each<[open: [string, string], other: [string, string]]>([
    [
      ['GET', '/docs/{page}'],
      ['GET', '/docs/{page}/drafts'],
    ],
    [
      ['GET', '/docs/{page}'],
      ['ANY', '/docs/all'],
    ],
    [
      ['ANY', '/{proxy+}'],
      ['POST', '/v1/sql'],
    ],
    [
      ['ANY', '/docs'],
      ['POST', '/docs'],
    ],
    [
      ['GET', '/{lang}/docs'],
      ['GET', '/v1/{proxy+}'],
    ],
    [
      ['GET', '/{lang}/docs'],
      ['GET', '/v1/tasks/{id}'],
    ],
  ])('the allowance of %j would cover %j, which is refused in either order', (open, other) => {
    const said = ['machine-api/open-route-covers', 'path'] as const;

    expect(() => apiOf([open]).add(...other)).toThrowProblem(...said, other.join(' '), 'Web/Api');
    const { add } = apiOf([]);
    add(...other);
    expect(() => add(...open, true)).toThrowProblem(...said, open.join(' '), 'Web/Api');
  });

  test.each<[string, string]>([
    ['GET', '/docs'],
    ['POST', '/docs/{page}/drafts'],
    ['ANY', '/docs/{page}'],
    ['GET', '/v1/{proxy+}'],
  ])('%s %s is beside the open GET /docs/{page}', (...other) => {
    expect(() => apiOf([['GET', '/docs/{page}']]).add(...other)).not.toThrow();
  });

  test('open routes may cover each other, and more of them than a resource policy takes are refused', () => {
    const { add } = apiOf([['GET', '/docs/{page}']]);
    expect(() => add('GET', '/docs/{page}/drafts', true)).not.toThrow();

    const many = apiOf([]);
    const fill = () => Array.from({ length: 90 }, (_, index) => many.add('GET', `/documents-${index}`, true));
    expect(fill).toThrowProblem('machine-api/many-open-routes', 'open', true, 'Web/Api');
  });
});

test('ET9 behind another CDN a web ACL goes by the header with the address of the client', () => {
  const exposure = ApiExposure.externalEdge(ExternalEdge.cloudflare());
  const apiBehind = (clientAddressHeader?: string) => {
    const stack = workloadStack();
    const kind = { scope: FirewallScope.REGIONAL, mode: FirewallMode.BLOCK };
    const { webAclArn } = new EdgeFirewall(stack, 'Firewall', { ...kind, clientAddressHeader });
    return () => bareApiIn(stack, { exposure, webAclArn });
  };

  const code = 'machine-api/web-acl-of-another-header';
  expect(apiBehind()).toThrowProblem(code, 'webAclArn', "Web/Firewall, without 'clientAddressHeader'");
  expect(apiBehind('True-Client-IP')).toThrowProblem(code, 'webAclArn', 'Web/Firewall, by True-Client-IP');
  expect(apiBehind('cf-connecting-ip')).not.toThrow();
});

test('a user pool decides before the policy, which allows all that it lets through', () => {
  const stack = workloadStack();
  const pool = UserPool.fromUserPoolId(stack, 'Pool', 'ap-southeast-1_a1b2c3');
  const exposure = ApiExposure.ranges(['203.0.113.0/24']);
  const api = machineApiIn(stack, {
    exposure,
    authorizer: MachineAuthorizer.userPool(pool, { scopes: ['expenses/read'] }),
  });
  const all = MachineIntegration.lambdaFunction(importedFunctionIn(stack, 'All'));
  api.addRoute('ANY', '/v1/{proxy+}', all, { open: true });

  expect(only(stack, REST_API).Policy.Statement).toMatchObject([
    { Effect: 'Allow', Resource: 'execute-api:/*' },
    { Effect: 'Deny', Resource: 'execute-api:/*' },
  ]);
});
