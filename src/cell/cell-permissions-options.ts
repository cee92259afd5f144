import { LaunchPhase } from '../service';

/**
 * The permission service of a cell, OpenFGA. `{}` is one with its defaults.
 *
 * @see https://openfga.dev/docs/fga
 */
export interface CellPermissionsOptions {
  /**
   * Whether its image exists and `cell.permissions.releaseCommand` has run. A cell that runs already gets the service with
   * `LaunchPhase.NOT_READY` first, and the rest of it runs on.
   * @default - that of the cell
   */
  readonly launchPhase?: LaunchPhase;

  /**
   * ARN of a private certificate authority of AWS Private CA, which AWS bills by the month: the calls of API and workers to the
   * service are then in TLS.
   * @default - calls are in plain text, between security groups that admit each other alone
   */
  readonly certificateAuthorityArn?: string;

  /**
   * Settings of OpenFGA, such as `{ OPENFGA_CHECK_QUERY_CACHE_ENABLED: 'true' }`.
   * @see https://openfga.dev/docs/getting-started/setup-openfga/configuration
   * @default - those for the database, the key and logs alone
   */
  readonly environment?: Record<string, string>;
}
