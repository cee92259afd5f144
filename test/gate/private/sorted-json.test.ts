import { sortedJson } from '../../../src/gate/private/sorted-json';

test('keys are sorted at every depth, and lists stay in their order', () => {
  expect(JSON.stringify(JSON.parse(sortedJson({ b: 1, a: [{ d: null, c: 'x' }, 2, 1] })))).toBe(
    '{"a":[{"c":"x","d":null},2,1],"b":1}',
  );
});

test('the same map in another order is the same text, with a line break at its end', () => {
  expect(sortedJson({ b: 1, a: 2 })).toBe(sortedJson({ a: 2, b: 1 }));
  expect(sortedJson({ a: 2 })).toBe('{\n  "a": 2\n}\n');
});
