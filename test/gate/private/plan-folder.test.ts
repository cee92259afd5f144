import { Construct, RootConstruct } from 'constructs';
import { ResourceGate } from '../../../src/gate';
import { newApp } from '../../support/cloud';

test('a gate without an app is refused', () => {
  expect(() => new ResourceGate(new RootConstruct('Loose'), 'Gate')).toThrowProblem(
    'resource-gate/no-app',
    'scope',
    'Loose',
    'Loose/Gate',
  );
});

test('the folder of a plan is named after the path of its gate', () => {
  expect(new ResourceGate(new Construct(newApp(), 'Bank of A: Ω'), 'Gate').planFolder).toBe('plan-Bank-of-A-Gate');
});

test('two gates whose plans would lie in one folder are refused, where letters have no case too', () => {
  const app = newApp();
  new ResourceGate(new Construct(app, 'Bank'), 'Gate');

  expect(() => new ResourceGate(app, 'bank-gate')).toThrowProblem('resource-gate/folder-taken', 'id', 'bank-gate');
});
