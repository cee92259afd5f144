import { chunked } from '../../../src/core/private/chunked';

test.each<[items: string, size: number, lists: string[]]>([
  ['', 2, []],
  ['a', 2, ['a']],
  ['ab', 2, ['ab']],
  ['abc', 2, ['ab', 'c']],
  ['abcde', 2, ['ab', 'cd', 'e']],
  ['abc', 1, ['a', 'b', 'c']],
])('"%s" in lists of %d', (items, size, lists) => {
  expect(chunked([...items], size).map((list) => list.join(''))).toEqual(lists);
});
