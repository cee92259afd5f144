import { Fn } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { cacheNameFor } from '../../../../src/data/private/cache/cache-name';
import { workloadStack } from '../../../support/cloud';

const place = (id = 'Cache') => new Construct(workloadStack(undefined, 'prd-rl-bank-Data'), id);

test('is one that ElastiCache takes, however long the path', () => {
  for (const id of ['Cache', 'A'.repeat(80), '0-9--']) {
    expect(cacheNameFor(place(id), ['subnet-a'], undefined)).toMatch(/^[a-z](-?[a-z0-9]){0,39}$/);
  }
});

test('changes with what makes another cache, so that the new one can be made beside the old', () => {
  const stack = workloadStack();
  const cache = new Construct(stack, 'Cache');
  const names = [
    cacheNameFor(cache, ['subnet-a', 'subnet-b'], undefined),
    cacheNameFor(cache, ['subnet-a', 'subnet-c'], undefined),
    cacheNameFor(cache, ['subnet-a', 'subnet-b'], new Key(stack, 'Key')),
  ];

  expect(new Set(names).size).toBe(3);
});

test('does not change with the order of the subnets', () => {
  expect(cacheNameFor(place(), ['subnet-b', 'subnet-a'], undefined)).toBe(
    cacheNameFor(place(), ['subnet-a', 'subnet-b'], undefined),
  );
});

test('does not change with what else is in the app: tokens have numbers', () => {
  const stack = workloadStack();
  const cache = new Construct(stack, 'Cache');
  const idsNow = () => ['A', 'B'].map((part) => Fn.join('', [stack.stackId, part]));
  const names = Array.from({ length: 1200 }, () => cacheNameFor(cache, idsNow(), undefined));

  expect(new Set(names).size).toBe(1);
});
