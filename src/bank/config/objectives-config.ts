/** The service level objectives of the config: shares of requests in 30 days. They are alarms, and exist where `alarms` has targets. */
export interface ObjectivesConfig {
  /** Whether there are no objectives: alarms on errors and response times page by themselves then. */
  readonly disabled: boolean;

  /** The share of requests that the API answers without an error of the server, in percent. */
  readonly apiAvailability: number;

  /** The time in which the API answers 99 % of requests, in milliseconds. */
  readonly apiLatencyMilliseconds: number;

  /** The share of requests that each site answers without an error of the server, in percent. */
  readonly siteAvailability: number;
}
