import { Stack, Stage, Token } from 'aws-cdk-lib';
import { noTargetProblem } from '../../core/private/checks/alarm-targets';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { matches } from '../../core/private/checks/values';
import { areDifferent } from '../../core/private/stacks/stack-of';
import type { BankObservabilityProps } from '../bank-observability';
import type { ExistingTopics } from '../existing-topics';
import type { MaintenanceWindow } from '../maintenance-window';

const TIME = '([0-5]?\\d(,[0-5]?\\d)*)'; // no wildcard: a window that starts every minute or hour would never end
const FIELD = '[A-Z0-9,*-]+';
const CRON = new RegExp(`^cron\\(${TIME} ${TIME} ${FIELD} ${FIELD} ${FIELD}\\)$`);
const ONCE = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d)\)$/;

/** Problems of the observer's own props. */
export function observerProblems(home: Stack, props: BankObservabilityProps): Array<Problem | undefined> {
  const { namePrefix, sources, deploymentQuietPeriod, maintenanceWindows = [], alarmStack, existingTopics } = props;
  const quiet = deploymentQuietPeriod?.toSeconds({ integral: false }) ?? 900;
  return [
    problemIf(!matches(/^[A-Za-z][A-Za-z0-9-]{0,49}$/, namePrefix), {
      code: 'observability/name-prefix',
      prop: 'namePrefix',
      value: namePrefix,
      allowed: 'must be up to 50 letters, digits and hyphens that begin with a letter',
      fix: 'pass one such as prd-rl-bank',
    }),
    problemIf(Object.keys(sources).length === 0, {
      code: 'observability/no-sources',
      prop: 'sources',
      value: [],
      allowed: 'must have at least one source',
      fix: 'pass constructs by name, such as { api, cache }',
    }),
    ...Object.keys(sources).map((name) =>
      problemIf(!matches(/^[A-Za-z0-9-]{1,50}$/, name), {
        code: 'observability/source-name',
        prop: 'sources',
        value: name,
        allowed: 'must be 1 to 50 letters, digits and hyphens, because names of alarms contain it',
        fix: 'rename it, such as mp-webapp',
      }),
    ),
    ...(['page', 'ticket'] as const).map((route) => {
      const count = props[route].length;
      return existingTopics ? targetProblem(route, count) : noTargetProblem(route, count);
    }),
    ...(existingTopics ? topicNameProblems(existingTopics) : []),
    problemIf(quiet % 60 !== 0 || quiet < 60 || quiet > 3600, {
      code: 'observability/deployment-quiet',
      prop: 'deploymentQuietPeriod',
      value: `${quiet} seconds`,
      allowed: 'must be 1 to 60 whole minutes',
      fix: 'pass one such as Duration.minutes(15)',
    }),
    ...maintenanceWindows.flatMap(windowProblems),
    ...(alarmStack ? alarmStackProblems(home, alarmStack) : []),
  ];
}

function targetProblem(route: string, count: number): Problem | undefined {
  return problemIf(count > 0, {
    code: 'observability/target-of-existing-topics',
    prop: route,
    value: `${count} target${count === 1 ? '' : 's'}`,
    allowed:
      "must be empty beside 'existingTopics', whose targets belong to the BankObservability that makes the topics",
    fix: 'pass them to that one, and [] here',
  });
}

function topicNameProblems(topics: ExistingTopics): Array<Problem | undefined> {
  return (['pageTopicName', 'ticketTopicName'] as const).map((name) => {
    const isLate = Token.isUnresolved(topics[name]);
    return problemIf(isLate || !matches(/^[A-Za-z0-9_-]{1,256}$/, topics[name]), {
      code: 'observability/topic-name',
      prop: `existingTopics.${name}`,
      value: isLate ? 'a name that only CloudFormation knows' : topics[name],
      allowed: 'must be the literal name of a standard topic, which is the same in each region',
      fix: 'pass one such as prd-rl-bank-page',
    });
  });
}

function windowProblems({ start, duration, timezone }: MaintenanceWindow, index: number): Array<Problem | undefined> {
  const prop = `maintenanceWindows[${index}]`;
  const minutes = duration.toMinutes({ integral: false });
  return [
    problemIf(!isBeginning(start), {
      code: 'observability/window-begins',
      prop: `${prop}.start`,
      value: start,
      allowed: 'must be one time, or a cron expression of five fields with numbers for minutes and hours',
      fix: 'pass one such as cron(0 2 * * SUN) or at(2027-03-01T02:00)',
    }),
    problemIf(!Number.isInteger(minutes) || minutes < 1 || minutes > 15 * 1440, {
      code: 'observability/window-duration',
      prop: `${prop}.duration`,
      value: duration.toIsoString(),
      allowed: 'must be whole minutes, from one minute to 15 days',
      fix: 'pass one such as Duration.hours(2)',
    }),
    problemIf(timezone !== undefined && !isTimezone(timezone), {
      code: 'observability/window-timezone',
      prop: `${prop}.timezone`,
      value: timezone,
      allowed: 'must be the name of a time zone',
      fix: 'pass one such as Asia/Singapore',
    }),
  ];
}

function isBeginning(begins: string): boolean {
  if (matches(CRON, begins)) {
    const [, hours] = begins.slice('cron('.length).split(' ');
    return hours.split(',').every((hour) => Number(hour) < 24);
  }
  const [, once] = ONCE.exec(String(begins)) ?? [];
  return once !== undefined && new Date(`${once}Z`).toJSON()?.startsWith(once) === true;
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

function alarmStackProblems(home: Stack, alarmStack: Stack): Array<Problem | undefined> {
  const about = { prop: 'alarmStack', value: alarmStack.node.path };
  return [
    problemIf(alarmStack.nestedStackParent !== undefined, {
      ...about,
      code: 'observability/nested-alarm-stack',
      allowed: 'cannot be a nested stack',
      fix: 'pass a top-level stack',
    }),
    problemIf(areDifferent(alarmStack.account, home.account) || Stage.of(alarmStack) !== Stage.of(home), {
      ...about,
      code: 'observability/alarm-stack-elsewhere',
      allowed: `must be in the account and Stage of ${home.node.path}`,
      fix: 'create it there, or leave it out',
    }),
  ];
}
