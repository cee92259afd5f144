import { DeployTrust, GitHubRepository } from '../delivery';

/** Who deploys what runs in a cell, and who reads its logs from outside. */
export interface CellDeployOptions {
  /** GitHub repository whose workflows push images, release and publish. */
  readonly repository: GitHubRepository;

  /**
   * GitHub environment of those jobs, whose approvals and branch rules come before each of them.
   * @default - the name of the environment of the cell, such as `prod`
   */
  readonly gitHubEnvironment?: string;

  /**
   * Whether the account has an OIDC provider for GitHub Actions, of which it can have one.
   * @default false
   */
  readonly oidcProviderExists?: boolean;

  /**
   * Trust of a role that reads the logs of APIs, worker and migrations from outside, such as `DeployTrust.fromRoleArn(…)`.
   * @default - no role reads logs
   */
  readonly logReader?: DeployTrust;

  /**
   * Trust of the DeploymentRole, by which the CI/CD account deploys releases: a role of that account and an external id, by
   * `DeployTrust.fromRoleArn(…)`.
   * @default - no role of another account deploys releases
   */
  readonly deploymentRole?: DeployTrust;

  /**
   * Trust of a role that reads the alarms of the account, by which a pipeline judges a release: that of the pipeline, by
   * `DeployTrust.fromPipelineRoleArn(…)`.
   * @default - no role reads alarms
   */
  readonly alarmReader?: DeployTrust;
}
