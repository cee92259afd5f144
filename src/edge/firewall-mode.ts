/** Action of the rules of an `EdgeFirewall` on the requests that they match. */
export enum FirewallMode {
  /** Rules count and log the requests that they match, and block none. */
  COUNT = 'COUNT',

  /** Rules block the requests that they match. */
  BLOCK = 'BLOCK',
}
