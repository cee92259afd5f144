import { stateOfZone, statementOf } from '../../../src/core/private/zone-delegation';
import { workloadStack, zoneOf } from '../../support/cloud';

test('a statement about a zone is read back, and its absence too', () => {
  const stack = workloadStack();
  const [told, silent] = ['A', 'B'].map((id) => zoneOf(stack, 'bank.example', id));

  stateOfZone(told, { delegated: true, isReadableAnywhere: false });

  expect(statementOf(told)).toEqual({ delegated: true, isReadableAnywhere: false });
  expect(statementOf(silent)).toBeUndefined();
});

test('another copy of the package reads it too', () => {
  const zone = zoneOf(workloadStack());
  stateOfZone(zone, { delegated: true, isReadableAnywhere: false });

  jest.isolateModules(() => {
    const copy = jest.requireActual('../../../src/core/private/zone-delegation');
    expect(copy.statementOf(zone)).toEqual({ delegated: true, isReadableAnywhere: false });
  });
});
