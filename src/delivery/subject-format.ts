/** How GitHub spells a repository in the subject of its tokens. */
export enum SubjectFormat {
  /** Both spellings: for the time in which a repository may change from one to the other. */
  BOTH = 'BOTH',

  /** With ids, which survive every rename: `repo:owner@1/name@2:…`. GitHub's own since 2026-07-15. */
  IMMUTABLE = 'IMMUTABLE',

  /** By names alone: `repo:owner/name:…`. Whoever gets the name later gets the role. */
  LEGACY = 'LEGACY',
}
