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

const filesOf = (rule: string, ...paths: string[]) => paths.map((path) => [path, rule] as const);

test.each([
  ...filesOf(FOR_EVER, 'assets/index-4f2a.js', 'assets/deep/logo-9c.svg'),
  ...filesOf('no-cache', 'index.html', 'favicon.ico', 'my-assets/x.js'),
])('RB9c Vite hashes what is under assets/, and nothing else: %s is %s', (path, expected) => {
  expect(SpaToolchain.vite().cacheControlFor(path)).toBe(expected);
});

test.each([
  ...['index.html', 'main.dart.js', 'main.dart.js_1.part.js', 'flutter_bootstrap.js', 'flutter_service_worker.js'],
  ...['version.json', 'canvaskit/canvaskit.wasm', 'assets/AssetManifest.bin.json'],
])('RB9c Flutter hashes nothing: %s is never immutable', (path) => {
  expect(SpaToolchain.flutter().cacheControlFor(path)).toBe('no-cache');
});

test.each([
  [
    ...(['Vite', 'environment variables', SpaToolchain.vite()] as const),
    [
      'VITE_API_BASE_URL=https://api.bank.example',
      'VITE_AUTH_DOMAIN=tenant.eu.auth0.com',
      'VITE_AUTH_CLIENT_ID=client',
      'VITE_SENTRY_DSN=https://key@o1.ingest.sentry.io/2',
      'VITE_SENTRY_RELEASE=<fill in>',
    ],
  ],
  [
    ...(['Flutter', '--dart-define', SpaToolchain.flutter()] as const),
    [
      '--dart-define=AUTH0_DOMAIN=tenant.eu.auth0.com',
      '--dart-define=AUTH0_CLIENT_ID=client',
      '--dart-define=GRAPHQL_ENDPOINT=https://api.bank.example/api/graphql',
      '--dart-define=SENTRY_ENV=production',
    ],
  ],
])(
  'RB9d a %s build is told its keys by %s; what the infrastructure does not know is left for CI',
  (_, __, toolchain, lines) => {
    const unknown = toolchain.buildSettings({});

    expect(toolchain.buildSettings(backends).map(({ line }) => line)).toEqual(lines);
    expect(unknown.map(({ line }) => line)).toEqual(lines.map((line) => line.replace(/=[^=]*$/, '=<fill in>')));
    expect(unknown.map(({ value }) => value)).toEqual(lines.map(() => undefined));
  },
);

test('RB9d RB9e a Flutter build of a site with its own web resources gets the flag that bundles them', () => {
  const lines = (toolchain: SpaToolchain) => toolchain.buildSettings(backends).map(({ line }) => line);

  expect(lines(SpaToolchain.flutter({ ownWebResources: true }))).toEqual([
    ...lines(SpaToolchain.flutter()),
    '--no-web-resources-cdn',
  ]);
});
