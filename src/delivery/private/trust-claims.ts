import type { OidcTrustOptions } from '../deploy-trust';
import type { IOidcIssuer } from '../oidc-issuer';
import type { OidcSubject } from '../oidc-subject';

/** Issuer of GitHub Actions: the one of GitHub whose claims, besides `sub` and `aud`, IAM has condition keys for. */
export const GITHUB = 'token.actions.githubusercontent.com';

/** Claims that the tokens must have. The ids of repositories are in the subjects of an issuer without the key. */
export function claimsOf(
  { oidcProviderIssuer: host, audience }: IOidcIssuer,
  subjects: OidcSubject[],
  { jobWorkflowRef }: OidcTrustOptions,
): Record<string, string | string[]> {
  const ids = unique(subjects.flatMap(({ repositoryId }) => repositoryId ?? []));
  return {
    [`${host}:aud`]: audience,
    [`${host}:sub`]: unique(subjects.map(({ subject }) => subject)),
    ...(host === GITHUB && ids.length > 0 && { [`${host}:repository_id`]: ids.length === 1 ? ids[0] : ids }),
    ...(jobWorkflowRef !== undefined && { [`${host}:job_workflow_ref`]: jobWorkflowRef }),
  };
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
