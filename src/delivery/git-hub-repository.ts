import { OidcSubject } from './oidc-subject';
import { repositorySubjects } from './private/git-hub-subjects';
import { SubjectFormat } from './subject-format';
import { throwOnProblems } from '../core/private/checks/problems';
import { oneOf, requireStruct, typeProblems } from '../core/private/checks/types';

/** Ids of a repository, and the format of its subjects. */
export interface GitHubRepositoryOptions {
  /**
   * Numeric id of the owner: `gh api repos/<owner>/<name> --jq .owner.id`.
   * @default - no id: the repository is trusted by its name, which a later owner of the name has too
   */
  readonly ownerId?: string;

  /**
   * Numeric id of the repository: `gh api repos/<owner>/<name> --jq .id`. Trust policies require it as the
   * `repository_id` claim, in each subject format: a later repository of the name cannot assume the role.
   * @see https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
   * @default - no id: the repository is trusted by its name, which a later owner of the name has too
   */
  readonly repositoryId?: string;

  /**
   * Formats of the repository's subjects that are trusted.
   * @default - both formats if both ids are given, else the legacy one
   */
  readonly subjectFormat?: SubjectFormat;
}

/**
 * GitHub repository with the exact subjects of its workflow jobs, for `DeployTrust.oidc()`. With its ids, the trust is in
 * the repository and not in its name.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 * @example
 * import { DeployTrust, GitHubRepository, IOidcIssuer } from 'rl-bank-constructs/delivery';
 *
 * declare const gitHub: IOidcIssuer;
 *
 * const repository = GitHubRepository.of('rl-bank/rl-bank-api', { ownerId: '10000001', repositoryId: '20000001' });
 * const trust = DeployTrust.oidc(gitHub, repository.subjectsForEnvironment('prd'));
 */
export class GitHubRepository {
  /**
   * A repository by its name.
   * @param fullName owner and name, such as `rl-bank/rl-bank-api`
   * @param options ids, and the format of the subjects
   */
  public static of(fullName: string, options: GitHubRepositoryOptions = {}): GitHubRepository {
    requireStruct('GitHubRepository.of', 'options', options);
    throwOnProblems('GitHubRepository.of', ...typeProblems(options, { subjectFormat: oneOf({ SubjectFormat }) }));
    return new GitHubRepository(fullName, options);
  }

  private constructor(
    /** Owner and name. */
    public readonly fullName: string,
    private readonly options: GitHubRepositoryOptions,
  ) {}

  /**
   * Subjects of jobs that run in a GitHub environment, after the approvals and branch rules of that environment.
   * @param name the environment, spelled as in the repository's settings
   */
  public subjectsForEnvironment(name: string): OidcSubject[] {
    return repositorySubjects(this.fullName, this.options, 'environment', name);
  }

  /**
   * Subjects of jobs on a branch that name no environment. Everyone with push access to the branch can assume the role.
   * @param name the branch, without `refs/heads/`
   */
  public subjectsForBranch(name: string): OidcSubject[] {
    return repositorySubjects(this.fullName, this.options, 'branch', name);
  }

  /** Subjects of jobs of pull requests, for roles that only read. Jobs of forks get no token. */
  public subjectsForPullRequest(): OidcSubject[] {
    return repositorySubjects(this.fullName, this.options, 'pull request', '');
  }

  /**
   * Subjects of jobs on a tag that name no environment.
   * @param name the tag, without `refs/tags/`
   */
  public subjectsForTag(name: string): OidcSubject[] {
    return repositorySubjects(this.fullName, this.options, 'tag', name);
  }
}
