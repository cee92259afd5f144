/** Who may call an API. */
export class ApiExposure {
  /** Everybody on the internet. */
  public static internet(): ApiExposure {
    return new ApiExposure(true, ['0.0.0.0/0']);
  }

  /**
   * Callers on the internet whose addresses are known, such as a partner's or another company's edge.
   * @param addressRanges CIDRs
   */
  public static ranges(addressRanges: string[]): ApiExposure {
    return new ApiExposure(true, [...new Set(addressRanges)].sort());
  }

  /** Clients in the VPC that are let in one by one, by `allowFrom`. No range of addresses is trusted. */
  public static withinVpc(): ApiExposure {
    return new ApiExposure(false, []);
  }

  private constructor(
    /** Whether the load balancer has public addresses. */
    public readonly isPublic: boolean,
    /** The ranges of addresses that may call. */
    public readonly addressRanges: string[],
  ) {}
}
