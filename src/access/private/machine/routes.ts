import { Duration } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CfnMethod,
  IAuthorizer,
  Model,
  RequestValidator,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { openRouteStatement } from './exposure';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { childScope } from '../../../core/private/resources/child-scope';
import type { MachineIntegration } from '../../machine-integration';
import type { MachineRouteOptions } from '../../machine-route';
import { functionIntegration } from '../integration/function-integration';
import { IntegrationParts, pathVariables, RouteOfIntegration } from '../integration/integration';
import { queueIntegration } from '../integration/queue-integration';
import { ServedRoute, serviceIntegration, withholdIdentity } from '../integration/service-integration';

/** What all routes of an API have in common. */
export interface RouteParts {
  readonly api: Construct;
  readonly restApi: RestApi;
  readonly stageName: string;
  readonly authorizer: IAuthorizer;
  readonly scopes: string[];
  /** Whether a route that is not open takes an API key. */
  readonly takesKeys: boolean;
  readonly validator: RequestValidator;
  /** Resource policy that allows open routes; undefined where none has to. */
  readonly policy: PolicyDocument | undefined;
  /** Routes to services, so far. */
  readonly served: ServedRoute[];
  readonly timeout: Duration;
}

/** A route that is to be created. */
export interface NewRoute {
  readonly method: string;
  /** Path as API Gateway has it, without a slash at its end. */
  readonly path: string;
  readonly integration: MachineIntegration;
  readonly options: MachineRouteOptions;
}

/** Path as API Gateway has it: it answers `/v1/` and `/v1` by one resource. */
export function normalizedPath(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** Validates the body by the schema of a route, and its required parameters; what a route does not declare, passes. */
export function validatorOf(restApi: RestApi): RequestValidator {
  return new RequestValidator(restApi, 'RequestValidator', {
    restApi,
    validateRequestBody: true,
    validateRequestParameters: true,
  });
}

/** Creates the method, its resources and its model. */
export function createRoute(parts: RouteParts, route: NewRoute): void {
  const { restApi, validator, authorizer, scopes } = parts;
  const { method, path, options } = route;
  const bound = integrate(parts, route);
  const parameters = Object.entries({ ...requestParameters(route), ...bound.requestParameters });
  const created = restApi.root.resourceForPath(path).addMethod(method, bound.integration, {
    ...(options.open ? { authorizationType: AuthorizationType.NONE } : { authorizer }),
    apiKeyRequired: parts.takesKeys && options.open !== true,
    authorizationScopes: options.open ? undefined : nonEmpty(options.scopes ?? scopes),
    requestModels: modelsOf(restApi, route),
    requestParameters: parameters.length > 0 ? Object.fromEntries(parameters.sort()) : undefined,
    requestValidator: validator,
    methodResponses: bound.methodResponses,
  });
  const resource = created.node.defaultChild as CfnMethod;
  for (const [name, value] of Object.entries(bound.overrides ?? {})) {
    resource.addPropertyOverride(['Integration', name].join('.'), value);
  }
  if (options.open) {
    parts.policy?.addStatements(openRouteStatement(parts.stageName, route));
  }
  if (bound.served) {
    parts.served.push({ method: resource, ...bound.served });
    withholdIdentity(parts.served);
  }
  answerFindings(created, options.open === true, authorizer);
}

function integrate(parts: RouteParts, { method, path, integration, options }: NewRoute): IntegrationParts {
  const { api, restApi, stageName } = parts;
  const { _target: target } = integration;
  const timeout = options.timeout ?? parts.timeout;
  const route: RouteOfIntegration = { api, restApi, stageName, method, path, timeout };
  switch (target.kind) {
    case 'function':
      return functionIntegration(route, target.handler);
    case 'queue':
      return queueIntegration(route, target.queue, target.fromAuthorizer);
    default:
      return serviceIntegration(route, target);
  }
}

/** The schema for each content type: with one for JSON alone, a client would pass by another `Content-Type`. */
function modelsOf(restApi: RestApi, { method, path, options }: NewRoute): Record<string, Model> | undefined {
  if (options.body === undefined) {
    return undefined;
  }
  const models = childScope(restApi, 'Models');
  const ofPath = childScope(models, path);
  return { $default: new Model(ofPath, method, { restApi, schema: options.body }) };
}

function requestParameters({ path, options }: NewRoute): Record<string, boolean> {
  const { requiredQueryParameters = [], requiredHeaders = [] } = options;
  return Object.fromEntries([
    ...pathVariables(path).map((name) => [`method.request.path.${name}`, true]),
    ...requiredQueryParameters.map((name) => [`method.request.querystring.${name}`, true]),
    ...requiredHeaders.map((name) => [`method.request.header.${name}`, true]),
  ]);
}

function nonEmpty(scopes: string[]): string[] | undefined {
  return scopes.length > 0 ? [...new Set(scopes)].sort() : undefined;
}

function answerFindings(method: Construct, isOpen: boolean, { authorizationType }: IAuthorizer): void {
  if (isOpen) {
    acknowledge(method, 'APIG4', 'The route is open on purpose, as its `open` says.');
    acknowledge(method, 'COG4', 'The route is open on purpose, as its `open` says.');
  } else if (authorizationType !== AuthorizationType.COGNITO) {
    acknowledge(method, 'COG4', 'A Lambda authorizer checks the keys of machine clients, which are in no user pool.');
  }
}
