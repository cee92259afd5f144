/** Where on its way through the system a request is, from the outside in. */
export enum TrafficTier {
  /** Names, and how it looks from outside. */
  DNS = 'DNS',

  /** The edges that serve sites. */
  EDGE = 'EDGE',

  /** What spreads requests over tasks. */
  LOAD_BALANCER = 'LOAD_BALANCER',

  /** The tasks. */
  SERVICE = 'SERVICE',

  /** What tasks ask before the database. */
  CACHE = 'CACHE',

  /** What is kept. */
  DATABASE = 'DATABASE',
}
