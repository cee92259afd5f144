import { ArnPrincipal, CompositePrincipal, IPrincipal, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { IOidcIssuer } from './oidc-issuer';
import { OidcSubject } from './oidc-subject';
import { listProblem } from './private/kind-problem';
import { claimsOf } from './private/trust-claims';
import { roleArnProblem, roleTrustProblems, subjectProblems } from './private/trust-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, requireStruct, TEXT, typeProblems } from '../core/private/checks/types';

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
   * @param subjects exact subjects: those of GitHub come from `GitHubRepository`, with the id of the repository if known
   * @param options further claims of the tokens
   */
  public static oidc(issuer: IOidcIssuer, subjects: OidcSubject[], options: OidcTrustOptions = {}): DeployTrust {
    requireProps('DeployTrust.oidc', { issuer, subjects }, { issuer: true, subjects: true });
    requireArgument('DeployTrust.oidc', 'issuer', issuer, instance('an IOidcIssuer', 'oidcProviderIssuer'));
    requireStruct('DeployTrust.oidc', 'options', options);
    throwOnProblems('DeployTrust.oidc', ...typeProblems(options, { jobWorkflowRef: TEXT }));
    throwOnProblems(
      'DeployTrust.oidc',
      listProblem('subjects', subjects, 'OidcSubject', (it) => typeof it?.subject === 'string'),
    );
    throwOnProblems(issuer, ...subjectProblems(issuer, subjects, options));
    // A statement for each kind, or the id would be asked of repositories whose id is not known.
    const principals = [true, false]
      .map((isKnown) => subjects.filter(({ repositoryId }) => (repositoryId !== undefined) === isKnown))
      .filter((kind) => kind.length > 0)
      .map((kind) => {
        return new WebIdentityPrincipal(issuer.oidcProviderArn, { StringEquals: claimsOf(issuer, kind, options) });
      });
    const [principal] = principals;
    return new DeployTrust(principals.length > 1 ? new CompositePrincipal(...principals) : principal, issuer);
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

  /**
   * Trusts the role of a pipeline in another account of the organization, such as the `roleArn` of a `StagedPipeline`. CodePipeline
   * passes no external id, and no other customer of AWS can have it assume a role of this account by that role.
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-cross-account.html
   * @param roleArn ARN of the role
   */
  public static fromPipelineRoleArn(roleArn: string): DeployTrust {
    throwOnProblems('DeployTrust', roleArnProblem('roleArn', roleArn));
    return new DeployTrust(new ArnPrincipal(roleArn));
  }

  private constructor(
    /** Principal of the trust policy, with its conditions. */
    public readonly principal: IPrincipal,
    /** Issuer of the tokens, undefined for a role. */
    public readonly issuer?: IOidcIssuer,
  ) {}
}
