import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { longestGapOf } from './schedule-gap';
import { AlarmSeverity } from '../../../core';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { BOOLEAN, instance, NUMBER, oneOf, requireTypes, Type } from '../../../core/private/checks/types';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { isWhole } from '../../../core/private/checks/values';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { ScheduledWorkerProps } from '../../scheduled-worker';

const TYPES: { [Name in keyof ScheduledWorkerProps]: Type } = {
  schedule: instance('a ScheduleExpression, such as `ScheduleExpression.cron(…)`', 'expressionString'),
  target: instance('a ScheduledTarget, such as `ScheduledTarget.lambdaFunction(…)`', '_options'),
  ...{ flexibleWindow: DURATION, retryAttempts: NUMBER, failureSeverity: oneOf({ AlarmSeverity }), disabled: BOOLEAN },
};

/** Throws if a prop is missing, of another type, or one that EventBridge Scheduler would refuse, or run too often. */
export function checkScheduleProps(scope: Construct, props: ScheduledWorkerProps): void {
  requireProps(scope, props, { schedule: true, target: true });
  requireTypes(scope, props, TYPES);
  throwOnProblems(scope, ...expressionProblems(props), ...optionProblems(props), ...targetProblems(scope, props));
}

function expressionProblems({ schedule: { expressionString } }: ScheduledWorkerProps): Array<Problem | undefined> {
  const [, minute, hour] = /^cron\((\S+) (\S+) /.exec(expressionString) ?? [];
  const about = { prop: 'schedule', value: expressionString };
  return [
    problemIf(minute === '*' && hour !== '*', {
      ...about,
      code: 'scheduled-worker/every-minute',
      allowed: 'cannot leave the minute open beside an hour: it would run in each minute of that hour',
      fix: "add the minute, such as `minute: '0'`",
    }),
    problemIf(expressionString.startsWith('at('), {
      ...about,
      code: 'scheduled-worker/only-once',
      allowed: 'must come again and again: a run that is missed once is not there to be seen',
      fix: 'write a rate or a cron expression, or let an operator run the task',
    }),
    problemIf(!/^(rate|cron|at)\(/.test(expressionString), {
      ...about,
      code: 'scheduled-worker/not-a-schedule',
      allowed: 'must be an expression of EventBridge Scheduler, `rate(…)` or `cron(…)`',
      fix: "write it like ScheduleExpression.cron({ hour: '6', minute: '0' })",
    }),
  ];
}

function optionProblems(props: ScheduledWorkerProps): Array<Problem | undefined> {
  const { flexibleWindow, retryAttempts, schedule } = props;
  const minutes = flexibleWindow?.isUnresolved() ? undefined : flexibleWindow?.toMinutes({ integral: false });
  const gap = longestGapOf(schedule.expressionString);
  return [
    problemIf(minutes !== undefined && !isWhole(minutes, 1, 1440), {
      code: 'scheduled-worker/not-a-window',
      prop: 'flexibleWindow',
      value: `${minutes} minutes`,
      allowed: 'must be a whole number of minutes from 1 to 1440',
      fix: 'give such a time, as Duration.minutes(15)',
    }),
    problemIf(minutes !== undefined && gap !== undefined && minutes >= gap, {
      code: 'scheduled-worker/window-beyond-gap',
      prop: 'flexibleWindow',
      value: `${minutes} minutes`,
      allowed: `must be shorter than the ${gap} minutes between two runs`,
      fix: 'shorten it',
    }),
    problemIf(retryAttempts !== undefined && !Token.isUnresolved(retryAttempts) && !isWhole(retryAttempts, 0, 2), {
      code: 'scheduled-worker/not-a-retry-count',
      prop: 'retryAttempts',
      value: retryAttempts,
      allowed: 'must be 0, 1 or 2, which is the limit of Lambda',
      fix: 'give such a number',
    }),
  ];
}

function targetProblems(scope: Construct, { target }: ScheduledWorkerProps): Array<Problem | undefined> {
  const owner = target._function ?? target._task!;
  const stack = Stack.of(scope);
  const before = target._function && claimUnique(scope, ['scheduled-worker/target', owner.node.path], scope);
  return [
    problemIf(isElsewhere(Stack.of(owner), stack), {
      code: 'scheduled-worker/target-elsewhere',
      prop: 'target',
      value: owner.node.path,
      allowed: `must be in account ${stack.account} and region ${stack.region}, those of the schedule`,
      fix: 'create the two in one account and region',
    }),
    problemIf(before !== undefined, {
      code: 'scheduled-worker/target-twice',
      prop: 'target',
      value: owner.node.path,
      allowed: `must be the function of one schedule, and is that of ${before}: Lambda has one retry setting for a function, and its metrics would hide a missed run`,
      fix: 'give each schedule a function of its own',
    }),
  ];
}
