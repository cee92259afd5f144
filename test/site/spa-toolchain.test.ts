import { SpaBackend, SpaToolchain } from '../../src/site';

const FOR_EVER = 'public, max-age=31536000, immutable';

const backends: SpaBackend[] = [
  { buildSettings: { USER_POOL: 'eu-west-2_AbCdEfGhI', API_URL: 'https://api.tracker.example' } },
  { pendingBuildSettings: ['RELEASE', 'COMMIT'], buildSettings: { MAP_KEY: 'a b' } },
];

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
  ['Vite', 'environment variables', SpaToolchain.vite(), ''],
  ['Flutter', '--dart-define', SpaToolchain.flutter(), '--dart-define='],
])(
  'RB9d a %s build gets its keys by %s: by backend, then sorted, then those that CI provides',
  (_, __, toolchain, prefix) => {
    expect(toolchain.buildSettings(backends)).toEqual(
      [
        ['API_URL', 'https://api.tracker.example'],
        ['USER_POOL', 'eu-west-2_AbCdEfGhI'],
        ['MAP_KEY', 'a b'],
        ['RELEASE', undefined],
        ['COMMIT', undefined],
      ].map(([key, value]) => ({ key, value, line: `${prefix}${key}=${value ?? '<fill in>'}` })),
    );
    expect(toolchain.buildSettings([])).toEqual([]);
  },
);

test('RB9d RB9e a Flutter build of a site with its own web resources gets the flag that bundles them', () => {
  const lines = (toolchain: SpaToolchain) => toolchain.buildSettings(backends).map(({ line }) => line);

  expect(lines(SpaToolchain.flutter({ ownWebResources: true }))).toEqual([
    ...lines(SpaToolchain.flutter()),
    '--no-web-resources-cdn',
  ]);
});
