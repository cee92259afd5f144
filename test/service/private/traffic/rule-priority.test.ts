import { bandOf, priorityOf, routesOverlap } from '../../../../src/service/private/traffic/rule-priority';

const EXACT = { host: 'app.bank.example', paths: [] };
const EXACT_PATHS = { host: 'app.bank.example', paths: ['/api/*', '/api'] };
const WILDCARD = { host: '*.bank.example', paths: [] };
const WILDCARD_PATHS = { host: '*.bank.example', paths: ['/api'] };

test('the specific wins: paths of a host before the host, and both before wildcards', () => {
  const priorities = [EXACT_PATHS, EXACT, WILDCARD_PATHS, WILDCARD].map(priorityOf);

  expect([...priorities].sort((one, other) => one - other)).toEqual(priorities);
});

test('bands follow each other from 1 to 49,999', () => {
  const bands = [EXACT_PATHS, EXACT, WILDCARD_PATHS, WILDCARD].map(bandOf);

  expect(bands.map(({ from, to }) => [from, to])).toEqual([
    [1, 19_999],
    [20_000, 39_999],
    [40_000, 44_999],
    [45_000, 49_999],
  ]);
});

test('a priority is known by host and paths alone, whatever their order: another one would replace rules of services', () => {
  expect([EXACT_PATHS, EXACT, WILDCARD_PATHS, WILDCARD].map(priorityOf)).toEqual([3766, 38386, 42042, 46804]);
  expect(priorityOf({ ...EXACT_PATHS, paths: ['/api', '/api/*', '/api'] })).toBe(priorityOf(EXACT_PATHS));
});

test('priorities lie in their band, and spread over it', () => {
  const hosts = Array.from({ length: 2000 }, (_, n) => ({ host: `h${n}.bank.example`, paths: [] }));
  const priorities = hosts.map(priorityOf);

  expect(priorities.filter((it) => it < 20_000 || it > 39_999)).toEqual([]);
  expect(new Set(priorities).size).toBeGreaterThan(1850);
});

test.each([
  ['the same host', EXACT, EXACT, true],
  ['a host and its paths', EXACT, EXACT_PATHS, true],
  ['a host and a wildcard of it', EXACT, WILDCARD, true],
  ['other paths', EXACT_PATHS, { ...EXACT_PATHS, paths: ['/web/*', '/web'] }, false],
  ['one path of several', EXACT_PATHS, { ...EXACT_PATHS, paths: ['/web', '/api/v1'] }, true],
  ['another host', EXACT, { ...EXACT, host: 'web.bank.example' }, false],
])('routes of %s', (_, one, other, overlap) => {
  expect([routesOverlap(one, other), routesOverlap(other, one)]).toEqual([overlap, overlap]);
});
