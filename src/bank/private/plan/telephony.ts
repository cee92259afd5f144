import { PlanSection } from './plan-section';
import type { BankMvpConfig } from '../../bank-mvp-config';

const STATEMENT = [
  'Exposed: telephone, voice-bot and IVR belong to the safety of the product, not to its operation alone. Before a number',
  'is given out, somebody has to state, in writing and with a name, for this release:',
  '  - every greeting and every way out says that this is no real bank, in the words of PBX IVR / Call Script',
  '  - callers are routed as that script has it, and reach a person where it says so',
  '  - nobody is asked for, and nothing keeps, what would open an account at a real bank',
  'See PBX IVR / Call Script for the canonical wording and routing guidance. Nothing here is made for it, or checks it.',
];

/** The safety statement that exposing telephony requires. */
export function telephonySection({ telephony }: BankMvpConfig): PlanSection {
  return {
    key: 'telephony',
    title: 'Telephony',
    lines: telephony.exposed ? STATEMENT : ['not exposed'],
    data: { exposed: telephony.exposed, statement: telephony.exposed ? STATEMENT : [] },
  };
}
