import { contradictions } from './contradictions/contradictions';
import { DELEGATE, isUndelegated } from './contradictions/dns';
import { bank, BankValues } from './keys';
import { read, Reading } from './read';
import { isMap } from './value-problem';
import { Problem } from '../../../core/private/checks/problems';
import type { ConfigGap } from '../../config/config-gap';

/** The key of the config in `cdk.json` and in files. */
export const CONTEXT_KEY = 'infra:bankMvp';

/** A config after reading. The values are complete if there is no problem. */
export interface BankReading {
  readonly values: BankValues;
  readonly gaps: ConfigGap[];
  readonly problems: Problem[];
}

/** Reads plain data, with the key or without it. */
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
  const values = (read(reading, bank.form, '', given) ?? {}) as BankValues;
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
    allowed: `must be below '${CONTEXT_KEY}' to be read`,
    fix: 'move it there, or remove it',
  };
}
