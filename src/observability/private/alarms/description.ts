import { Stack, Token } from 'aws-cdk-lib';
import { AlarmDefinition } from '../../../core';
import type { Runbook } from '../../runbook';
import { linkToAlarm, linkToDashboard, linkToLogs } from '../links/deep-links';

/** CloudWatch's limit for the description of an alarm. */
export const LONGEST_DESCRIPTION = 1024;

/** Links in the description of an alarm. */
export interface Links {
  readonly runbook: Runbook;
  /** Dashboard and its region; undefined without one. */
  readonly dashboard?: { readonly name: string; readonly region: string };
}

/** Description of an alarm: what users notice, then links, the most useful first. */
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

/** The symptom, and as many links as CloudWatch takes. */
function asManyAsFit(symptom: string[], links: string[]): string[] {
  const fits = (lines: string[]) => lengthOf(lines.join('\n')) <= LONGEST_DESCRIPTION;
  const tooMany = links.findIndex((_, index) => !fits([...symptom, ...links.slice(0, index + 1)]));
  return [...symptom, ...(tooMany < 0 ? links : links.slice(0, tooMany))];
}

/** Length of a text whose tokens are taken for names of regions. */
export function lengthOf(text: string): number {
  return text.replace(/\$\{Token\[.*?\]\}/g, 'ap-southeast-1').length;
}
