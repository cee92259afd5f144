import { ApiRouting } from '../../src/service';

test('the whole host is not by path', () => {
  expect(ApiRouting.wholeHost()).toEqual({ isByPath: false, patterns: [] });
});

test('RB3b paths are taken as they are given', () => {
  expect(ApiRouting.paths(['/api', '/api/*'])).toEqual({ isByPath: true, patterns: ['/api', '/api/*'] });
});

test('no paths are not the whole host', () => {
  expect(ApiRouting.paths([])).toEqual({ isByPath: true, patterns: [] });
});
