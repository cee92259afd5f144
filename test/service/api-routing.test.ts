import { ApiRouting } from '../../src/service';

test.each([
  ['the whole host is not by path', ApiRouting.wholeHost(), false, []],
  ['RB3b paths are taken as they are given', ApiRouting.paths(['/b', '/a']), true, ['/b', '/a']],
  ['no paths are not the whole host', ApiRouting.paths([]), true, []],
])('%s', (_, routing, isByPath, patterns) => {
  expect(routing).toEqual({ isByPath, patterns });
});
