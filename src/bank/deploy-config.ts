import { GitHubRepository } from '../delivery';

/** Jobs that deploy, as the config has them. */
export interface DeployIdentityConfig {
  /** The repository, with its numbers where the config has them. */
  readonly repository: GitHubRepository;

  /** The environment at GitHub whose jobs may deploy. */
  readonly environment: string;
}

/** Jobs that deploy the infrastructure, as the config has them. */
export interface InfraIdentityConfig extends DeployIdentityConfig {
  /** The environment at GitHub whose jobs may compare. */
  readonly planEnvironment: string;
}

/** Who deploys what, as the config has it. */
export interface DeployConfig {
  /** Whether the account knows GitHub as issuer of tokens already. */
  readonly oidcIssuerExists: boolean;

  /**
   * Who pushes images, rolls the service and marks releases.
   * @default - there are no such roles
   */
  readonly api?: DeployIdentityConfig;

  /**
   * Who publishes the customers' web app.
   * @default - there is no such role
   */
  readonly webapp?: DeployIdentityConfig;

  /**
   * Who publishes the merchants' portal.
   * @default - there is no such role
   */
  readonly merchantPortal?: DeployIdentityConfig;

  /**
   * Who deploys the stacks, and compares them.
   * @default - there are no such roles
   */
  readonly infra?: InfraIdentityConfig;
}
