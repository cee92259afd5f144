/** Throttle of all requests to a `MachineApi` together, open routes included. */
export interface MachineThrottle {
  /**
   * Requests in a second, on average. API Gateway allows an account 10,000 in a region, for all of its APIs.
   * @default 100
   */
  readonly requestsPerSecond?: number;

  /**
   * Requests at once, before the rate applies.
   * @default - twice `requestsPerSecond`
   */
  readonly burst?: number;
}
