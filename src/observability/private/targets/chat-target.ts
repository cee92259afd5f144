import { Stack } from 'aws-cdk-lib';
import { CfnMicrosoftTeamsChannelConfiguration, CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { noteSubscriber } from './subscribers';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { matches } from '../../../core/private/checks/values';
import { childScope } from '../../../core/private/resources/child-scope';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { nameMadeBy } from '../../../core/private/stacks/weak-reference';
import type { IAlarmTarget } from '../../alarm-target';
import type { SlackChannel, TeamsChannel } from '../../chat-channel';
import { accountOf } from '../sources/account-of';

/** Endpoint of the service, which is that of all channels: they are one subscription of a topic. */
const CHAT = 'chat';

/** Properties of every channel configuration. */
interface Connection {
  readonly configurationName: string;
  readonly iamRoleArn: string;
  readonly snsTopicArns: string[];
  readonly guardrailPolicies: string[];
  readonly loggingLevel: string;
}

/** Connects a Slack channel. */
export function slackTarget({ workspaceId, channelId }: SlackChannel): IAlarmTarget {
  throwOnProblems(
    'AlarmTarget',
    formProblem('workspaceId', workspaceId, /^[0-9A-Z]{1,255}$/, 'T0123ABCD, which AWS Chatbot shows'),
    formProblem('channelId', channelId, /^[A-Za-z0-9]+$/, "C0123ABCD, the end of the channel's link"),
  );
  return chatTarget(['slack', workspaceId, channelId], (scope, connection) => {
    const channel = { slackWorkspaceId: workspaceId, slackChannelId: channelId };
    new CfnSlackChannelConfiguration(scope, 'Channel', { ...channel, ...connection });
  });
}

/** Connects a Microsoft Teams channel. */
export function teamsTarget({ tenantId, teamId, channelId }: TeamsChannel): IAlarmTarget {
  const uuid = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
  throwOnProblems(
    'AlarmTarget',
    formProblem('tenantId', tenantId, uuid, 'a UUID, which AWS Chatbot shows'),
    formProblem('teamId', teamId, uuid, 'a UUID, which AWS Chatbot shows'),
    formProblem(
      'channelId',
      channelId,
      /^19(:[\w=+/.,-]+@|%3[Aa][\w=+/.,-]+%40)[\w=+/.,-]+$/,
      "19:…@thread.tacv2, from the channel's link",
    ),
  );
  const asShown = channelId.replace(/%3a/i, ':').replace('%40', '@'); // one channel, however it is spelled
  return chatTarget(['teams', tenantId, teamId, asShown], (scope, connection) => {
    // The service takes it as a link spells it, with the colon and the @ encoded.
    const teamsChannelId = channelId.replace(':', '%3A').replace('@', '%40');
    const channel = { teamsTenantId: tenantId, teamId, teamsChannelId };
    new CfnMicrosoftTeamsChannelConfiguration(scope, 'Channel', { ...channel, ...connection });
  });
}

/** An account has one configuration for a channel, with the topics of all regions. */
function chatTarget(names: string[], connect: (scope: Construct, connection: Connection) => void): IAlarmTarget {
  return {
    bind: (scope, topics) => {
      topics.forEach((topic) => noteSubscriber(topic, CHAT));
      const before = claimUnique(scope, ['chat channel', ...accountOf(scope), ...names], scope);
      throwOnProblems(scope, problemIf(before !== undefined, takenProblem(names, before)));
      const chats = childScope(scope, 'Chats');
      const place = new Construct(chats, names.join('-'));
      const role = new Role(place, 'Role', {
        description: 'What the channel may do: nothing but read what it is sent',
        assumedBy: new ServicePrincipal('chatbot.amazonaws.com'),
      });
      connect(place, {
        configurationName: `${nameOf(topics[0])}-${names.at(-1)!}`.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 128),
        iamRoleArn: role.roleArn,
        snsTopicArns: topics.map(crossStackArn),
        // Without a guardrail Chatbot sets AdministratorAccess as the limit of what a channel may be given.
        guardrailPolicies: [`arn:${Stack.of(scope).partition}:iam::aws:policy/AWSDenyAll`],
        loggingLevel: 'ERROR',
      });
      return {};
    },
  };
}

/** An ARN from the literal name of a topic, so that stacks of two regions need no output of each other. */
function crossStackArn(topic: ITopic): string {
  return nameMadeBy(topLevelStack(topic), Stack.of(topic).formatArn({ service: 'sns', resource: nameOf(topic) }));
}

function nameOf(topic: ITopic): string {
  return (topic.node.defaultChild as CfnTopic).topicName!;
}

function formProblem(prop: string, value: string, form: RegExp, such: string): Problem | undefined {
  return problemIf(!matches(form, value), {
    code: 'alarm-target/channel',
    prop,
    value,
    allowed: 'must be an ID that AWS Chatbot shows',
    fix: `pass one such as ${such}`,
  });
}

function takenProblem([kind, ...ids]: string[], before: string | undefined): Problem {
  return {
    code: 'alarm-target/channel-taken',
    prop: kind,
    value: ids.join('/'),
    allowed: `cannot be connected twice in an account, and ${before} has connected it`,
    fix: 'create the target once and pass it to both severities; use another channel for another Stage or system',
  };
}
