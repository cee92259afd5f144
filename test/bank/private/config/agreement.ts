import Ajv from 'ajv';
import * as fc from 'fast-check';
import { readBank } from '../../../../src/bank/private/config/bank-reader';
import { configSchema } from '../../../../src/bank/private/config/schema';
import { configs, Written, written } from '../../../support/bank-configs';

export const validate = new Ajv({ allErrors: false }).compile(configSchema());

/** Keys that are wrong together, and secrets that look like the real thing: a schema knows neither. */
const BEYOND = ['config/contradiction', 'config/secret-in-place'];

/** Asks schema and parser of so many configs; of each kind some have to be right, and some wrong. */
export function describeAgreement(runs: number): void {
  describe('RB18c schema and parser agree', () => {
    test('on configs whose every key is right', () => {
      const verdicts = check(configs(0), runs / 2);
      expect(verdicts.valid).toBeGreaterThan(runs / 10);
      expect(verdicts.invalid).toBeGreaterThan(runs / 34); // an open gate with a gap
    }, 60_000);

    test('on broken ones', () => {
      const verdicts = check(configs(0.01), runs);
      expect(verdicts.valid).toBeGreaterThan(runs / 34);
      expect(verdicts.invalid).toBeGreaterThan(runs / 4);
    }, 60_000);

    test('on complete ones with one thing changed', () => {
      const one = fc.constantFrom('document' as const, 'open' as const);
      const verdicts = check(fc.tuple(one, configs(0.05), fc.nat()).map(mixed), runs);
      expect(verdicts.valid).toBeGreaterThan(runs / 17);
      expect(verdicts.invalid).toBeGreaterThan(runs / 7);
    }, 60_000);
  });
}

/** A complete config with one section of another. */
function mixed([name, other, pick]: ['document' | 'open', Written, number]): Written {
  const whole = written(name);
  const names = Object.keys(other ?? {});
  const chosen = names[pick % Math.max(1, names.length)];
  return chosen === undefined ? whole : { ...whole, [chosen]: other[chosen] };
}

/** Counts the verdicts, and fails at the first that differ. */
function check(some: fc.Arbitrary<unknown>, numRuns: number): { valid: number; invalid: number } {
  const verdicts = { valid: 0, invalid: 0 };
  const property = fc.property(some, (content) => {
    const ofSchema = validate(content) === true;
    const problems = readBank(content).problems.filter(({ code }) => !BEYOND.includes(code));
    verdicts[ofSchema ? 'valid' : 'invalid'] += 1;
    if (ofSchema !== (problems.length === 0)) {
      throw new Error(`the schema says ${ofSchema}, the parser ${JSON.stringify(problems)}`);
    }
  });
  fc.assert(property, { numRuns, seed: 18 });
  return verdicts;
}
