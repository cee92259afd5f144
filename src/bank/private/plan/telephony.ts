import { PlanSection } from '../../../core/private/plan/plan-section';
import type { BankMvpConfig } from '../../bank-mvp-config';

const STATEMENT = [
  'Exposed: telephone, voice-bot and IVR belong to the safety of the product, not to its operation alone. Before a number',
  'is published, a named person states in writing, for this release:',
  '  - every greeting and every exit says that this is no real bank, in the words of PBX IVR / Call Script',
  '  - callers are routed as that script has it, and reach a person where it says so',
  '  - no caller is asked for data that would open an account at a real bank, and no system stores it',
  'See PBX IVR / Call Script for the canonical wording and routing guidance. This library creates and checks nothing for it.',
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
