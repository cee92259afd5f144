import { PlanSection } from './plan-section';
import type { BankMvpParts } from '../../bank-mvp';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** Whom others have to let in. */
export function allowListSection({ network }: BankMvpParts, config: BankMvpConfig): PlanSection {
  const addresses = network.allowListAddresses;
  const unknown = config.network.egress.needsEndpoints
    ? 'none: with endpoints the tasks reach AWS alone'
    : "not known here: those of the network's NAT gateways; write them as network.natAddresses";
  return {
    key: 'allowList',
    title: 'Addresses that the database and others have to let in',
    lines: addresses.length > 0 ? addresses : [unknown],
    data: addresses,
  };
}

/** Who is called. */
export function watchSection({ observability }: BankMvpParts, { alarms }: BankMvpConfig): PlanSection {
  const targets = (severity: 'page' | 'ticket') => alarms[severity].map((target) => JSON.stringify(target)).join(' ');
  return {
    key: 'watch',
    title: 'Who is called',
    lines: observability
      ? [`when users are hurt: ${targets('page')}`, `in working hours: ${targets('ticket')}`]
      : ['NOBODY IS WATCHING: write alarms.page and alarms.ticket, and alarms are made'],
    data: observability ? { page: alarms.page, ticket: alarms.ticket } : null,
  };
}

const STATEMENT = [
  'Exposed: telephone, voice-bot and IVR belong to the safety of the product, not to its operation alone. Before a number',
  'is given out, somebody has to state, in writing and with a name, for this release:',
  '  - every greeting and every way out says that this is no real bank, in the words of PBX IVR / Call Script',
  '  - callers are routed as that script has it, and reach a person where it says so',
  '  - nobody is asked for, and nothing keeps, what would open an account at a real bank',
  'See PBX IVR / Call Script for the canonical wording and routing guidance. Nothing here is made for it, or checks it.',
];

/** What exposing telephony demands. */
export function telephonySection({ telephony }: BankMvpConfig): PlanSection {
  return {
    key: 'telephony',
    title: 'Telephony',
    lines: telephony.exposed ? STATEMENT : ['not exposed'],
    data: { exposed: telephony.exposed, statement: telephony.exposed ? STATEMENT : [] },
  };
}
