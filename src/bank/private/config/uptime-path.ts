import { isRouted } from '../../../core/private/formats/routing-problems';

/** The keys of `api` that decide on the path. */
interface UptimeKeys {
  readonly uptimeCheckPath?: string;
  readonly healthCheckPath: string;
}

/**
 * The path that Route 53 requests from the API, or undefined if the load balancer forwards none that is known to answer.
 *
 * GraphQL is no such path: Apollo Server answers a GET without the header `apollo-require-preflight` with 400 by default, and
 * health checks of Route 53 send no headers of their own.
 *
 * @see https://www.apollographql.com/docs/apollo-server/features/health-checks
 */
export function uptimePathOf(
  { uptimeCheckPath, healthCheckPath }: UptimeKeys,
  patterns: string[] = [],
): string | undefined {
  const path = uptimeCheckPath ?? healthCheckPath;
  return patterns.length === 0 || isRouted(patterns, path) ? path : undefined;
}
