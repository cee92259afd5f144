import { Stack } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition } from '../../core';
import { Problem } from '../../core/private/checks/problems';
import { missingProblem } from '../../core/private/checks/required-props';
import { BOOLEAN, instance, LIST, oneOf, OPTIONS, TEXT, Type, typeProblems } from '../../core/private/checks/types';
import type { BankObservabilityProps } from '../bank-observability';

type Problems = Array<Problem | undefined>;

/** Duration of the CDK, of either copy. */
export const DURATION = instance('a Duration', 'toSeconds');

const FINITE: Type = { noun: 'a finite number', has: Number.isFinite };
const METRIC = instance('an IMetric', 'toMetricConfig');
const TARGET = instance('an IAlarmTarget, such as AlarmTarget.email()', 'bind');
const STACK: Type = { noun: 'a Stack', has: Stack.isStack };

/** Props of `BankObservability` of another type. */
export function observerTypeProblems(props: BankObservabilityProps): Problems {
  const { page, ticket, maintenanceWindows } = props;
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
    }),
    ...itemProblems('page', page, TARGET),
    ...itemProblems('ticket', ticket, TARGET),
    ...itemProblems('maintenanceWindows', maintenanceWindows, OPTIONS),
    ...listOf(maintenanceWindows).flatMap((window, index) =>
      OPTIONS.has(window)
        ? [
            missingProblem(`maintenanceWindows[${index}].duration`, window.duration),
            ...typeProblems(window, { duration: DURATION }, `maintenanceWindows[${index}].`),
          ]
        : [],
    ),
  ];
}

/** Properties of alarm definitions that are missing or of another type. */
export function definitionTypeProblems(source: string, definitions: AlarmDefinition[]): Problems {
  const list = `sources.${source}.alarmDefinitions`;
  return [
    ...itemProblems(list, definitions, OPTIONS),
    ...definitions
      .filter((definition) => OPTIONS.has(definition))
      .flatMap((definition) => {
        const prefix = `${list}.${definition.id}.`;
        const { metric, threshold, comparisonOperator, treatMissingData, symptom, runbookAnchor } = definition;
        const required = { metric, threshold, comparisonOperator, treatMissingData, symptom, runbookAnchor };
        return [
          ...Object.entries(required).map(([name, value]) => missingProblem(`${prefix}${name}`, value)),
          ...typeProblems(
            definition,
            {
              metric: METRIC,
              region: TEXT,
              threshold: FINITE,
              comparisonOperator: oneOf({ ComparisonOperator }),
              treatMissingData: oneOf({ TreatMissingData }),
              symptom: TEXT,
              runbookAnchor: TEXT,
              notifyOnRecovery: BOOLEAN,
              logGroupName: TEXT,
              suppressedAfter: METRIC,
              suppressedBy: LIST,
            },
            prefix,
          ),
        ];
      }),
  ];
}

function itemProblems(prop: string, items: unknown, type: Type): Problems {
  return listOf(items).flatMap((item, index) =>
    typeProblems({ [`${prop}[${index}]`]: item ?? null }, { [`${prop}[${index}]`]: type }),
  );
}

/** The list, or none for a value that another problem is about. */
function listOf(items: unknown): any[] {
  return Array.isArray(items) ? items : [];
}
