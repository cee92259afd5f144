import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SlackChannel, TeamsChannel } from './chat-channel';
import { slackTarget, teamsTarget } from './private/targets/chat-target';
import { emailTarget } from './private/targets/email-target';
import { existingTopicsTarget } from './private/targets/existing-topics-target';

/** What a target adds to alarms. */
export interface AlarmTargetConfig {
  /**
   * ARNs that alarms call directly, each in alarms of its own region.
   * @default - alarms call nothing beside the topics
   */
  readonly actionArns?: string[];
}

/** Whoever is called. A class of your own joins in by this one method. */
export interface IAlarmTarget {
  /**
   * Connects the topics with the target. It is called once for each Stage and account.
   * @param scope a place in a stack that may know all of the topics, since it is deployed last
   * @param topics those that reach the target, one for each region and severity
   */
  bind(scope: Construct, topics: ITopic[]): AlarmTargetConfig;
}

/** Whom alarms call. */
export class AlarmTarget implements IAlarmTarget {
  /**
   * A person or a list. Each region asks once whether it may write.
   * @param address where mail goes
   */
  public static email(address: string): AlarmTarget {
    return new AlarmTarget(emailTarget(address));
  }

  /**
   * A channel of Slack, by AWS Chatbot. An account can connect a channel once: pass one target wherever it is meant.
   * @param channel the channel
   */
  public static slack(channel: SlackChannel): AlarmTarget {
    return new AlarmTarget(slackTarget(channel));
  }

  /**
   * A channel of Microsoft Teams, by AWS Chatbot. An account can connect a channel once: pass one target wherever it
   * is meant.
   * @param channel the channel
   */
  public static teams(channel: TeamsChannel): AlarmTarget {
    return new AlarmTarget(teamsTarget(channel));
  }

  /**
   * Topics that exist, of this account or another, one for each region that has alarms. Their policies have to let
   * `cloudwatch.amazonaws.com` publish for this account, and their keys have to let it encrypt.
   * @param topicArns their ARNs
   */
  public static topics(...topicArns: string[]): AlarmTarget {
    return new AlarmTarget(existingTopicsTarget(topicArns));
  }

  private constructor(private readonly target: IAlarmTarget) {}

  /**
   * Connects the topics with the target.
   * @param scope a place in the stack that is deployed last
   * @param topics those that reach the target
   */
  public bind(scope: Construct, topics: ITopic[]): AlarmTargetConfig {
    return this.target.bind(scope, topics);
  }
}
