import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SlackChannel, TeamsChannel } from './chat-channel';
import { slackTarget, teamsTarget } from './private/targets/chat-target';
import { emailTarget } from './private/targets/email-target';
import { existingTopicsTarget } from './private/targets/existing-topics-target';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, typeProblems } from '../core/private/checks/types';

/** Actions that a target adds to alarms. A target that subscribes to the topics adds none. */
export interface AlarmTargetConfig {
  /**
   * ARNs of alarm actions. Each is added to the alarms of its own region.
   * @default - no ARNs
   */
  readonly actionArns?: string[];

  /**
   * Alarm actions of the CDK. Each is bound to every alarm, in whatever region.
   * @default - no actions
   */
  readonly actions?: IAlarmAction[];
}

/** Target of alarm notifications. Implement it to add a target of your own. */
export interface IAlarmTarget {
  /**
   * Connects the target: subscribes to the topics, or returns alarm actions. Called once for each Stage and account.
   * @param scope scope in the stack that is deployed last, from which all topics can be referenced
   * @param topics topics that notify the target: one for each region and severity
   */
  bind(scope: Construct, topics: ITopic[]): AlarmTargetConfig;
}

/**
 * Targets of alarm notifications: email, chat, SNS topics, and alarm actions of the CDK.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Acting_Alarm_Changes.html
 * @example
 * import { SsmAction, OpsItemSeverity } from 'aws-cdk-lib/aws-cloudwatch-actions';
 * import { AlarmTarget } from 'rl-bank-constructs/observability';
 *
 * const page = [
 *   AlarmTarget.slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }),
 *   AlarmTarget.fromAction(new SsmAction(OpsItemSeverity.HIGH)),
 * ];
 *
 * // Existing topics, one for each region with alarms.
 * const ticket = [
 *   AlarmTarget.topics('arn:aws:sns:ap-southeast-1:111111111111:ops', 'arn:aws:sns:us-east-1:111111111111:ops'),
 * ];
 */
export class AlarmTarget implements IAlarmTarget {
  /**
   * Sends email to a person or a list. SNS asks the address to confirm once for each region and severity.
   * @param address email address
   */
  public static email(address: string): AlarmTarget {
    return new AlarmTarget(emailTarget(address));
  }

  /**
   * Posts to a Slack channel through Amazon Q Developer in chat applications (AWS Chatbot). An account can connect a
   * channel once: pass the same target to both severities.
   * @param channel channel of the workspace
   */
  public static slack(channel: SlackChannel): AlarmTarget {
    requireProps('AlarmTarget.slack', channel, { workspaceId: true, channelId: true });
    return new AlarmTarget(slackTarget(channel));
  }

  /**
   * Posts to a Microsoft Teams channel through Amazon Q Developer in chat applications (AWS Chatbot). An account can
   * connect a channel once: pass the same target to both severities.
   * @param channel channel of the team
   */
  public static teams(channel: TeamsChannel): AlarmTarget {
    requireProps('AlarmTarget.teams', channel, { tenantId: true, teamId: true, channelId: true });
    return new AlarmTarget(teamsTarget(channel));
  }

  /**
   * Notifies existing SNS topics of this account or another, one for each region with alarms. Their policies must allow
   * `cloudwatch.amazonaws.com` to publish for this account, and their KMS keys must allow it to encrypt.
   * @param topicArns ARNs of the topics
   */
  public static topics(...topicArns: string[]): AlarmTarget {
    return new AlarmTarget(existingTopicsTarget(topicArns));
  }

  /**
   * Adds an alarm action of `aws-cdk-lib/aws-cloudwatch-actions`, such as `SsmAction` or `LambdaAction`, to every alarm.
   *
   * A Lambda function or an SNS topic only receives alarms of its own region: with alarms in several regions (CloudFront's
   * are in us-east-1), use `topics()`.
   * @param action alarm action
   */
  public static fromAction(action: IAlarmAction): AlarmTarget {
    requireArgument('AlarmTarget.fromAction', 'action', action);
    const type = instance('an IAlarmAction of aws-cdk-lib/aws-cloudwatch-actions', 'bind');
    throwOnProblems('AlarmTarget.fromAction', ...typeProblems({ action }, { action: type }));
    return new AlarmTarget({ bind: () => ({ actions: [action] }) });
  }

  private constructor(private readonly target: IAlarmTarget) {}

  /**
   * Connects the target: subscribes to the topics, or returns alarm actions.
   * @param scope scope in the stack that is deployed last
   * @param topics topics that notify the target
   */
  public bind(scope: Construct, topics: ITopic[]): AlarmTargetConfig {
    return this.target.bind(scope, topics);
  }
}
