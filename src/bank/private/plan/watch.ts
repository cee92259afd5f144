import { PlanSection } from './plan-section';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankParts } from '../bank-parts';

/** The targets of alarms. */
export function watchSection({ observability }: BankParts, { alarms }: BankMvpConfig): PlanSection {
  const targets = (severity: 'page' | 'ticket') => alarms[severity].map((target) => JSON.stringify(target)).join(' ');
  return {
    key: 'watch',
    title: 'Who is called',
    lines: observability
      ? [`when users are hurt: ${targets('page')}`, `in working hours: ${targets('ticket')}`]
      : ['NO ALARMS: write alarms.page and alarms.ticket, and alarms are created'],
    data: observability ? { page: alarms.page, ticket: alarms.ticket } : null,
  };
}
