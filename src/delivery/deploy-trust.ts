import { ArnPrincipal, IPrincipal, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { OidcIssuer } from './oidc-issuer';
import { roleTrustProblems, subjectProblems } from './private/trust-problems';
import { throwOnProblems } from '../core/private/checks/problems';

/** What tokens have to say beside their subject. */
export interface TokenTrustOptions {
  /**
   * The workflow that the job comes from, where GitHub's reusable workflows are the gate:
   * `owner/name/.github/workflows/deploy.yml@refs/heads/main`.
   * @default - any workflow of the subjects
   */
  readonly jobWorkflowRef?: string;
}

/** Who may take a role on. */
export class DeployTrust {
  /**
   * Jobs with a token, by their exact subjects: those of GitHub come from `GitHubRepository`.
   * @param issuer who issues the tokens
   * @param subjects all that are trusted, without wildcards
   * @param options what the tokens have to say beside their subject
   */
  public static token(issuer: OidcIssuer, subjects: string[], options: TokenTrustOptions = {}): DeployTrust {
    throwOnProblems(issuer, ...subjectProblems(issuer, subjects, options));
    const { host, audience, providerArn } = issuer;
    const claims: Record<string, string | string[]> = {
      [`${host}:aud`]: audience,
      [`${host}:sub`]: [...new Set(subjects)].sort(),
    };
    if (options.jobWorkflowRef !== undefined) {
      claims[`${host}:job_workflow_ref`] = options.jobWorkflowRef;
    }
    return new DeployTrust(new WebIdentityPrincipal(providerArn, { StringEquals: claims }), issuer);
  }

  /**
   * A role of another account, such as that of a CI system, which has to tell an external id.
   * @param roleArn the role
   * @param externalId what it has to tell: without it, others who use that CI system could ask it to take the role on
   */
  public static role(roleArn: string, externalId: string): DeployTrust {
    throwOnProblems('DeployTrust', ...roleTrustProblems(roleArn, externalId));
    return new DeployTrust(
      new ArnPrincipal(roleArn).withConditions({ StringEquals: { 'sts:ExternalId': externalId } }),
    );
  }

  private constructor(
    /** As IAM's constructs take it. */
    public readonly principal: IPrincipal,
    /** Who issues the tokens. A role has no issuer. */
    public readonly issuer?: OidcIssuer,
  ) {}
}
