import { Lazy } from 'aws-cdk-lib';
import { SpaBackend } from '../../../src/site';
import { backendProblems } from '../../../src/site/private/backend-problems';
import { saidOf } from '../../support/problems';
import { siteIn } from '../../support/site';

const problemsOf = (...backends: SpaBackend[]) => saidOf(backendProblems(backends));

test.each(['http://api.bank.example', 'ws://api.bank.example', 'api.bank.example', '/api', 'https://'])(
  '`backends.urls` refuses %s',
  (url) => {
    expect(problemsOf({ urls: [url] })).toEqual([['site/not-an-address', 'backends.urls', url]]);
  },
);

test('sources of a backend are checked as those of the site are', () => {
  expect(problemsOf({ contentSecuritySources: { 'frame-src': ['a b'], sandbox: [] } })).toEqual([
    ['site/not-a-source', 'backends.contentSecuritySources.frame-src', 'a b'],
    ['site/not-a-directive', 'backends.contentSecuritySources', 'sandbox'],
  ]);
});

test.each(['a\nb', '', ' '])('a value for the build is refused that is no line: %j', (value) => {
  expect(problemsOf({ buildSettings: { VITE_A: value } })).toEqual([
    ['site/not-a-build-setting', 'backends.buildSettings.VITE_A', value],
  ]);
});

test.each<[string, SpaBackend]>([
  ['VITE-A', { buildSettings: { 'VITE-A': 'a' } }],
  ['1A', { pendingBuildSettings: ['1A'] }],
  ['', { pendingBuildSettings: [''] }],
])('a key for the build is refused that no environment variable has: "%s"', (key, backend) => {
  expect(problemsOf(backend)).toEqual([['site/not-a-build-key', 'backends.buildSettings', key]]);
});

test('a key is set once, by value or by CI', () => {
  expect(
    problemsOf(
      { buildSettings: { VITE_A: 'a', VITE_B: 'b' } },
      { buildSettings: { VITE_A: 'a' } },
      { pendingBuildSettings: ['VITE_B'] },
    ),
  ).toEqual([
    ['site/build-setting-taken', 'backends.buildSettings', 'VITE_A'],
    ['site/build-setting-taken', 'backends.buildSettings', 'VITE_B'],
  ]);
});

test('a site refuses what its backends get wrong, and takes values that only CloudFormation knows', () => {
  const late = Lazy.string({ produce: () => 'https://late.example' });
  const site = (backend: SpaBackend) => siteIn(undefined, { backends: [backend] });

  expect(() => site({ urls: ['a'] })).toThrowProblem('site/not-an-address', 'backends.urls', 'a', 'Web/Site');
  expect(() => site({ urls: [late], buildSettings: { VITE_API_URL: late } })).not.toThrow();
});
