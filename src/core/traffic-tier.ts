import { requireArgument } from './private/checks/required-props';
import { instance, TEXT } from './private/checks/types';

/**
 * Section of the dashboard that a graph belongs to: a place on the way of a request, from the outside in.
 *
 * @example
 * import { TrafficTier } from 'rl-bank-constructs/core';
 *
 * const search = TrafficTier.of('Search', TrafficTier.DATABASE);
 */
export class TrafficTier {
  /** What users get, whatever is behind it: service level objectives. */
  public static readonly OBJECTIVES = new TrafficTier('Service level objectives', 50);

  /** DNS, and checks from outside. */
  public static readonly DNS = new TrafficTier('DNS, and how it looks from outside', 100);

  /** CloudFront distributions. */
  public static readonly EDGE = new TrafficTier('Edge', 200);

  /** NAT gateways, VPC endpoints, transit gateways and flow logs. */
  public static readonly NETWORK = new TrafficTier('Network', 250);

  /** Load balancers. */
  public static readonly LOAD_BALANCER = new TrafficTier('Load balancer', 300);

  /** API Gateway. */
  public static readonly GATEWAY = new TrafficTier('API Gateway', 350);

  /** ECS services and their tasks. */
  public static readonly SERVICE = new TrafficTier('Service', 400);

  /** Lambda functions and Step Functions state machines. */
  public static readonly FUNCTION = new TrafficTier('Lambda functions', 430);

  /** SQS queues, SNS topics and EventBridge buses. */
  public static readonly QUEUE = new TrafficTier('Queues and topics', 460);

  /** Caches, which tasks read before the database. */
  public static readonly CACHE = new TrafficTier('Cache', 500);

  /** Databases. */
  public static readonly DATABASE = new TrafficTier('Database', 600);

  /** S3 buckets and EFS file systems, and their backups. */
  public static readonly STORAGE = new TrafficTier('Storage', 700);

  /** What is of the account and not of one request: cost, GuardDuty, CloudTrail. */
  public static readonly ACCOUNT = new TrafficTier('Account', 800);

  /**
   * Defines a tier of your own, such as a search engine. Tiers of one title and place are one section.
   * @param title heading of the section
   * @param after tier that comes before it on the way of a request
   */
  public static of(title: string, after: TrafficTier): TrafficTier {
    requireArgument('TrafficTier.of', 'title', title, TEXT);
    requireArgument('TrafficTier.of', 'after', after, instance('a TrafficTier', '_position'));
    return new TrafficTier(title, after._position + 1);
  }

  private constructor(
    /** Heading of the section. */
    public readonly title: string,
    /**
     * Place among the tiers, ascending.
     * @internal
     */
    public readonly _position: number,
  ) {}
}
