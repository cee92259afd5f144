import { Duration, Stack } from 'aws-cdk-lib';
import { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { MachineApiClientOptions } from './machine-api-client-options';
import { MachineApiLogOptions } from './machine-api-log-options';
import { MachineAuthorizer } from './machine-authorizer';
import { MachineIntegration } from './machine-integration';
import { MachineQuota } from './machine-quota';
import { MachineRoute, MachineRouteOptions } from './machine-route';
import { MachineThrottle } from './machine-throttle';
import {
  AlarmDefinition,
  GraphDefinition,
  IMonitored,
  IServiceBinding,
  LogQueryDefinition,
  PendingInput,
} from '../core';
import { MACHINE_API_TYPES, machineApiProblems, quotaSecondsOf } from './private/checks/api-problems';
import { claimProblems } from './private/checks/claims';
import { keysProblem } from './private/checks/key-problems';
import { ROUTE_TYPES, routeProblems } from './private/checks/route-problems';
import { crossStack, functionNameOf } from './private/integration/references';
import { authorizerOf } from './private/machine/authorizer';
import { hostsOf } from './private/machine/hosts';
import { grantManageKeys } from './private/machine/keys';
import { apiNameOf, machineParts } from './private/machine/machine-parts';
import { pendingInputsOf } from './private/machine/pending-inputs';
import { originOf } from './private/machine/rest-api-origin';
import { createRoute, NewRoute, normalizedPath, RouteParts, validatorOf } from './private/machine/routes';
import { STAGE_NAME } from './private/machine/stage';
import { machineAlarms } from './private/observed/machine-alarms';
import { machineGraphs } from './private/observed/machine-graphs';
import { machineLogQueries } from './private/observed/machine-log-queries';
import { clientErrorRate, latency, requests, serverErrorRate } from './private/observed/machine-metrics';
import { ObservedMachineApi, observedRoutes } from './private/observed/observed-machine-api';
import { VariablesBinding } from '../core/private/bindings/variables-binding';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT, typeProblems } from '../core/private/checks/types';
import { requireGrantee } from '../core/private/resources/grant';
import { ApiDomain } from '../service';

/** Properties for defining a `MachineApi`. */
export interface MachineApiProps extends MachineApiClientOptions, MachineApiLogOptions {
  /** Domain name of the API. The endpoint that API Gateway itself names is off. */
  readonly domain: ApiDomain;

  /** Authorizer of all routes that are not open. */
  readonly authorizer: MachineAuthorizer;

  /**
   * Quota of each API key. With a user pool as the authorizer, clients send the key in `X-API-Key`.
   * @default - 10 requests a second, 20 at once, and 10,000 a day with a Lambda authorizer; no keys with a user pool
   */
  readonly quota?: MachineQuota;

  /**
   * Throttle of all requests together.
   * @default - 100 requests a second, 200 at once
   */
  readonly throttle?: MachineThrottle;

  /**
   * First part of the path of every route, such as `api` for `https://tracker.example/api/v1/tasks`.
   * @default - none: paths begin with those of the routes
   */
  readonly basePath?: string;

  /**
   * Time after which API Gateway ends a request with 504. What is behind should give up earlier: set its own timeout, such as
   * `statement_timeout` of PostgreSQL, below it.
   * @default Duration.seconds(29)
   */
  readonly integrationTimeout?: Duration;

  /**
   * Quota "Maximum integration timeout in milliseconds" of the account, if AWS has raised it: longer timeouts than 29 seconds
   * are refused without it. AWS may lower the throttle of the account in return.
   * @default Duration.seconds(29)
   */
  readonly integrationTimeoutQuota?: Duration;
}

