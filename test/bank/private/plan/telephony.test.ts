import { telephonySection } from '../../../../src/bank/private/plan/telephony';
import { configOf } from '../../../support/bank';

describe('RB21c telephony', () => {
  test('that is exposed demands the statement of safety', () => {
    const { lines, data } = telephonySection(configOf({ 'telephony.exposed': true }));
    const text = lines.join('\n');

    expect(text).toContain('a named person states in writing');
    expect(text).toContain('this is no real bank');
    expect(text).toContain('PBX IVR / Call Script');
    expect(text).toContain('See PBX IVR / Call Script for the canonical wording');
    expect(data).toEqual({ exposed: true, statement: lines });
  });

  test('that is not exposed demands nothing', () => {
    const { lines, data } = telephonySection(configOf());

    expect(lines).toEqual(['not exposed']);
    expect(data).toEqual({ exposed: false, statement: [] });
  });
});
