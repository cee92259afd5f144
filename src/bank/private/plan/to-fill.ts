import { PendingInput } from '../../../core';
import { PlanSection } from '../../../core/private/plan/plan-section';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankParts } from '../bank-parts';

/** What an operator or CI has to fill in, with the command for it. */
export function toFillSection(config: BankMvpConfig, { settings, api }: BankParts): PlanSection {
  const inputs = [
    ...new Map<string, PendingInput>(
      [...settings.pendingInputs, ...api.pendingInputs].map((it) => [it.target, it]),
    ).values(),
  ];
  const mails = [...config.alarms.page, ...config.alarms.ticket].flatMap(({ email }) => email ?? []);
  const confirmations = [...new Set(mails)].map((email) => ({
    email,
    action: 'confirm the mails of SNS, one for each region and severity: until then no alarm arrives',
  }));
  const ports =
    config.database.ports.length > 0
      ? []
      : ['config database.ports: without them tasks reach nothing but HTTPS; 27017 is MongoDB, 5432 PostgreSQL'];
  return {
    key: 'pendingInputs',
    title: 'What has to be filled in',
    lines: [
      ...ports,
      ...config.gaps.map(
        ({ path, value, action }) => `config ${path}${value === undefined ? '' : ` (${value})`}: ${action}`,
      ),
      ...inputs.flatMap(({ target, owner, command }) => [`${target}, by ${owner}:`, `  ${command}`]),
      ...confirmations.map(({ email, action }) => `${email}: ${action}`),
    ],
    data: { config: config.gaps, database: ports, values: inputs, confirmations },
  };
}
