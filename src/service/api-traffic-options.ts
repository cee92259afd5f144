import { Duration } from 'aws-cdk-lib';
import { ApplicationProtocol, SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ApiDomain } from './api-domain';
import { ApiExposure } from './api-exposure';
import { ApiHealthCheck } from './api-health-check';
import { ApiRouting } from './api-routing';
import { ISharedLoadBalancer } from './i-shared-load-balancer';

/**
 * Load balancer of the API: domain name, callers, routes and timeouts.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
 */
export interface ApiTrafficOptions {
  /** Domain name of the API. */
  readonly domain: ApiDomain;

  /**
   * Load balancer that other services share. Exposure, subnets, TLS policy, web ACL, access logs and deletion protection are
   * set there.
   * @default - a load balancer is created
   */
  readonly loadBalancer?: ISharedLoadBalancer;

  /**
   * Priority of the listener rule on a shared load balancer: the way out where two services are refused because their rules
   * have one priority by chance, or match the same requests. It must be in the band of the rule, which the error names.
   * @default - a number that follows from host and paths
   */
  readonly rulePriority?: number;

  /**
   * Clients that the load balancer admits.
   * @default ApiExposure.internet()
   */
  readonly exposure?: ApiExposure;

  /**
   * Requests that the load balancer forwards to the tasks.
   * @default ApiRouting.wholeHost()
   */
  readonly routing?: ApiRouting;

  /**
   * TLS policy of the listener, of those that support TLS 1.3.
   * @default SslPolicy.TLS13_RES
   */
  readonly sslPolicy?: SslPolicy;

  /**
   * ARN of a web ACL of scope REGIONAL. Attaching one later adds one resource and changes none.
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * Protocol in which the load balancer calls the tasks, for health checks too. With HTTPS the container listens with TLS: a
   * certificate that it signs itself suffices, since Elastic Load Balancing does not verify it.
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
   * @default ApplicationProtocol.HTTP
   */
  readonly targetProtocol?: ApplicationProtocol;

  /**
   * Health check of the targets.
   * @default - GET /health every 15 seconds, with a timeout of 5 seconds
   */
  readonly healthCheck?: ApiHealthCheck;

  /**
   * Maximum duration of a request, or of silence on a WebSocket.
   *
   * Four times are derived from it, since they cut requests at the next deployment if they disagree:
   * - idle timeout of the load balancer: the same
   * - deregistration delay of the target group: the same
   * - stop timeout of the container: 5 seconds more, at most 120, which is the limit of Fargate
   * - health check grace period of the service: the same, at most 120 seconds, and two health check intervals
   *
   * The idle timeout of a shared load balancer is set there, and cannot be shorter.
   * @default - 60 seconds, or the idle timeout of a shared load balancer if that is shorter
   */
  readonly requestTimeout?: Duration;

  /**
   * Bucket for the access logs. The write policy of load balancers is added to it. An imported bucket must have it already.
   * @default - a bucket is created
   */
  readonly accessLogBucket?: IBucket;

  /**
   * Retention of the access logs in the bucket that is created.
   * @default Duration.days(90)
   */
  readonly accessLogRetention?: Duration;

  /**
   * Deletion protection of the load balancer, from the first start on. Deploy once with `false` before deleting the stack.
   * @default true
   */
  readonly deletionProtection?: boolean;
}
