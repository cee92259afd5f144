import { adoptedContradictions } from './adopted';
import { apiContradictions } from './api';
import { deployContradictions } from './deploy';
import { dnsContradictions } from './dns';
import { Draft, when } from './draft';
import { encryptionContradictions } from './encryption';
import { networkContradictions } from './network';
import { Problem } from '../../../../core/private/checks/problems';

/** Keys that are right by themselves and wrong together. The JSON Schema cannot say these rules, except for the gate. */
export function contradictions(draft: Draft, given: Draft): Problem[] {
  return [
    ...gate(draft),
    ...dnsContradictions(draft),
    ...networkContradictions(draft),
    ...apiContradictions(draft),
    ...adoptedContradictions(draft, given),
    ...encryptionContradictions(draft),
    ...alarms(draft),
    ...deployContradictions(draft, given),
  ];
}

function gate({ enabled, createResources }: Draft): Problem[] {
  const allowed = 'cannot be true while enabled is false';
  const fix = 'set enabled to true, or remove createResources';
  const wrong = enabled === false && createResources === true;
  return when(wrong, 'createResources', true, allowed, fix).map((problem) => ({ ...problem, code: 'config/gate' }));
}

/** Each topic reports when the other cannot deliver: one alone would fail silently. */
function alarms({ alarms: { page = [], ticket = [] } = {} }: Draft): Problem[] {
  const [missing, there] = page.length === 0 ? ['page', 'ticket'] : ['ticket', 'page'];
  return when(
    (page.length === 0) !== (ticket.length === 0),
    `alarms.${missing}`,
    [],
    `must have targets, since alarms.${there} has, and each reports when the other fails`,
    'set targets in both, the same if need be',
  );
}
