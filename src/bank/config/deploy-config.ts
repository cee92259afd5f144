import { GitHubRepository } from '../../delivery';

/** A GitHub repository of the config whose jobs deploy. */
export interface DeployIdentityConfig {
  /** The repository, with its ids if the config has them. */
  readonly repository: GitHubRepository;

  /** The GitHub environment whose jobs can assume the role. */
  readonly environment: string;
}

/** The GitHub repository of the config whose jobs deploy the stacks. */
export interface InfraIdentityConfig extends DeployIdentityConfig {
  /** The GitHub environment whose jobs can diff the stacks. */
  readonly planEnvironment: string;
}

/** The GitHub repositories of the config that deploy. */
export interface DeployConfig {
  /** Whether the account has the OIDC provider of GitHub. */
  readonly oidcIssuerExists: boolean;

  /**
   * The repository that pushes images, rolls the service and marks releases.
   * @default - no roles
   */
  readonly api?: DeployIdentityConfig;

  /**
   * The repository that publishes the customers' web app.
   * @default - no role
   */
  readonly webapp?: DeployIdentityConfig;

  /**
   * The repository that publishes the merchants' portal.
   * @default - no role
   */
  readonly merchantPortal?: DeployIdentityConfig;

  /**
   * The repository that deploys and diffs the stacks.
   * @default - no roles
   */
  readonly infra?: InfraIdentityConfig;
}
