import {
  boolean,
  choice,
  group,
  id,
  integer,
  list,
  oneOf,
  optional,
  required,
  section,
  string,
  withDefault,
} from './key';
import * as patterns from './patterns';

const slack = group({
  workspaceId: required(
    'The id of the Slack workspace, which an administrator has authorized in the account.',
    string(patterns.slackWorkspace),
  ),
  channelId: required('The id of the Slack channel.', string(patterns.slackChannel)),
});

const target = oneOf({
  email: optional('The email address.', string(patterns.email), 'no email'),
  slack: optional('The Slack channel.', slack, 'no message to Slack'),
  topicArns: optional(
    'The ARNs of existing SNS topics, one for each region with alarms.',
    list(string(patterns.topicArn), 1, 5),
    'no topic',
  ),
});

/** The targets of alarms. */
export const alarms = section(
  'The targets of alarms.',
  group({
    page: withDefault('The targets of alarms that need action at any time.', list(target, 0, 10), []),
    ticket: withDefault('The targets of alarms that can wait for working hours.', list(target, 0, 10), []),
  }),
);

const availability = choice(95, 99, 99.5, 99.9, 99.95);

/** The service level objectives. */
export const objectives = section(
  'The service level objectives: shares of requests in 30 days. They are alarms, and exist where `alarms` has targets.',
  group({
    disabled: withDefault(
      'Whether there are no objectives: alarms on errors and response times page by themselves then.',
      boolean(),
      false,
    ),
    apiAvailability: withDefault(
      'The share of requests that the API answers without an error of the server, in percent.',
      availability,
      99.9,
    ),
    apiLatencyMilliseconds: withDefault(
      'The time in which the API answers 99 % of requests, in milliseconds.',
      integer(1, 3_600_000),
      500,
    ),
    siteAvailability: withDefault(
      'The share of requests that each site answers without an error of the server, in percent.',
      availability,
      99.9,
    ),
  }),
);

const identity = {
  repository: required('The owner and name of the repository at GitHub.', string(patterns.repository)),
  repositoryId: optional(
    'The numeric id of the repository, which its tokens must have: `gh api repos/<owner>/<name> --jq .id`.',
    id(),
    'IAM trusts the repository by its name alone, and so a later repository of that name',
  ),
  environment: withDefault(
    'The GitHub environment whose jobs can assume the role.',
    string(patterns.environment),
    'prd',
  ),
};

/** The GitHub repositories that deploy. */
export const deploy = optional(
  'The GitHub repositories that deploy.',
  group({
    ownerId: optional(
      'The numeric id of the owner of the repositories: `gh api repos/<owner>/<name> --jq .owner.id`.',
      id(),
      'IAM trusts the repositories by their names alone',
    ),
    oidcIssuerExists: withDefault(
      'Whether the account has the OIDC provider of GitHub. An account can have one.',
      boolean(),
      false,
    ),
    api: optional(
      'The repository that pushes images, rolls the service, and marks releases.',
      group(identity),
      'no roles',
    ),
    webapp: optional("The repository that publishes the customers' web app.", group(identity), 'no role'),
    merchantPortal: optional("The repository that publishes the merchants' portal.", group(identity), 'no role'),
    infra: optional(
      'The repository that deploys and diffs the stacks.',
      group({
        ...identity,
        planEnvironment: withDefault(
          'The GitHub environment whose jobs can diff the stacks.',
          string(patterns.environment),
          'plan',
        ),
      }),
      'no roles',
    ),
  }),
  'no roles for CI',
);
