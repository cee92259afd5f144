import { requireArgument } from './private/checks/required-props';
import { instance, TEXT } from './private/checks/types';

/**
 * Section of the dashboard that a graph belongs to: a place on the way of a request, from the outside in.
 *
 * @example
 * import { TrafficTier } from 'rl-bank-constructs/core';
 *
 * const queue = TrafficTier.of('Queue', TrafficTier.SERVICE);
 */
export class TrafficTier {
  /** DNS, and checks from outside. */
  public static readonly DNS = new TrafficTier('DNS, and how it looks from outside', 100);

  /** CloudFront distributions. */
  public static readonly EDGE = new TrafficTier('Edge', 200);

  /** Load balancers. */
  public static readonly LOAD_BALANCER = new TrafficTier('Load balancer', 300);

  /** ECS services and their tasks. */
  public static readonly SERVICE = new TrafficTier('Service', 400);

  /** Caches, which tasks read before the database. */
  public static readonly CACHE = new TrafficTier('Cache', 500);

  /** Databases. */
  public static readonly DATABASE = new TrafficTier('Database', 600);

  /**
   * Defines a tier of your own, such as queues. Tiers of one title and place are one section.
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
