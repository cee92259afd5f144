import { Construct, RootConstruct } from 'constructs';
import { ResourceGate } from '../../../src/gate';
import { newApp } from '../../support/cloud';

test('a gate without an app is refused', () => {
  expect(() => new ResourceGate(new RootConstruct('Loose'), 'Gate')).toThrow(
    `'scope' is "Loose", but must be in an App or a Stage, because a gate works during its synthesis: create the gate below an App [resource-gate/no-app at Loose/Gate]`,
  );
});

test('the folder of a plan is named after the path of its gate', () => {
  expect(new ResourceGate(new Construct(newApp(), 'Bank of A: Ω'), 'Gate').planFolder).toBe('plan-Bank-of-A-Gate');
});

test('two gates whose plans would lie in one folder are refused, where letters have no case too', () => {
  const app = newApp();
  new ResourceGate(new Construct(app, 'Bank'), 'Gate');

  expect(() => new ResourceGate(app, 'bank-gate')).toThrow(
    `'id' is "bank-gate", but must differ from that of Bank/Gate, because both plans would be in the folder plan-bank-gate: choose another id for one of the two gates [resource-gate/folder-taken at bank-gate]`,
  );
});
