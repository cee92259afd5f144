/** Clients that the load balancer of an API admits. */
export class ApiExposure {
  /** Admits the whole internet. */
  public static internet(): ApiExposure {
    return new ApiExposure(true, ['0.0.0.0/0']);
  }

  /**
   * Admits known addresses on the internet, such as a partner's or a CDN's.
   * @param addressRanges CIDR blocks
   */
  public static ranges(addressRanges: string[]): ApiExposure {
    return new ApiExposure(true, [...new Set(addressRanges)].sort());
  }

  /** Admits clients in the VPC that `api.connections.allowFrom(client)` names, and no range of addresses. */
  public static withinVpc(): ApiExposure {
    return new ApiExposure(false, []);
  }

  private constructor(
    /** Whether the load balancer is internet-facing. */
    public readonly isPublic: boolean,
    /** CIDR blocks that are admitted. */
    public readonly addressRanges: string[],
  ) {}
}
