import { Stack, Token } from 'aws-cdk-lib';
import { linkToAlarm, linkToDashboard, linkToLogs } from './deep-links';
import { AlarmDefinition } from '../../../core';
import type { Runbook } from '../../runbook';

/** CloudWatch takes no more. */
export const LONGEST_DESCRIPTION = 1024;

/** Where alarms lead. */
export interface Links {
  readonly runbook: Runbook;
  /** The dashboard and its region, if there is one. */
  readonly dashboard?: { readonly name: string; readonly region: string };
}

/** What whoever is called reads: what users feel, then where to go, the most useful first. */
export function descriptionOf(
  stack: Stack,
  alarmName: string,
  definition: AlarmDefinition,
  logRegion: string,
  { runbook, dashboard }: Links,
): string {
  const { symptom, runbookAnchor, logGroupName } = definition;
  const hasLogs = logGroupName !== undefined && !Token.isUnresolved(logGroupName);
  const links = [
    `Runbook: ${runbook.linkTo(runbookAnchor)}`,
    `Metric: ${linkToAlarm(stack, alarmName)}`,
    ...(hasLogs ? [`Logs: ${linkToLogs(logRegion, logGroupName)}`] : []),
    ...(dashboard ? [`Dashboard: ${linkToDashboard(dashboard.region, dashboard.name)}`] : []),
  ];
  return asManyAsFit([symptom, ''], links).join('\n');
}

/** The first of the lines, as many as CloudWatch takes. */
function asManyAsFit(told: string[], more: string[]): string[] {
  const fits = (lines: string[]) => lengthOf(lines.join('\n')) <= LONGEST_DESCRIPTION;
  const most = more.findIndex((_, index) => !fits([...told, ...more.slice(0, index + 1)]));
  return [...told, ...(most < 0 ? more : more.slice(0, most))];
}

/** How long a text is, when what CloudFormation fills in is as long as the name of a region. */
export function lengthOf(text: string): number {
  return text.replace(/\$\{Token\[.*?\]\}/g, 'ap-southeast-1').length;
}
