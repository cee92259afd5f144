import { byDefault, flag, group, id, list, needed, oneOf, optional, section, text } from './key';
import * as patterns from './patterns';

const slack = group({
  workspaceId: needed(
    'The workspace, which an administrator has connected to the account once.',
    text(patterns.slackWorkspace),
  ),
  channelId: needed('The channel.', text(patterns.slackChannel)),
});

const target = oneOf({
  email: optional('An address that gets mail.', text(patterns.email), 'no mail'),
  slack: optional('A channel in Slack.', slack, 'no message in Slack'),
  topicArns: optional(
    'Topics that exist: one for each region that has alarms.',
    list(text(patterns.topicArn), 1, 5),
    'no topic',
  ),
});

/** Who is told of alarms. */
export const alarms = section(
  'Who is told of alarms.',
  group({
    page: byDefault('Who is woken when users are hurt.', list(target, 0, 10), []),
    ticket: byDefault('Who gets what can wait for working hours.', list(target, 0, 10), []),
  }),
);

const identity = {
  repository: needed('Owner and name of the repository at GitHub.', text(patterns.repository)),
  repositoryId: optional(
    'The number of the repository: `gh api repos/<owner>/<name> --jq .id`.',
    id(),
    'the repository is known by its name alone, which somebody else may get',
  ),
  environment: byDefault('The environment at GitHub whose jobs may deploy.', text(patterns.environment), 'prd'),
};

/** Who deploys what. */
export const deploy = optional(
  'Which repositories at GitHub deploy what.',
  group({
    ownerId: optional(
      'The number of the owner of the repositories: `gh api repos/<owner>/<name> --jq .owner.id`.',
      id(),
      'repositories are known by their names alone',
    ),
    oidcIssuerExists: byDefault(
      'Whether the account knows GitHub as issuer of tokens already. An account has it once.',
      flag(),
      false,
    ),
    api: optional('Pushes images, rolls the service, marks releases.', group(identity), 'no such roles'),
    webapp: optional("Publishes the customers' web app.", group(identity), 'no such role'),
    merchantPortal: optional("Publishes the merchants' portal.", group(identity), 'no such role'),
    infra: optional(
      'Deploys the stacks, and compares them.',
      group({
        ...identity,
        planEnvironment: byDefault(
          'The environment at GitHub whose jobs may compare.',
          text(patterns.environment),
          'plan',
        ),
      }),
      'no such roles',
    ),
  }),
  'no roles for CI',
);
