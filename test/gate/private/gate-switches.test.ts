import { ResourceGate } from '../../../src/gate';
import { newApp } from '../../support/cloud';

test('RB19a open and disabled at once is refused', () => {
  expect(() => new ResourceGate(newApp(), 'Gate', { createResources: true, disabled: true })).toThrowProblem(
    'resource-gate/open-and-disabled',
    'createResources',
    true,
  );
});

test.each(['createResources', 'disabled'])('RB19b a text as %s is refused, "false" above all', (prop) => {
  const props = { [prop]: 'false' };

  expect(() => new ResourceGate(newApp(), 'Gate', props)).toThrowProblem('resource-gate/not-a-boolean', prop, 'false');
});
