import { Duration } from 'aws-cdk-lib';
import { JsonSchema } from 'aws-cdk-lib/aws-apigateway';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { latency, MeteredApi, requests, serverErrorRate } from './private/observed/machine-metrics';

/** Options for a route of a `MachineApi`. */
export interface MachineRouteOptions {
  /**
   * Whether every client may call it, without authorizer and API key.
   * @default false
   */
  readonly open?: boolean;

  /**
   * JSON schema, of draft 4, that the body has to conform to, whatever its `Content-Type`. Others get 400.
   * @default - any body
   */
  readonly body?: JsonSchema;

  /**
   * Query parameters without which a request gets 400.
   * @default - every query is accepted
   */
  readonly requiredQueryParameters?: string[];

  /**
   * Request headers without which a request gets 400.
   * @default - a request needs `Authorization` alone, and on an open route no header
   */
  readonly requiredHeaders?: string[];

  /**
   * OAuth scopes of which an access token needs one, with a user pool as the authorizer.
   * @default - those of the authorizer
   */
  readonly scopes?: string[];

  /**
   * Time after which API Gateway ends a request with 504.
   * @default - `integrationTimeout` of the API
   */
  readonly timeout?: Duration;

  /**
   * Whether the route has an alarm on server errors of its own, beside that of the whole API.
   * @default false
   */
  readonly alarm?: boolean;
}

/** A route of a `MachineApi`, and its metrics. */
export class MachineRoute {
  /** @internal */
  public static _of(method: string, path: string, metered: MeteredApi, hasAlarm: boolean): MachineRoute {
    return new MachineRoute(method, path, metered, hasAlarm);
  }

  private constructor(
    /** HTTP method, or `ANY`. */
    public readonly method: string,
    /** Path as API Gateway has it, such as `/v1/tasks/{id}`. */
    public readonly path: string,
    /** @internal */
    public readonly _metered: MeteredApi,
    /** @internal */
    public readonly _hasAlarm: boolean,
  ) {}

  /**
   * Requests: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricRequests(props?: MetricOptions): Metric {
    return requests(this._metered, props);
  }

  /**
   * Requests that end in a 5xx response, in percent. Fewer than five errors in a period count as none. A math expression:
   * `statistic`, `id` and `visible` have no effect.
   * @param props metric options: period, label, region
   */
  public metricServerErrorRate(props?: MetricOptions): MathExpression {
    return serverErrorRate(this._metered, props);
  }

  /**
   * Time from request to response, in milliseconds: the 99th percentile.
   * @param props metric options: period, statistic, label, region
   */
  public metricLatency(props?: MetricOptions): Metric {
    return latency(this._metered, props);
  }
}
