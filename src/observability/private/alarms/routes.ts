import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmAction, RegionalAlarms } from './regional-alarms';
import { AlarmSeverity } from '../../../core';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import type { IAlarmTarget } from '../../alarm-target';

/** CloudWatch's limit for actions of a state of an alarm. Our own topic is one. */
const MOST_ACTIONS = 5;

/** Targets by severity. */
export interface Routes {
  readonly page: IAlarmTarget[];
  readonly ticket: IAlarmTarget[];
}

/** Connects topics and alarms with the targets. A target of both severities is bound once, with the topics of both. */
export function routeTo(owner: Construct, { page, ticket }: Routes, regions: RegionalAlarms[]): void {
  const last = regions.at(-1);
  if (!last) {
    return;
  }
  const subscribed = new Set<AlarmSeverity>();
  for (const target of new Set([...page, ...ticket])) {
    const severities = [
      ...(page.includes(target) ? [AlarmSeverity.PAGE] : []),
      ...(ticket.includes(target) ? [AlarmSeverity.TICKET] : []),
    ];
    const topics = regions.flatMap((region) => severities.map((severity) => region.topics[severity]));
    const { actionArns = [], actions = [] } = target.bind(last, topics);
    if (actionArns.length + actions.length === 0) {
      severities.forEach((severity) => subscribed.add(severity)); // to the topics
      continue;
    }
    for (const region of regions) {
      const arns = actionArns.filter((arn) => isIn(region, arn, actionArns, regions));
      const isMissing = actionArns.length > 0 && arns.length === 0;
      throwOnProblems(owner, isMissing ? regionProblem(region, actionArns) : undefined);
      severities.forEach((severity) => addActions(owner, region, severity, [...arns, ...actions]));
    }
  }
  regions.forEach((region) => region.addDeliveryAlarms([...subscribed]));
}

function addActions(owner: Construct, region: RegionalAlarms, severity: AlarmSeverity, actions: AlarmAction[]): void {
  const count = 1 + new Set([...region.actions[severity], ...actions]).size;
  throwOnProblems(
    owner,
    problemIf(count > MOST_ACTIONS, {
      code: 'observability/too-many-actions',
      prop: severity.toLowerCase(),
      value: `${count} actions`,
      allowed: `CloudWatch takes ${MOST_ACTIONS} actions per alarm, and the topic of BankObservability is one`,
      fix: 'subscribe some of them to that topic',
    }),
  );
  region.addActions(severity, actions);
}

/** Whether an ARN is of the region. An unresolved ARN or region is taken for right where there is no choice. */
function isIn(alarms: RegionalAlarms, arn: string, arns: string[], regions: RegionalAlarms[]): boolean {
  const { region } = Stack.of(alarms);
  if (Token.isUnresolved(arn)) {
    return regions.length === 1;
  }
  return Token.isUnresolved(region) ? arns.length === 1 : arn.split(':')[3] === region;
}

function regionProblem(alarms: RegionalAlarms, actionArns: string[]): Problem {
  const stack = Stack.of(alarms);
  const region = Token.isUnresolved(stack.region) ? `the unknown region of ${stack.node.path}` : stack.region;
  return {
    code: 'observability/no-topic-in-region',
    prop: 'topicArns',
    value: actionArns.map((arn) => (Token.isUnresolved(arn) ? 'an ARN that only CloudFormation knows' : arn)),
    allowed: `must have one ARN in ${region}, because alarms only notify topics of their own region`,
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
