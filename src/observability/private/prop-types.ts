import { Stack } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../../core';
import { TARGET } from '../../core/private/checks/alarm-targets';
import { DURATION } from '../../core/private/checks/cdk-types';
import { Problem } from '../../core/private/checks/problems';
import { missingProblem } from '../../core/private/checks/required-props';
import {
  BOOLEAN,
  instance,
  LIST,
  oneOf,
  OPTIONS,
  TEXT,
  Type,
  typeProblem,
  typeProblems,
} from '../../core/private/checks/types';
import { matches } from '../../core/private/checks/values';
import type { BankObservabilityProps } from '../bank-observability';

type Problems = Array<Problem | undefined>;

const FINITE: Type = { noun: 'a finite number', has: Number.isFinite };
const METRIC = instance('an IMetric', 'toMetricConfig');
const TIER = instance('a TrafficTier', 'title');
/** A region by its name, or a token. */
export const REGION: Type = { noun: 'the name of a region', has: (value) => matches(/^[a-z]{2}(-[a-z]+)+-\d$/, value) };
const STACK: Type = { noun: 'a Stack', has: Stack.isStack };

/** Props of `BankObservability` of another type. */
export function observerTypeProblems(props: BankObservabilityProps): Problems {
  const { page, ticket, existingTopics, maintenanceWindows } = props;
  return [
    ...typeProblems(props, {
      sources: OPTIONS,
      page: LIST,
      ticket: LIST,
      runbook: instance('a Runbook', 'linkTo'),
      thresholds: OPTIONS,
      deploymentQuietPeriod: DURATION,
      maintenanceWindows: LIST,
      dashboard: BOOLEAN,
      alarmStack: STACK,
      existingTopics: OPTIONS,
    }),
    ...(OPTIONS.has(existingTopics)
      ? typeProblems(existingTopics!, { pageTopicName: TEXT, ticketTopicName: TEXT }, 'existingTopics.')
      : []),
    ...itemProblems('page', page, TARGET),
    ...itemProblems('ticket', ticket, TARGET),
    ...itemProblems('maintenanceWindows', maintenanceWindows, OPTIONS),
    ...structsIn(maintenanceWindows).flatMap(([window, index]) => [
      missingProblem(`maintenanceWindows[${index}].duration`, window.duration),
      ...typeProblems(window, { duration: DURATION }, `maintenanceWindows[${index}].`),
    ]),
  ];
}

/** Definitions of a source that are missing or of another type. */
export function definitionTypeProblems(source: string, definitions: Partial<IMonitored>): Problems {
  const { alarmDefinitions, graphDefinitions, logQueries } = definitions;
  const prefix = `sources.${source}.`;
  return [
    ...typeProblems(definitions, { alarmDefinitions: LIST, graphDefinitions: LIST, logQueries: LIST }, prefix),
    ...itemProblems(`${prefix}alarmDefinitions`, alarmDefinitions, OPTIONS),
    ...itemProblems(`${prefix}graphDefinitions`, graphDefinitions, OPTIONS),
    ...itemProblems(`${prefix}logQueries`, logQueries, OPTIONS),
    ...structsIn(alarmDefinitions).flatMap(([definition]) => {
      return alarmTypeProblems(definition, `${prefix}alarmDefinitions.${String(definition.id)}.`);
    }),
    ...structsIn(graphDefinitions).flatMap(([graph, index]) => {
      return graphTypeProblems(graph, `${prefix}graphDefinitions[${index}].`);
    }),
    ...structsIn(logQueries).flatMap(([query, index]) => queryTypeProblems(query, `${prefix}logQueries[${index}].`)),
  ];
}

function alarmTypeProblems(definition: AlarmDefinition, prefix: string): Problems {
  const { metric, threshold, comparisonOperator, treatMissingData, symptom, runbookAnchor } = definition;
  const types = {
    metric: METRIC,
    region: REGION,
    threshold: FINITE,
    comparisonOperator: oneOf({ ComparisonOperator }),
    treatMissingData: oneOf({ TreatMissingData }),
    symptom: TEXT,
    runbookAnchor: TEXT,
    notifyOnRecovery: BOOLEAN,
    logGroupName: TEXT,
    suppressedAfter: METRIC,
    suppressedBy: LIST,
    onlyWith: LIST,
    alsoNotifiesFor: LIST,
    actionsEnabled: BOOLEAN,
  };
  return [
    ...missingProblems({ metric, threshold, comparisonOperator, treatMissingData, symptom, runbookAnchor }, prefix),
    ...typeProblems(definition, types, prefix),
  ];
}

function graphTypeProblems(graph: GraphDefinition, prefix: string): Problems {
  const { tier, title, healthy, metrics } = graph;
  const types = {
    tier: TIER,
    title: TEXT,
    healthy: TEXT,
    metrics: LIST,
    region: REGION,
    timeRange: DURATION,
    minimum: FINITE,
  };
  return [
    ...missingProblems({ tier, title, healthy, metrics }, prefix),
    ...typeProblems(graph, types, prefix),
    ...itemProblems(`${prefix}metrics`, metrics, METRIC),
  ];
}

function queryTypeProblems(query: LogQueryDefinition, prefix: string): Problems {
  const { question, logGroupName, commands } = query;
  return [
    ...missingProblems({ question, logGroupName, commands }, prefix),
    ...typeProblems(query, { question: TEXT, logGroupName: TEXT, commands: LIST, region: REGION }, prefix),
  ];
}

function missingProblems(required: object, prefix: string): Problems {
  return Object.entries(required).map(([name, value]) => missingProblem(`${prefix}${name}`, value));
}

function itemProblems(prop: string, items: unknown, type: Type): Problems {
  return listOf(items).map((item, index) => typeProblem(`${prop}[${index}]`, item ?? null, type));
}

/** The items with properties, and their places. Another problem is about the others. */
function structsIn<Item>(items: Item[] | undefined): Array<[Item, number]> {
  return listOf(items).flatMap((item, index) => (OPTIONS.has(item) ? [[item, index]] : []));
}

/** The list, or none for a value that another problem is about. */
function listOf(items: unknown): any[] {
  return Array.isArray(items) ? items : [];
}
