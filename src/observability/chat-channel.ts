/** A channel of Slack, as AWS Chatbot knows it once somebody has let it into the workspace. */
export interface SlackChannel {
  /** The workspace, such as `T0123ABCD`. */
  readonly workspaceId: string;

  /** The channel, such as `C0123ABCD`. */
  readonly channelId: string;
}

/** A channel of Microsoft Teams, as AWS Chatbot knows it once somebody has let it into the team. */
export interface TeamsChannel {
  /** The tenant, a UUID. */
  readonly tenantId: string;

  /** The team, a UUID. */
  readonly teamId: string;

  /** The channel, such as `19:…@thread.tacv2`, as the channel's link spells it. */
  readonly channelId: string;
}
