/** Which requests reach the service; the load balancer answers all others with 404. */
export class ApiRouting {
  /** All requests for the host. */
  public static wholeHost(): ApiRouting {
    return new ApiRouting([]);
  }

  /**
   * Requests for certain paths of the host. Health checks reach the service all the same: they go by no route.
   * @param patterns one to three, such as `/api` and `/api/*`
   */
  public static paths(patterns: string[]): ApiRouting {
    return new ApiRouting(patterns, true);
  }

  private constructor(
    /** The paths, none for the whole host. */
    public readonly patterns: string[],
    /** Whether it is by path. */
    public readonly isByPath: boolean = false,
  ) {}
}
