import { requireScope } from './private/runners/scope-problems';

/**
 * Repositories of GitHub whose jobs run on `GitHubRunners`.
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/github-global-organization-webhook.html
 * @example
 * import { GitHubRunnerScope } from 'rl-bank-constructs/delivery';
 *
 * const repositories = GitHubRunnerScope.organization('acme', ['crm', 'billing']);
 */
export class GitHubRunnerScope {
  /**
   * Repositories of an organization of GitHub. The connection has to be allowed to create webhooks of the organization.
   * @param organization its name, such as `acme`
   * @param repositories names of the repositories; others of the organization run nothing here
   */
  public static organization(organization: string, repositories: string[]): GitHubRunnerScope {
    requireScope('GitHubRunnerScope.organization', organization, repositories);
    return new GitHubRunnerScope(organization, [...repositories].sort(), true);
  }

  /**
   * One repository.
   * @param fullName owner and name, such as `acme/crm`
   */
  public static repository(fullName: string): GitHubRunnerScope {
    const [owner, ...name] = String(fullName).split('/');
    requireScope('GitHubRunnerScope.repository', owner, [name.join('/')]);
    return new GitHubRunnerScope(owner, name, false);
  }

  private constructor(
    /** Organization or user that owns the repositories. */
    public readonly owner: string,
    /** Names of the repositories, without the owner. */
    public readonly repositories: string[],
    /** Whether one webhook of the organization has the jobs of all repositories. */
    public readonly isOrganization: boolean,
  ) {}
}
