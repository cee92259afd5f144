import type { ObservedObjective } from './objective-alarms';
import { AlarmDefinition, AlarmSeverity, IAlarmSource } from '../../../core';
import { ObservedSource } from '../sources/observed-source';

/** Alarms of a construct that would notify for the same requests as an objective. */
export interface ReplacedAlarms {
  readonly source: IAlarmSource;
  /** Ids of alarms that become tickets. */
  readonly tickets: string[];
  /** Ids of alarms that page only while the objective does not. */
  readonly outages: string[];
  /** Whether answers in time are the objective: what fails is often late, too. */
  readonly isLatency: boolean;
}

/** The alarms that an objective with an error budget replaces. */
export function replacedAlarmsOf({ level, metrics: { alarms } }: ObservedObjective): ReplacedAlarms | undefined {
  if (!alarms || level._percentile !== undefined) {
    return undefined;
  }
  const { source, failed, slow, outage } = alarms;
  const isLatency = level._within !== undefined;
  return { source, isLatency, tickets: isLatency ? slow : failed, outages: isLatency ? [] : outage };
}

/** The sources, in which the burn rate pages: what counts the same requests is a ticket, or waits for the objective. */
export function withoutReplaced(sources: ObservedSource[]): ObservedSource[] {
  return sources.map((source) => {
    const objectives = sources.filter(({ replaces }) => replaces?.source === source.origin);
    return { ...source, alarms: source.alarms.map((alarm) => asTicket(alarm, objectives)) };
  });
}

/**
 * Names of the objectives while whose page is on, a page does not notify: it says nothing more, or it is of answers that are
 * late because they fail.
 */
export function objectivesBefore(
  { id, severity }: AlarmDefinition,
  { origin, replaces: own }: ObservedSource,
  sources: ObservedSource[],
): string[] {
  const isBefore = ({ replaces }: ObservedSource) => {
    const isOutage = replaces?.source === origin && replaces?.outages.includes(id);
    const isLate = own?.isLatency && replaces?.isLatency === false && replaces.source === own.source;
    return isOutage || isLate;
  };
  return severity === AlarmSeverity.PAGE ? sources.filter(isBefore).map(({ name }) => name) : [];
}

/** The sources in an order in which the pages that another one names come first: availability, latency, all others. */
export function inOrderOfPages(sources: ObservedSource[]): ObservedSource[] {
  const place = ({ replaces }: ObservedSource) => (replaces ? Number(replaces.isLatency) : 2);
  return [...sources].sort((one, other) => place(one) - place(other));
}

function asTicket(alarm: AlarmDefinition, objectives: ObservedSource[]): AlarmDefinition {
  const objective = objectives.find(({ replaces }) => replaces!.tickets.includes(alarm.id));
  return objective && alarm.severity === AlarmSeverity.PAGE
    ? {
        ...alarm,
        severity: AlarmSeverity.TICKET,
        symptom: `${alarm.symptom} (A ticket: ${objective.name} pages for these requests.)`,
      }
    : alarm;
}
