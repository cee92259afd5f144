import { ResourceGate } from '../../../src/gate';
import { newApp } from '../../support/cloud';

test('RB19a open and disabled at once is refused', () => {
  expect(() => new ResourceGate(newApp(), 'Gate', { createResources: true, disabled: true })).toThrow(
    `'createResources' is true, but 'disabled' is true as well, and a gate with nothing behind it cannot be open: leave out 'disabled' to create the resources, or 'createResources' to have none [resource-gate/open-and-disabled at Gate]`,
  );
});

test.each(['createResources', 'disabled'])('RB19b a text as %s is refused, "false" above all', (prop) => {
  const props = { [prop]: 'false' };

  expect(() => new ResourceGate(newApp(), 'Gate', props)).toThrow(
    `'${prop}' is "false", but it is true or false, and a text is neither: compare what you read, as in \`value === 'true'\` [resource-gate/not-a-boolean at Gate]`,
  );
});
