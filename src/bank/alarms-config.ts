/** A channel in Slack, as the config has it. */
export interface SlackTargetConfig {
  /** The workspace, which an administrator has connected to the account once. */
  readonly workspaceId: string;

  /** The channel. */
  readonly channelId: string;
}

/** One of those who are told of alarms: exactly one of the properties is there. */
export interface AlarmTargetConfig {
  /**
   * An address that gets mail.
   * @default - no mail
   */
  readonly email?: string;

  /**
   * A channel in Slack.
   * @default - no message in Slack
   */
  readonly slack?: SlackTargetConfig;

  /**
   * Topics that exist.
   * @default - no topic
   */
  readonly topicArns?: string[];
}

/** Who is told of alarms, as the config has it. */
export interface AlarmsConfig {
  /** Who is woken when users are hurt. */
  readonly page: AlarmTargetConfig[];

  /** Who gets what can wait for working hours. */
  readonly ticket: AlarmTargetConfig[];
}

/** Telephony, which is no infrastructure of the bank, as the config has it. */
export interface TelephonyConfig {
  /** Whether callers reach the bank by telephone. */
  readonly exposed: boolean;
}
