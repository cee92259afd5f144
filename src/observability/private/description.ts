import { Stack, Token } from 'aws-cdk-lib';
import { linkToAlarm, linkToAlarms, linkToDashboard, linkToLogs } from './deep-links';
import { AlarmDefinition } from '../../core';
import type { Runbook } from '../runbook';

/** CloudWatch takes no more. */
export const LONGEST_DESCRIPTION = 1024;

/** Where alarms lead. */
export interface Links {
  readonly runbook: Runbook;
  /** The dashboard and its region, if there is one. */
  readonly dashboard?: { readonly name: string; readonly region: string };
}

/** What whoever is called reads: what users feel, then where to go, the most useful first. */
export function describe(
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
  return more.reduce((lines, line) => (fits([...lines, line]) ? [...lines, line] : lines), told);
}

/** What whoever is called by a composite reads: everything that may be wrong, since any of it may be. */
export function describeTogether(stack: Stack, prefix: string, group: AlarmDefinition[], links: Links): string {
  const { runbook, dashboard } = links;
  const anchors = [...new Set(group.map(({ runbookAnchor }) => runbookAnchor))];
  const text = (symptoms: string[], runbooks: string[]) =>
    [
      ...symptoms,
      '',
      ...runbooks.map((link) => `Runbook: ${link}`),
      `Alarms: ${linkToAlarms(stack.region, prefix)}`,
      ...(dashboard ? [`Dashboard: ${linkToDashboard(dashboard.region, dashboard.name)}`] : []),
    ].join('\n');
  const inFull = text(
    group.map(({ symptom }) => symptom),
    anchors.map((anchor) => runbook.linkTo(anchor)),
  );
  return lengthOf(inFull) <= LONGEST_DESCRIPTION
    ? inFull
    : text(['More than fits in here: the alarms that are on say what, and lead to their headings.'], [runbook.url]);
}

/** How long a text is, when what CloudFormation fills in is as long as the name of a region. */
export function lengthOf(text: string): number {
  return text.replace(/\$\{Token\[.*?\]\}/g, 'ap-southeast-1').length;
}
