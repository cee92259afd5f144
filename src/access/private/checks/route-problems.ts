import { Stack, Token } from 'aws-cdk-lib';
import { JsonSchemaVersion } from 'aws-cdk-lib/aws-apigateway';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { scopeProblem } from './authorizer-problems';
import { placeProblem, resourceOf } from './place-problems';
import { timeoutProblem } from './time-problems';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { BOOLEAN, OPTIONS, TEXTS } from '../../../core/private/checks/types';
import type { MachineAuthorizer } from '../../machine-authorizer';
import { openRouteProblems } from '../machine/exposure';
import { NewRoute, normalizedPath } from '../machine/routes';

const METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const WITH_BODY = ['PATCH', 'POST', 'PUT'];

/** What API Gateway accepts in one part of a path, and a variable, which may stand for all further parts. */
const PART = /^(?:[\w.~:$-]+|\{[\w.-]+\+?\})$/;

/** Types of the options of a route. */
export const ROUTE_TYPES = {
  ...{ open: BOOLEAN, alarm: BOOLEAN, body: OPTIONS, timeout: DURATION },
  ...{ requiredQueryParameters: TEXTS, requiredHeaders: TEXTS, scopes: TEXTS },
};

/** What a new route is compared with. */
export interface RouteContext {
  readonly known: ReadonlyArray<Pick<NewRoute, 'method' | 'path' | 'options'>>;
  readonly stack: Stack;
  readonly authorizer: MachineAuthorizer;
  readonly quotaSeconds: number;
  /** Resource policy that allows open routes; undefined where none has to. */
  readonly policy: PolicyDocument | undefined;
}

/** Problems of a route, most of which API Gateway would report during the deployment. */
export function routeProblems(route: NewRoute, given: string, context: RouteContext): Array<Problem | undefined> {
  const { method, options } = route;
  return [
    problemIf(!METHODS.includes(method), {
      code: 'machine-api/not-a-method',
      prop: 'method',
      value: method,
      allowed: `must be one of ${METHODS.join(', ')}`,
      fix: 'write it in capitals, such as "POST"',
    }),
    pathProblem(given),
    twiceProblem(route, context),
    siblingProblem(route, context),
    placeProblem(context.stack, 'integration', resourceOf(route.integration._target)),
    ...bodyProblems(route),
    ...optionProblems(route, context),
    options.timeout && timeoutProblem('timeout', options.timeout, context.quotaSeconds),
    ...(options.scopes ?? []).map(scopeProblem),
    ...(context.policy ? openRouteProblems(context.policy, route, context.known) : []),
  ];
}

function pathProblem(path: string): Problem | undefined {
  const parts = normalizedPath(path).split('/').slice(1);
  const isRoot = path === '/';
  const greedy = parts.findIndex((part) => part.endsWith('+}'));
  const wrong = !path.startsWith('/') || (!isRoot && !parts.every((part) => PART.test(part)));
  return (
    problemIf(Token.isUnresolved(path), {
      code: 'machine-api/late-path',
      prop: 'path',
      value: 'a text that only CloudFormation knows',
      allowed: 'must be known at synthesis, since each part of it is a resource',
      fix: 'write it out',
    }) ??
    problemIf(wrong, {
      code: 'machine-api/not-a-path',
      prop: 'path',
      value: path,
      allowed:
        'must begin with a slash, and each part consist of letters, digits and "-._~:$", or be a variable such as {id} or {proxy+}',
      fix: 'write it like "/v1/tasks/{id}"',
    }) ??
    problemIf(greedy >= 0 && greedy < parts.length - 1, {
      code: 'machine-api/greedy-not-last',
      prop: 'path',
      value: path,
      allowed: 'must end with a variable that has a plus, since it stands for all further parts',
      fix: 'remove what follows it, or the plus',
    })
  );
}

