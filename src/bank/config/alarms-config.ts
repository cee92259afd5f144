/** A Slack channel of the config. */
export interface SlackTargetConfig {
  /** The id of the Slack workspace, which an administrator has authorized in the account. */
  readonly workspaceId: string;

  /** The id of the Slack channel. */
  readonly channelId: string;
}

/** A target of alarms. Exactly one property is set. */
export interface AlarmTargetConfig {
  /**
   * The email address.
   * @default - no email
   */
  readonly email?: string;

  /**
   * The Slack channel.
   * @default - no message to Slack
   */
  readonly slack?: SlackTargetConfig;

  /**
   * The ARNs of existing SNS topics.
   * @default - no topic
   */
  readonly topicArns?: string[];
}

/** The targets of alarms in the config. */
export interface AlarmsConfig {
  /** The targets of alarms that need action at any time. */
  readonly page: AlarmTargetConfig[];

  /** The targets of alarms that can wait for working hours. */
  readonly ticket: AlarmTargetConfig[];
}

/** Telephony in the config. No resources are created for it. */
export interface TelephonyConfig {
  /** Whether the bank answers phone calls. */
  readonly exposed: boolean;
}
