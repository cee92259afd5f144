import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RegionalAlarms } from './regional-alarms';
import { AlarmSeverity } from '../../../core';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import type { IAlarmTarget } from '../../alarm-target';

/** CloudWatch takes no more actions for a state of an alarm, and our own topic is one. */
const MOST_ACTIONS = 5;

/** Whom to call, by severity. */
export interface Routes {
  readonly page: IAlarmTarget[];
  readonly ticket: IAlarmTarget[];
}

/** Connects topics with whoever is to be called. A target of both severities is connected once, with the topics of both. */
export function routeTo(owner: Construct, { page, ticket }: Routes, watches: RegionalAlarms[]): void {
  const last = watches.at(-1);
  const subscribed = new Set<AlarmSeverity>();
  for (const target of last ? new Set([...page, ...ticket]) : []) {
    const severities = [
      ...(page.includes(target) ? [AlarmSeverity.PAGE] : []),
      ...(ticket.includes(target) ? [AlarmSeverity.TICKET] : []),
    ];
    const topics = watches.flatMap((watch) => severities.map((severity) => watch.topics[severity]));
    const { actionArns = [] } = target.bind(last!, topics);
    if (actionArns.length === 0) {
      severities.forEach((severity) => subscribed.add(severity));
    }
    for (const watch of actionArns.length > 0 ? watches : []) {
      const here = actionArns.filter((arn) => isThere(arn, watch, actionArns, watches));
      throwOnProblems(owner, here.length === 0 ? regionProblem(watch, actionArns) : undefined);
      for (const severity of severities) {
        const before = watch.beside[severity];
        throwOnProblems(owner, tooManyProblem(severity, 1 + new Set([...before, ...here]).size));
        const fresh = here.filter((arn) => !before.includes(arn)); // two targets may name one topic
        watch.call(severity, fresh);
      }
    }
  }
  watches.forEach((watch) => watch.watchAlarmPath([...subscribed]));
}

/** What nobody knows before the deployment is taken for right where there is no choice. */
function isThere(arn: string, watch: RegionalAlarms, arns: string[], watches: RegionalAlarms[]): boolean {
  const { region } = Stack.of(watch);
  if (Token.isUnresolved(arn)) {
    return watches.length === 1;
  }
  return Token.isUnresolved(region) ? arns.length === 1 : arn.split(':')[3] === region;
}

function regionProblem(watch: RegionalAlarms, actionArns: string[]): Problem {
  const stack = Stack.of(watch);
  const region = Token.isUnresolved(stack.region)
    ? `the region of ${stack.node.path}, which is not stated`
    : stack.region;
  return {
    code: 'observability/no-topic-in-region',
    prop: 'topicArns',
    value: actionArns.map((arn) => (Token.isUnresolved(arn) ? 'an ARN that only CloudFormation knows' : arn)),
    allowed: `there are alarms in ${region}, and an alarm calls topics of its own region alone`,
    fix: fixFor(stack.region, actionArns),
  };
}

function fixFor(region: string, actionArns: string[]): string {
  if (actionArns.some((arn) => Token.isUnresolved(arn))) {
    return 'pass ARNs that are known when the app is synthesized';
  }
  return Token.isUnresolved(region)
    ? 'give the stack an explicit `env.region`, or pass one ARN'
    : `add the ARN of a topic in ${region}`;
}

function tooManyProblem(severity: AlarmSeverity, count: number): Problem | undefined {
  return problemIf(count > MOST_ACTIONS, {
    code: 'observability/too-many-actions',
    prop: severity.toLowerCase(),
    value: `${count} topics`,
    allowed: `an alarm calls ${MOST_ACTIONS} at most, and our own topic is one`,
    fix: 'subscribe some of them to the topic of BankObservability',
  });
}