function twiceProblem({ method, path }: NewRoute, { known }: RouteContext): Problem | undefined {
  return problemIf(
    known.some((it) => it.method === method && it.path === path),
    {
      code: 'machine-api/route-twice',
      prop: 'path',
      value: `${method} ${path}`,
      allowed:
        'must be added once: API Gateway has one method of a resource, and answers a slash at the end by the same',
      fix: 'remove one of the two, or choose another path',
    },
  );
}

/** API Gateway has one variable below a resource. */
function siblingProblem({ path }: NewRoute, { known }: RouteContext): Problem | undefined {
  const variables = new Map(known.flatMap((it) => variablesByParent(it.path)));
  const [parent, variable] = variablesByParent(path).find(([at, name]) => (variables.get(at) ?? name) !== name) ?? [];
  return problemIf(parent !== undefined, {
    code: 'machine-api/sibling-variable',
    prop: 'path',
    value: path,
    allowed: `must have the same variable as other routes at this place: ${variables.get(parent!)} is there, and ${variable} cannot be beside it`,
    fix: 'name the variable alike in both',
  });
}

function variablesByParent(path: string): Array<[string, string]> {
  const parts = path.split('/').slice(1);
  return parts.flatMap((part, index): Array<[string, string]> => {
    return part.startsWith('{') ? [[parts.slice(0, index).join('/'), part]] : [];
  });
}

function bodyProblems({ method, path, options: { body } }: NewRoute): Array<Problem | undefined> {
  return [
    problemIf(body !== undefined && !WITH_BODY.includes(method), {
      code: 'machine-api/body-of-method',
      prop: 'body',
      value: `${method} ${path}`,
      allowed: `must be of a method with a body: ${WITH_BODY.join(', ')}`,
      fix: 'remove it, or add the route with one of them',
    }),
    problemIf(body?.schema !== undefined && body.schema !== JsonSchemaVersion.DRAFT4, {
      code: 'machine-api/not-draft-4',
      prop: 'body.schema',
      value: body?.schema,
      allowed: 'must be JsonSchemaVersion.DRAFT4, the one that API Gateway knows',
      fix: 'leave it out, and use the keywords of draft 4',
    }),
  ];
}

function optionProblems(route: NewRoute, { authorizer }: RouteContext): Array<Problem | undefined> {
  const { method, options, integration } = route;
  const target = integration._target;
  const fromAuthorizer = target.kind === 'function' ? {} : target.fromAuthorizer;
  const isOpen = options.open === true;
  return [
    problemIf(target.kind === 'queue' && !WITH_BODY.includes(method), {
      code: 'machine-api/queue-of-method',
      prop: 'method',
      value: method,
      allowed: `must be one with a body, which becomes the message: ${WITH_BODY.join(', ')}`,
      fix: 'add the route with POST',
    }),
    problemIf(isOpen && Object.keys(fromAuthorizer).length > 0, {
      code: 'machine-api/identity-on-open-route',
      prop: 'open',
      value: true,
      allowed: 'cannot be true where headers or attributes come from the authorizer: none is asked',
      fix: 'leave it out, or use an integration without them',
    }),
    problemIf(options.scopes !== undefined && (isOpen || authorizer.tokenIssuer === undefined), {
      code: 'machine-api/scopes-without-user-pool',
      prop: 'scopes',
      value: options.scopes,
      allowed: 'only apply to routes with a user pool as the authorizer: a Lambda authorizer decides by itself',
      fix: 'remove them, or use MachineAuthorizer.userPool(…)',
    }),
    ...parameterProblems('requiredQueryParameters', options.requiredQueryParameters),
    ...parameterProblems('requiredHeaders', options.requiredHeaders),
  ];
}

function parameterProblems(prop: string, names: string[] = []): Array<Problem | undefined> {
  return names.map((name) =>
    problemIf(!/^[\w.$-]+$/.test(name), {
      code: 'machine-api/not-a-parameter',
      prop,
      value: name,
      allowed: 'must be letters, digits and "-._$"',
      fix: 'write it like "page-size"',
    }),
  );
}
