import { Problem } from '../../core/private/checks/problems';
import type { ConfigGap } from '../config-gap';
import { contradictions, DELEGATE, isUndelegated } from './contradictions';
import { bank, BankValues } from './keys';
import { readGroup, Reading } from './read';

/** The key in `cdk.json`, and at the top of the document. */
export const CONTEXT_KEY = 'infra:bankMvp';

/** What came of reading a config: values that can be relied on, if there is no problem. */
export interface BankReading {
  readonly values: BankValues;
  readonly gaps: ConfigGap[];
  readonly problems: Problem[];
}

/** Reads plain data, below the key of the document or without it. */
export function readBank(data: unknown): BankReading {
  const whole = isMap(data) ? data : {};
  const isBelow = Object.hasOwn(whole, CONTEXT_KEY);
  const given = isBelow ? whole[CONTEXT_KEY] : data;
  const isOpen = isMap(given) && given.createResources === true;
  const reading: Reading = { root: bank.form, isOpen, problems: [], gaps: [] };
  if (isBelow) {
    const beside = Object.keys(whole).filter((name) => name !== CONTEXT_KEY);
    beside.forEach((name) => reading.problems.push(besideTheKey(name)));
  }
  const values = readGroup(reading, bank.form, '', given) as BankValues;
  if (isMap(given)) {
    reading.problems.push(...contradictions(values, given));
    if (!isOpen && isUndelegated(values)) {
      reading.gaps.push({ path: 'domain.zoneIsDelegated', value: 'false', action: DELEGATE });
    }
  }
  return { values, gaps: reading.gaps, problems: reading.problems };
}

function besideTheKey(name: string): Problem {
  return {
    code: 'config/beside-the-key',
    prop: JSON.stringify(name.slice(0, 60)).slice(1, -1),
    value: '…',
    allowed: `it stands beside '${CONTEXT_KEY}', where nobody reads it`,
    fix: `move it below '${CONTEXT_KEY}', or take it out`,
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}
