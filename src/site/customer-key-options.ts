/** Options of a KMS key for the content of a site. */
export interface CustomerKeyOptions {
  /**
   * ARNs of the IAM roles that publish. The key policy lets them use the key.
   *
   * They are literal ARNs because the roles are created after the site.
   */
  readonly publisherArns: string[];
}
