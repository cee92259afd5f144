import { PlanSection } from '../../../core/private/plan/plan-section';
import type { BankMvpConfig } from '../../bank-mvp-config';
import { accountNames } from '../account-names';

/** The names that a second bank in the account has to change. In the same app it is refused, in another one it is not. */
export function accountNamesSection(config: BankMvpConfig): PlanSection {
  const data = accountNames(config)
    .filter(({ isMade }) => isMade)
    .map(({ prop, value, of }) => ({ key: prop, value: value ?? null, of }));
  return {
    key: 'accountNames',
    title: 'What a second bank in the account has to write otherwise, or CloudFormation says "already exists"',
    lines: data.map(({ key, value, of }) => `${key}${value === null ? '' : ` (${value})`}: ${of}`),
    data,
  };
}
