import { PlanSection } from '../../../core/private/plan/plan-section';
import { LaunchPhase } from '../../../service';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankParts } from '../bank-parts';
import { BankObjective, objectivesOf } from '../objectives';

/** The targets of alarms, and the objectives whose error budgets page. */
export function watchSection({ observability }: BankParts, config: BankMvpConfig): PlanSection {
  const { alarms } = config;
  const targets = (severity: 'page' | 'ticket') => alarms[severity].map((target) => JSON.stringify(target)).join(' ');
  return {
    key: 'watch',
    title: 'Who is called',
    lines: observability
      ? [`when users are hurt: ${targets('page')}`, `in working hours: ${targets('ticket')}`, ...objectiveLines(config)]
      : ['NO ALARMS: write alarms.page and alarms.ticket, and alarms are created'],
    data: observability ? { page: alarms.page, ticket: alarms.ticket, objectives: objectivesOf(config) } : null,
  };
}

function objectiveLines(config: BankMvpConfig): string[] {
  if (config.objectives.disabled) {
    return ['no objectives: objectives.disabled is true, and errors and response times page by themselves'];
  }
  const isWaiting = config.api.launchPhase === LaunchPhase.NOT_READY;
  return [
    ...objectivesOf(config).map((objective) => lineOf(objective, config)),
    ...(isWaiting ? ['objectives of the API: with api.launchPhase first-start, once tasks can answer'] : []),
  ];
}

function lineOf({ name, percent, withinMilliseconds }: BankObjective, { namePrefix }: BankMvpConfig): string {
  const met = withinMilliseconds === undefined ? 'succeed' : `are answered within ${withinMilliseconds} ms`;
  return `objective ${name}: ${percent} % of requests ${met} in 30 days; ${namePrefix}-${name}-FastBurn-Call pages`;
}