/**
 * REST API of Amazon API Gateway for machine clients, under a domain name of its own: an authorizer, a quota for each API key,
 * validation of requests, an access log without credentials, and alarms.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
 * @example
 * import * as lambda from 'aws-cdk-lib/aws-lambda';
 * import { MachineApi, MachineAuthorizer, MachineIntegration } from 'rl-bank-constructs/access';
 * import { BankDns } from 'rl-bank-constructs/network';
 * import { ApiDomain } from 'rl-bank-constructs/service';
 *
 * declare const dns: BankDns;
 * declare const check: lambda.IFunction;
 * declare const tasks: lambda.IFunction;
 *
 * const api = new MachineApi(this, 'Api', {
 *   domain: ApiDomain.inZone(dns, 'api.tracker.example'),
 *   authorizer: MachineAuthorizer.lambdaFunction(check),
 * });
 * api.addRoute('GET', '/v1/', MachineIntegration.lambdaFunction(tasks), { open: true });
 * api.addRoute('GET', '/v1/tasks', MachineIntegration.lambdaFunction(tasks));
 */
@propertyInjectable
export class MachineApi extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.access.MachineApi';

  /** REST API. */
  public readonly restApi: IRestApi;

  /** Name of the one stage, which clients do not see. The policy of an authorizer names it. */
  public readonly stageName: string = STAGE_NAME;

  /** URL of the API, such as `https://api.tracker.example`. */
  public readonly url: string;

  /** Log group of the access log. */
  public readonly logGroup: ILogGroup;

  /**
   * Domain name that API Gateway serves the API under, such as `d-1a2b3c4d5e.execute-api.eu-central-1.amazonaws.com`: what the
   * name of the API leads to, at another DNS provider by a CNAME record.
   */
  public readonly regionalDomainName: string;

  /** That of the host with mutual TLS, `undefined` without it. */
  public readonly mutualTlsRegionalDomainName?: string;

  /** Values that have to exist before the deployment. */
  public readonly pendingInputs: PendingInput[];

  private readonly parts: RouteParts;
  private readonly props: MachineApiProps;
  private readonly keys?: string;
  private readonly routes: NewRoute[] = [];
  private readonly watched: Omit<ObservedMachineApi, 'routes'>;

  constructor(scope: Construct, id: string, props: MachineApiProps) {
    super(scope, id);
    requireProps(this, props, { domain: true, authorizer: true });
    throwOnProblems(this, ...typeProblems(props, MACHINE_API_TYPES));
    throwOnProblems(this, ...machineApiProblems(Stack.of(this), props));
    throwOnProblems(this, ...claimProblems(this, props));
    const { authorizer, domain, integrationTimeout = Duration.seconds(29) } = props;
    this.props = props;
    this.url = [domain.url, ...(props.basePath ? [props.basePath] : [])].join('/');
    this.pendingInputs = pendingInputsOf(Stack.of(this), props);

    const { restApi, stage, logs, usagePlan, policy } = machineParts(this, props);
    this.restApi = restApi;
    this.logGroup = logs;
    this.keys = usagePlan && crossStack(usagePlan, { name: 'UsagePlanId', value: usagePlan.ref });
    this.parts = {
      ...{ api: this, restApi, policy, stageName: STAGE_NAME, timeout: integrationTimeout },
      ...{ scopes: authorizer.scopes, takesKeys: usagePlan !== undefined, served: [] },
      authorizer: authorizerOf(this, restApi, authorizer),
      validator: validatorOf(restApi),
    };

    const hosts = hostsOf(this, props, restApi, stage);
    this.regionalDomainName = hosts.main.regionalDomainName;
    this.mutualTlsRegionalDomainName = hosts.mutualTls?.regionalDomainName;
    this.watched = {
      ...{ apiName: apiNameOf(this), stageName: STAGE_NAME, url: this.url, certificates: hosts.certificates },
      logGroupName: crossStack(logs, { name: 'AccessLogName', value: logs.logGroupName }),
      authorizerName: authorizer.handler && functionNameOf(authorizer.handler),
    };
  }

  /**
   * Origin for distributions of the account, in any region: `site.addApi('/api/*', api.origin)`. Where the domain of the API
   * is `ApiDomain.behindCloudFront(…)`, pass `hostHeader: ApiHostHeader.VIEWER` with it.
   */
  public get origin(): IOrigin {
    return originOf(this.props.domain, this.regionalDomainName, this.parts.timeout);
  }

  /** Id of the usage plan that API keys belong to. It throws without a quota. */
  public get usagePlanId(): string {
    throwOnProblems(this, keysProblem(this.keys));
    return this.keys!;
  }

  /**
   * Alarms: `ServerErrors`, one for each route with `alarm`, `AuthorizerErrors` (with a Lambda authorizer), `ClientErrors`,
   * `Latency` and `CertificateExpires` (of a certificate that the API creates; `MutualTlsCertificateExpires` of the other host).
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return machineAlarms(this.observed);
  }

  /** Graphs of the API and of its routes. */
  public get graphDefinitions(): GraphDefinition[] {
    return machineGraphs(this.observed);
  }

  /** Log queries: routes that fail or are slow, keys that are refused or exceed their quota. */
  public get logQueries(): LogQueryDefinition[] {
    return machineLogQueries(this.watched.logGroupName);
  }

  /**
   * Adds a route.
   * @param method HTTP method, or `ANY`
   * @param path path such as `/v1/tasks/{id}`, or `/app/{proxy+}` for all that begins so; a slash at its end means nothing
   * @param integration what answers its requests
   * @param options validation, timeout and alarm
   */
  public addRoute(
    method: string,
    path: string,
    integration: MachineIntegration,
    options: MachineRouteOptions = {},
  ): MachineRoute {
    requireArgument(this, 'method', method, TEXT);
    requireArgument(this, 'path', path, TEXT);
    requireArgument(this, 'integration', integration, instance('a MachineIntegration', '_target'));
    requireTypes(this, options, ROUTE_TYPES);
    const route = { method, path: normalizedPath(path), integration, options };
    const { authorizer } = this.props;
    const quotaSeconds = quotaSecondsOf(this.props);
    const context = { stack: Stack.of(this), known: this.routes, authorizer, quotaSeconds, policy: this.parts.policy };
    throwOnProblems(this, ...routeProblems(route, path, context));

    createRoute(this.parts, route);
    this.routes.push(route);
    return this.observedAs(route);
  }

  /**
   * Grants creating, disabling and deleting API keys of this API at run time, and no others. A key needs the tag
   * `MachineApiUsagePlan` with the id of the usage plan. It throws without a quota.
   * @param grantee role of a service or function, in any stack of the account
   */
  public grantManageKeys(grantee: IGrantable): Grant {
    requireGrantee(this, grantee);
    return grantManageKeys(Stack.of(this), this.usagePlanId, grantee);
  }

  /**
   * What a service uses to create, disable and delete API keys: the variable `USAGE_PLAN_ID`, and `grantManageKeys`. It
   * throws without a quota.
   */
  public forKeyManager(): IServiceBinding {
    const variables = { USAGE_PLAN_ID: this.usagePlanId };
    return new VariablesBinding(this.node.path, variables, (grantee) => this.grantManageKeys(grantee));
  }

  /**
   * Requests: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricRequests(props?: MetricOptions): Metric {
    return requests(this.watched, props);
  }

  /**
   * Requests that end in a 5xx response, in percent. Fewer than five errors in a period count as none. A math expression:
   * `statistic`, `id` and `visible` have no effect.
   * @param props metric options: period, label, region
   */
  public metricServerErrorRate(props?: MetricOptions): MathExpression {
    return serverErrorRate(this.watched, props);
  }

  /**
   * Requests that end in a 4xx response, in percent. Fewer than 20 errors in a period count as none. A math expression:
   * `statistic`, `id` and `visible` have no effect.
   * @param props metric options: period, label, region
   */
  public metricClientErrorRate(props?: MetricOptions): MathExpression {
    return clientErrorRate(this.watched, props);
  }

  /**
   * Time from request to response, in milliseconds: the 99th percentile.
   * @param props metric options: period, statistic, label, region
   */
  public metricLatency(props?: MetricOptions): Metric {
    return latency(this.watched, props);
  }

  private get observed(): ObservedMachineApi {
    return { ...this.watched, routes: observedRoutes(this.routes.map((it) => this.observedAs(it))) };
  }

  private observedAs({ method, path, options }: NewRoute): MachineRoute {
    const { apiName, stageName } = this.watched;
    return MachineRoute._of(method, path, { apiName, stageName, route: { method, path } }, options.alarm === true);
  }
}
