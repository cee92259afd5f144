import { doesCover, doOverlap } from '../../../../src/service/private/traffic/pattern-overlap';

test.each([
  ['/api', '/api'],
  ['/api/*', '/api/'],
  ['/api/*', '/api/v1/*'],
  ['*', ''],
  ['/*/users', '/api/*'],
  ['/a?c', '/abc'],
  ['/a?c', '/a*'],
  ['/??', '/*a'],
  ['*.shop.example', 'a.b.shop.example'],
  ['*.shop.example', '*.example'],
  ['/**b', '/a?*'],
])('a text matches %s and %s', (one, other) => {
  expect([doOverlap(one, other), doOverlap(other, one)]).toEqual([true, true]);
});

test.each([
  ['/api', '/api/'],
  ['/api/*', '/api'],
  ['/api/*', '/web/*'],
  ['/a?c', '/ac'],
  ['/*/users', '/api/*/x'],
  ['/API', '/api'],
  ['*.shop.example', 'shop.example'],
  ['*.shop.example', '*.bank.example'],
  ['', '?'],
])('no text matches %s and %s', (one, other) => {
  expect([doOverlap(one, other), doOverlap(other, one)]).toEqual([false, false]);
});

test('patterns of many asterisks are compared in no time', () => {
  const many = '*a'.repeat(60);

  expect(doOverlap(`${many}b`, `${many}c`)).toBe(false);
});

test.each([
  ['/api/*', '/api/v1/*', true],
  ['/api/*', '/api/*', true],
  ['*', '/a?c', true],
  ['/a?c', '/abc', true],
  ['/a?c', '/a*c', false],
  ['/api/v1/*', '/api/*', false],
  ['/api/*', '/api', false],
  ['/*/users', '/api/*', false],
])('%s matches all that %s matches: %s', (pattern, other, covers) => {
  expect(doesCover(pattern, other)).toBe(covers);
});
