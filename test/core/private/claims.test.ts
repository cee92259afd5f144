import { Construct } from 'constructs';
import { take } from '../../../src/core/private/claims';
import { newApp, workloadStack } from '../../support/cloud';

test('the first one gets it, and whoever comes later is told who has it', () => {
  const stack = workloadStack();
  const [one, other] = ['One', 'Other'].map((id) => new Construct(stack, id));

  expect(take(stack, ['name', 'a'], one)).toBeUndefined();
  expect(take(stack, ['name', 'a'], other)).toBe('Web/One');
  expect(take(stack, ['name', 'b'], other)).toBeUndefined();
});

test('what is taken in one app is free in another', () => {
  const stacks = [newApp(), newApp()].map((app) => workloadStack(app));

  expect(stacks.map((stack) => take(stack, ['name'], stack))).toEqual([undefined, undefined]);
});
