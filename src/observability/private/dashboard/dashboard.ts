import {
  AlarmBase,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  IWidget,
  PeriodOverride,
  TextWidget,
  TextWidgetBackground,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { GraphDefinition } from '../../../core';
import { chunked } from '../../../core/private/checks/values';
import type { Runbook } from '../../runbook';
import { linkToAlarms } from '../links/deep-links';
import { ObservedSource } from '../sources/observed-source';

const MOST_ALARMS = 100; // that one widget shows
const WIDTH = 24; // of a dashboard, in CloudWatch's own unit

/** Content of the dashboard. */
export interface DashboardOptions {
  readonly dashboardName: string;
  readonly panels: Panel[];
  /** The alarms of the dashboard's region. */
  readonly alarms: AlarmBase[];
  /** Regions with alarms. */
  readonly alarmRegions: string[];
  readonly namePrefix: string;
  readonly runbook: Runbook;
}

/** A graph of a source. */
export interface Panel {
  readonly name: string;
  readonly region: string;
  readonly graph: GraphDefinition;
}

/** One dashboard: what healthy means, the states of the alarms, then the graphs in the order of a request. */
export function dashboardFor(scope: Construct, options: DashboardOptions): Dashboard {
  const rows = rowsOf(options.panels);
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: options.dashboardName,
    periodOverride: PeriodOverride.INHERIT, // titles and healthy values are per minute, whatever the time range
    widgets: [
      [introduction(options)],
      ...statusOf(options),
      ...rows.flatMap((row) => [[titleOf(row)], row.map(widgetOf)]),
    ],
  });
}

/** The graphs of all sources, by source. */
export function panelsOf(sources: ObservedSource[]): Panel[] {
  return sources.flatMap(({ name, stack, graphs }) => {
    return graphs.map((graph) => ({ name, region: graph.region ?? stack.region, graph }));
  });
}

/** The panels of each tier, by value: a team may define its tier twice. */
function rowsOf(panels: Panel[]): Panel[][] {
  const tierOf = ({ graph: { tier } }: Panel) => JSON.stringify([tier._position, tier.title]);
  const sorted = [...panels].sort((one, other) => one.graph.tier._position - other.graph.tier._position);
  return [...new Set(sorted.map(tierOf))].map((tier) => sorted.filter((panel) => tierOf(panel) === tier));
}

function introduction({ namePrefix, runbook, alarmRegions, panels }: DashboardOptions): IWidget {
  const links = alarmRegions.map((region) => `[alarms in ${region}](${linkToAlarms(region, namePrefix)})`);
  const healthy = panels.map(({ name, graph }) => `- **${name}, ${graph.title}**: ${graph.healthy}`);
  const markdown = [
    `# ${namePrefix}`,
    `Read it from the top: a request comes in at the first row. [Runbook](${runbook.url}), ${links.join(', ')}.`,
    'Healthy means:',
    healthy.join('\n'),
  ].join('\n\n');
  const height = Math.min(3 + Math.ceil(healthy.length * 0.6), 30);
  return new TextWidget({ markdown, width: WIDTH, height, background: TextWidgetBackground.TRANSPARENT });
}

function statusOf({ alarms }: DashboardOptions): IWidget[][] {
  return chunked(alarms, MOST_ALARMS).map((some) => {
    const height = 2 + Math.ceil(some.length / 4);
    return [new AlarmStatusWidget({ title: 'Alarms of this region', alarms: some, width: WIDTH, height })];
  });
}

function titleOf([{ graph }]: Panel[]): IWidget {
  const markdown = `## ${graph.tier.title}`;
  return new TextWidget({ markdown, width: WIDTH, height: 1, background: TextWidgetBackground.TRANSPARENT });
}

function widgetOf({ name, region, graph }: Panel): IWidget {
  const title = `${name}: ${graph.title}`;
  const size = { width: 8, height: 6 };
  const start = graph.timeRange && `-${graph.timeRange.toIsoString()}`;
  return graph.metrics.length > 0
    ? new GraphWidget({ ...size, title, left: graph.metrics, leftYAxis: { min: graph.minimum ?? 0 }, region, start })
    : new TextWidget({
        ...size,
        markdown: `### ${title}\n\n${graph.healthy}`,
        background: TextWidgetBackground.TRANSPARENT, // which not all versions of the CDK write by themselves
      });
}
