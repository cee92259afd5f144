import { Construct } from 'constructs';
import { claimUnique } from '../../../../src/core/private/checks/unique-claims';
import { newApp, workloadStack } from '../../../support/cloud';

test('the first one gets it, and whoever comes later is told who has it', () => {
  const stack = workloadStack();
  const [one, other] = ['One', 'Other'].map((id) => new Construct(stack, id));

  expect(claimUnique(stack, ['name', 'a'], one)).toBeUndefined();
  expect(claimUnique(stack, ['name', 'a'], other)).toBe('Web/One');
  expect(claimUnique(stack, ['name', 'b'], other)).toBeUndefined();
});

test('what is taken in one app is free in another', () => {
  const stacks = [newApp(), newApp()].map((app) => workloadStack(app));

  expect(stacks.map((stack) => claimUnique(stack, ['name'], stack))).toEqual([undefined, undefined]);
});
