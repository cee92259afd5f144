import { ResourceGate } from '../../../src/gate';
import { newApp } from '../../support/cloud';

test('RB19a open and disabled at once is refused', () => {
  expect(() => new ResourceGate(newApp(), 'Gate', { createResources: true, disabled: true })).toThrow(
    `'createResources' is true, but cannot be true together with 'disabled': leave out 'disabled' to create the resources, or 'createResources' to have none [resource-gate/open-and-disabled at Gate]`,
  );
});

test.each(['createResources', 'disabled'])('RB19b a text as %s is refused, "false" above all', (prop) => {
  const props = { [prop]: 'false' };

  expect(() => new ResourceGate(newApp(), 'Gate', props)).toThrow(
    `'${prop}' is "false", but must be true or false, not a string: convert it, as in \`value === 'true'\` [resource-gate/not-a-boolean at Gate]`,
  );
});
