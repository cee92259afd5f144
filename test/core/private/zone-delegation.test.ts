import { stateDelegation, statedDelegation } from '../../../src/core/private/zone-delegation';
import { workloadStack, zoneOf } from '../../support/cloud';

test('a statement about a zone is read back, and its absence too', () => {
  const stack = workloadStack();
  const [open, shut, silent] = ['A', 'B', 'C'].map((id) => zoneOf(stack, 'bank.example', id));

  stateDelegation(open, true);
  stateDelegation(shut, false);

  expect([open, shut, silent].map(statedDelegation)).toEqual([true, false, undefined]);
});
