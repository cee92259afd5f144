import { SpaToolchain } from '../../src/site';

const FOR_EVER = 'public, max-age=31536000, immutable';

const backends = {
  apiUrl: 'https://api.bank.example',
  graphqlUrl: 'https://api.bank.example/api/graphql',
  auth0Domain: 'tenant.eu.auth0.com',
  auth0ClientId: 'client',
  sentryDsn: 'https://key@o1.ingest.sentry.io/2',
  sentryEnvironment: 'production',
};

test.each([
  ['assets/index-4f2a.js', FOR_EVER],
  ['assets/deep/logo-9c.svg', FOR_EVER],
  ['index.html', 'no-cache'],
  ['favicon.ico', 'no-cache'],
  ['my-assets/x.js', 'no-cache'],
])('RB9c Vite hashes what is under assets/, and nothing else: %s is %s', (path, expected) => {
  expect(SpaToolchain.vite().cacheControlFor(path)).toBe(expected);
});

test.each([
  'index.html',
  'main.dart.js',
  'main.dart.js_1.part.js',
  'flutter_bootstrap.js',
  'flutter_service_worker.js',
  'version.json',
  'canvaskit/canvaskit.wasm',
  'assets/AssetManifest.bin.json',
])('RB9c Flutter hashes nothing: %s is never immutable', (path) => {
  expect(SpaToolchain.flutter().cacheControlFor(path)).toBe('no-cache');
});

test('RB9d a Vite build is told its keys by environment variables', () => {
  expect(
    SpaToolchain.vite()
      .buildSettings(backends)
      .map(({ line }) => line),
  ).toEqual([
    'VITE_API_BASE_URL=https://api.bank.example',
    'VITE_AUTH_DOMAIN=tenant.eu.auth0.com',
    'VITE_AUTH_CLIENT_ID=client',
    'VITE_SENTRY_DSN=https://key@o1.ingest.sentry.io/2',
    'VITE_SENTRY_RELEASE=<fill in>',
  ]);
});

test('RB9d a Flutter build is told its keys by --dart-define', () => {
  expect(
    SpaToolchain.flutter()
      .buildSettings(backends)
      .map(({ line }) => line),
  ).toEqual([
    '--dart-define=AUTH0_DOMAIN=tenant.eu.auth0.com',
    '--dart-define=AUTH0_CLIENT_ID=client',
    '--dart-define=GRAPHQL_ENDPOINT=https://api.bank.example/api/graphql',
    '--dart-define=SENTRY_ENV=production',
  ]);
});

test('RB9d what the infrastructure does not know is left for CI', () => {
  const settings = [SpaToolchain.vite(), SpaToolchain.flutter()].flatMap((toolchain) => toolchain.buildSettings({}));

  expect(settings.map(({ value }) => value)).toEqual(Array(9).fill(undefined));
  expect(settings.every(({ line }) => line.endsWith('=<fill in>'))).toBe(true);
});

test('Flutter loads from Google unless it brings its own resources', () => {
  expect(SpaToolchain.flutter().contentSecuritySources['script-src']).toContain('https://www.gstatic.com');
  expect(JSON.stringify(SpaToolchain.flutter({ ownWebResources: true }).contentSecuritySources)).not.toContain(
    'gstatic',
  );
});
