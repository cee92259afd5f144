/** How a new zone stands to its parent domain. */
export interface NewZoneOptions {
  /**
   * States whether the registrar, or the parent zone, names the zone's name servers already.
   * Certificates are refused until it does: ACM would wait, and the deployment with it.
   */
  readonly delegated: boolean;
}

/** Where the hosted zone of a `BankDns` comes from. */
export class HostedZoneSource {
  /**
   * A public hosted zone that exists. Nothing is looked up.
   * @param hostedZoneId its id, such as `Z0123456789ABCDEFGHIJ`
   */
  public static fromHostedZoneId(hostedZoneId: string): HostedZoneSource {
    return new HostedZoneSource(false, hostedZoneId, true);
  }

  /**
   * A new public hosted zone, in a stack of its own.
   * @param options how it stands to its parent domain
   */
  public static newZone(options: NewZoneOptions): HostedZoneSource {
    return new HostedZoneSource(true, undefined, options.delegated);
  }

  private constructor(
    /** Whether the zone is new. */
    public readonly isCreated: boolean,
    /** The id of a zone that exists. A new one has none yet. */
    public readonly hostedZoneId: string | undefined,
    /** Whether its parent domain points at the zone. */
    public readonly isDelegated: boolean,
  ) {}
}
