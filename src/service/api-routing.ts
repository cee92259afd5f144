import { requireArgument } from '../core/private/checks/required-props';
import { LIST } from '../core/private/checks/types';

/**
 * Requests that the load balancer forwards to the tasks. It answers all others with 404.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 * @example
 * import { ApiRouting } from 'rl-bank-constructs/service';
 *
 * const routing = ApiRouting.paths(['/api', '/api/*']);
 */
export class ApiRouting {
  /** Forwards all requests for the host. */
  public static wholeHost(): ApiRouting {
    return new ApiRouting([]);
  }

  /**
   * Forwards requests for certain paths of the host. Health checks reach the tasks directly, whatever the paths.
   * @param patterns one to three path patterns, such as `/api` and `/api/*`
   */
  public static paths(patterns: string[]): ApiRouting {
    requireArgument('ApiRouting.paths', 'patterns', patterns, LIST);
    return new ApiRouting(patterns, true);
  }

  private constructor(
    /** Path patterns, empty for the whole host. */
    public readonly patterns: string[],
    /** Whether requests are forwarded by path. */
    public readonly isByPath: boolean = false,
  ) {}
}
