/** A key of the site's own, for its content. */
export interface CustomerKeyOptions {
  /**
   * The ARNs of the roles that publish. Written out, since the roles are made after the site: their permission to use
   * the key is in the key's policy.
   */
  readonly publisherArns: string[];
}
