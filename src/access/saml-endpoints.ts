/** What an administrator enters at a SAML provider, the same for each provider of a directory. */
export interface SamlEndpoints {
  /** Identifier of the user pool (Entity ID, Audience URI), `urn:amazon:cognito:sp:<user pool>`. */
  readonly entityId: string;

  /** Reply URL (Assertion Consumer Service URL). */
  readonly replyUrl: string;

  /** Logout URL, for `singleLogout`. */
  readonly logoutUrl: string;
}
