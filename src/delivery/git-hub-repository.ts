import { repositorySubjects } from './private/git-hub-subjects';
import { SubjectFormat } from './subject-format';

/** What is known of a repository beside its name. */
export interface GitHubRepositoryOptions {
  /**
   * The number of the owner: `gh api repos/<owner>/<name> --jq .owner.id`.
   * @default - not known, and only the legacy spelling can be told
   */
  readonly ownerId?: string;

  /**
   * The number of the repository: `gh api repos/<owner>/<name> --jq .id`.
   * @default - not known, and only the legacy spelling can be told
   */
  readonly repositoryId?: string;

  /**
   * Which spellings of the repository are trusted.
   * @default - both where the numbers are known, the legacy one where they are not
   */
  readonly subjectFormat?: SubjectFormat;
}

/** A repository at GitHub, and the subjects that its workflows have: exact ones, without a wildcard. */
export class GitHubRepository {
  /**
   * A repository by its name.
   * @param fullName owner and name, such as `rl-bank/rl-bank-api`
   * @param options the numbers behind the names
   */
  public static of(fullName: string, options: GitHubRepositoryOptions = {}): GitHubRepository {
    return new GitHubRepository(fullName, options);
  }

  private constructor(
    /** Owner and name. */
    public readonly fullName: string,
    private readonly options: GitHubRepositoryOptions,
  ) {}

  /**
   * Jobs that run in an environment, with the approvals and branches that GitHub asks for there.
   * @param name the environment, spelled as in the repository's settings
   */
  public subjectsForEnvironment(name: string): string[] {
    return repositorySubjects(this.fullName, this.options, 'environment', name);
  }

  /**
   * Jobs on a branch that name no environment. Everybody who may push to it gets the role.
   * @param name the branch, without `refs/heads/`
   */
  public subjectsForBranch(name: string): string[] {
    return repositorySubjects(this.fullName, this.options, 'branch', name);
  }

  /** Jobs of pull requests, whoever opened them: for reading alone. Those of forks get no token. */
  public subjectsForPullRequest(): string[] {
    return repositorySubjects(this.fullName, this.options, 'pull request', '');
  }

  /**
   * Jobs on one tag that name no environment.
   * @param name the tag, without `refs/tags/`
   */
  public subjectsForTag(name: string): string[] {
    return repositorySubjects(this.fullName, this.options, 'tag', name);
  }
}
