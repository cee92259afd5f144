import { recordZoneDelegation, zoneDelegationOf } from '../../../../src/core/private/stacks/zone-delegation';
import { workloadStack, zoneOf } from '../../../support/cloud';

test('a statement about a zone is read back, and its absence too', () => {
  const stack = workloadStack();
  const [told, silent] = ['A', 'B'].map((id) => zoneOf(stack, 'bank.example', id));

  recordZoneDelegation(told, { delegated: true, createdIn: undefined });

  expect(zoneDelegationOf(told)).toEqual({ delegated: true, createdIn: undefined });
  expect(zoneDelegationOf(silent)).toBeUndefined();
});

test('another copy of the package reads it too', () => {
  const zone = zoneOf(workloadStack());
  recordZoneDelegation(zone, { delegated: true, createdIn: undefined });

  jest.isolateModules(() => {
    const copy = jest.requireActual('../../../../src/core/private/stacks/zone-delegation');
    expect(copy.zoneDelegationOf(zone)).toEqual({ delegated: true, createdIn: undefined });
  });
});
