import { kindProblem } from './private/kind-problem';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';

/**
 * Exact `sub` claim of OIDC tokens, for `DeployTrust.oidc()`. A `GitHubRepository` makes its own; with the id of the
 * repository, where it is known, so that the trust policy requires that claim too.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 * @example
 * import { DeployTrust, OidcIssuer, OidcSubject } from 'rl-bank-constructs/delivery';
 *
 * const gitLab = OidcIssuer.fromOidcIssuerAttributes(this, 'GitLab', { url: 'https://gitlab.bank.example' });
 * const trust = DeployTrust.oidc(gitLab, [OidcSubject.of('project_path:bank/api:ref_type:branch:ref:main')]);
 */
export class OidcSubject {
  /**
   * A subject of any issuer. One of GitHub trusts the repository by its name alone: prefer `GitHubRepository`.
   * @param subject the whole `sub` claim, without wildcards
   */
  public static of(subject: string): OidcSubject {
    requireArgument('OidcSubject.of', 'subject', subject);
    throwOnProblems('OidcSubject.of', kindProblem('subject', subject, 'string', typeof subject === 'string'));
    return new OidcSubject(subject);
  }

  /** @internal */
  public static _ofRepository(subject: string, repositoryId?: string): OidcSubject {
    return new OidcSubject(subject, repositoryId);
  }

  private constructor(
    /** The `sub` claim. */
    public readonly subject: string,
    /** Id of the GitHub repository, which the token must have in its `repository_id` claim; undefined where unknown. */
    public readonly repositoryId?: string,
  ) {}
}
