import { Duration } from 'aws-cdk-lib';
import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ApiDomain } from './api-domain';
import { ApiExposure } from './api-exposure';
import { ApiHealthCheck } from './api-health-check';
import { ApiRouting } from './api-routing';

/** How requests reach the tasks: name, callers, routes and times. */
export interface ApiTrafficOptions {
  /** The name of the API. */
  readonly domain: ApiDomain;

  /**
   * Who may call.
   * @default ApiExposure.internet()
   */
  readonly exposure?: ApiExposure;

  /**
   * Which requests reach the tasks.
   * @default ApiRouting.wholeHost()
   */
  readonly routing?: ApiRouting;

  /**
   * What the load balancer accepts of TLS, of the policies that know 1.3.
   * @default SslPolicy.TLS13_RES
   */
  readonly sslPolicy?: SslPolicy;

  /**
   * The ARN of a web ACL of scope REGIONAL. Attaching one later adds one resource, and changes none.
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * How a task's health is found out.
   * @default - GET /health every 15 seconds, with 5 to answer
   */
  readonly healthCheck?: ApiHealthCheck;

  /**
   * The longest that a request, or a silence on a WebSocket, may last. How long idle connections stay open, targets
   * drain, tasks have to stop, and may take to become healthy: all of it follows from here.
   * @default Duration.seconds(60)
   */
  readonly requestTimeout?: Duration;

  /**
   * A bucket for access logs that exists, with a policy that lets load balancers write.
   * @default - a bucket of the API's own
   */
  readonly accessLogBucket?: IBucket;

  /**
   * How long the API's own bucket keeps access logs.
   * @default Duration.days(90)
   */
  readonly accessLogRetention?: Duration;

  /**
   * Lets the load balancer be deleted: by a click, and with the stack. Deploy it before the stack can go.
   * @default false
   */
  readonly withoutDeletionProtection?: boolean;
}
