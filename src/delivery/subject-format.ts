/**
 * Format of a repository in the `sub` claim of GitHub's tokens.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export enum SubjectFormat {
  /** Both formats: for a repository that may change from one to the other. */
  BOTH = 'BOTH',

  /** With ids, which stay through renames: `repo:owner@1/name@2:…`. Default of GitHub since 2026-07-15. */
  IMMUTABLE = 'IMMUTABLE',

  /** By names alone: `repo:owner/name:…`. Without ids, a later repository of the same name can assume the role. */
  LEGACY = 'LEGACY',
}
