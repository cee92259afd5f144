/** A Slack channel. Authorize the workspace once, in the console of Amazon Q Developer in chat applications. */
export interface SlackChannel {
  /** ID of the workspace, such as `T0123ABCD`. */
  readonly workspaceId: string;

  /** ID of the channel, such as `C0123ABCD`. */
  readonly channelId: string;
}

/** A Microsoft Teams channel. Authorize the team once, in the console of Amazon Q Developer in chat applications. */
export interface TeamsChannel {
  /** ID of the tenant, a UUID. */
  readonly tenantId: string;

  /** ID of the team, a UUID. */
  readonly teamId: string;

  /** ID of the channel, such as `19:…@thread.tacv2`, from the channel's link. */
  readonly channelId: string;
}
