import { ArnPrincipal, IPrincipal, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { IOidcIssuer } from './oidc-issuer';
import { listProblem } from './private/kind-problem';
import { roleTrustProblems, subjectProblems } from './private/trust-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';

/** Options for `DeployTrust.oidc()`. */
export interface OidcTrustOptions {
  /**
   * Reusable workflow of GitHub that the job has to run, as the `job_workflow_ref` claim:
   * `owner/name/.github/workflows/deploy.yml@refs/heads/main`.
   * @default - any workflow with one of the subjects
   */
  readonly jobWorkflowRef?: string;
}

/**
 * Trust policy of a `DeployRole`: the CI jobs, or the role of a CI system, that can assume it.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 * @example
 * import { DeployTrust, GitHubRepository, OidcIssuer } from 'rl-bank-constructs/delivery';
 *
 * const gitHub = OidcIssuer.fromOidcIssuerAttributes(this, 'GitHub');
 * const repository = GitHubRepository.of('rl-bank/rl-bank-api');
 * const trust = DeployTrust.oidc(gitHub, repository.subjectsForEnvironment('prd'));
 */
export class DeployTrust {
  /**
   * Trusts jobs with an OIDC token of one of the subjects.
   * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
   * @param issuer issuer of the tokens
   * @param subjects exact `sub` claims, without wildcards: those of GitHub come from `GitHubRepository`
   * @param options further claims of the tokens
   */
  public static oidc(issuer: IOidcIssuer, subjects: string[], options: OidcTrustOptions = {}): DeployTrust {
    requireProps('DeployTrust.oidc', { issuer, subjects }, { issuer: true, subjects: true });
    throwOnProblems(
      'DeployTrust.oidc',
      listProblem('subjects', subjects, 'string', () => true),
    );
    throwOnProblems(issuer, ...subjectProblems(issuer, subjects, options));
    const { oidcProviderIssuer, audience, oidcProviderArn } = issuer;
    const claims: Record<string, string | string[]> = {
      [`${oidcProviderIssuer}:aud`]: audience,
      [`${oidcProviderIssuer}:sub`]: [...new Set(subjects)].sort(),
    };
    if (options.jobWorkflowRef !== undefined) {
      claims[`${oidcProviderIssuer}:job_workflow_ref`] = options.jobWorkflowRef;
    }
    return new DeployTrust(new WebIdentityPrincipal(oidcProviderArn, { StringEquals: claims }), issuer);
  }

  /**
   * Trusts one role of another account, such as that of a CI system, if it passes the external id.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   * @param roleArn ARN of the role
   * @param externalId external id: keeps other users of the CI system from assuming the role through it
   */
  public static fromRoleArn(roleArn: string, externalId: string): DeployTrust {
    throwOnProblems('DeployTrust', ...roleTrustProblems(roleArn, externalId));
    return new DeployTrust(
      new ArnPrincipal(roleArn).withConditions({ StringEquals: { 'sts:ExternalId': externalId } }),
    );
  }

  private constructor(
    /** Principal of the trust policy, with its conditions. */
    public readonly principal: IPrincipal,
    /** Issuer of the tokens, undefined for a role. */
    public readonly issuer?: IOidcIssuer,
  ) {}
}
