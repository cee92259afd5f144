import { Duration } from 'aws-cdk-lib';
import { IMetric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { IAlarmSource } from './alarm-source';

/** Alarms of a construct that count the same requests as its `RequestMetrics`, by their ids. */
export interface RequestAlarms {
  /** Construct with the alarms. */
  readonly source: IAlarmSource;

  /** Ids of alarms on failed requests. */
  readonly failed: string[];

  /** Ids of alarms on slow requests. */
  readonly slow: string[];

  /** Ids of alarms on a cause that makes all requests fail. */
  readonly outage: string[];
}

/**
 * CloudWatch metrics that count the requests of users, for a service level objective.
 *
 * Constructs that answer requests have them as `requestMetrics`; metrics of your own are an object with `requests` and
 * `failed`, such as `{ requests: orders, failed: declinedOrders }`.
 */
export interface RequestMetrics {
  /** Number of requests: a metric with the statistic `Sum` or `SampleCount`, or a math expression of such. */
  readonly requests: IMetric;

  /** Number of those that failed: a metric with the statistic `Sum` or `SampleCount`, or a math expression of such. */
  readonly failed: IMetric;

  /**
   * Metric whose data points are the response times of single requests. Its statistic has no effect.
   * @default - no latency objective is possible
   */
  readonly responseTime?: IMetric;

  /**
   * Unit of `responseTime`: seconds or milliseconds.
   * @default Unit.SECONDS
   */
  readonly responseTimeUnit?: Unit;

  /**
   * Time after which a request is aborted, so that `responseTime` has no data point of it.
   * @default - requests are never aborted
   */
  readonly requestTimeout?: Duration;

  /**
   * Region of the metrics.
   * @default - the region of the objective's stack
   */
  readonly region?: string;

  /**
   * Alarms that count the same requests. `BankObservability` keeps them from notifying for what the objective notifies for.
   * @default - they notify as well
   */
  readonly alarms?: RequestAlarms;
}
