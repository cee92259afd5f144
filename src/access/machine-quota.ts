/** Quota of each API key of a `MachineApi`. API Gateway applies it on a best-effort basis: it is no limit to rely on for costs. */
export interface MachineQuota {
  /**
   * Requests of a key in a second, on average.
   * @default 10
   */
  readonly requestsPerSecond?: number;

  /**
   * Requests that a key can make at once, before the rate applies.
   * @default - twice `requestsPerSecond`
   */
  readonly burst?: number;

  /**
   * Requests of a key in a day, from midnight UTC on.
   * @default 10000
   */
  readonly requestsPerDay?: number;
}
