import { SiteBackends } from '../../src/bank';
import { SpaToolchain } from '../../src/site';
import { siteIn } from '../support/site';

const options = {
  apiUrl: 'https://api.bank.example/v1',
  graphqlUrl: 'https://api.bank.example/api/graphql',
  auth0Domain: 'Tenant.EU.auth0.com.', // which the policy spells as browsers compare it
  auth0ClientId: 'client',
  sentryDsn: 'https://key@o1.ingest.sentry.io/2',
  sentryEnvironment: 'production',
};

const siteOf = (toolchain: SpaToolchain, known = options as Partial<typeof options>) =>
  siteIn(undefined, { toolchain, backends: SiteBackends.forToolchain(toolchain, known) });

const portal = siteOf(SpaToolchain.vite());
const webApp = siteOf(SpaToolchain.flutter());

/** The sources of a directive. */
const sourcesOf = ({ contentSecurityPolicy }: typeof portal, directive: string) => {
  const line = contentSecurityPolicy.split('; ').find((each) => each.startsWith(`${directive} `));
  return line?.split(' ').slice(1);
};

test('RB9e RB10a the policy of the portal follows from API, Auth0 and Sentry', () => {
  expect(sourcesOf(portal, 'connect-src')).toEqual([
    "'self'",
    'https://api.bank.example',
    'https://o1.ingest.sentry.io',
    'https://tenant.eu.auth0.com',
  ]);
  expect(sourcesOf(portal, 'frame-src')).toEqual(["'self'", 'https://tenant.eu.auth0.com']);
  expect(sourcesOf(portal, 'worker-src')).toEqual(["'self'", 'blob:']);
  expect(sourcesOf(portal, 'script-src')).toEqual(["'self'"]);
});

test('RB9e the Flutter app loads the libraries of Auth0 and Sentry from their servers', () => {
  expect(sourcesOf(webApp, 'script-src')).toEqual([
    "'self'",
    "'wasm-unsafe-eval'",
    'https://browser.sentry-cdn.com',
    'https://cdn.auth0.com',
    'https://www.gstatic.com/flutter-canvaskit/',
  ]);
});

test('RB9e without Auth0 and Sentry the policy names neither', () => {
  expect(siteOf(SpaToolchain.flutter(), {}).contentSecurityPolicy).toBe(
    siteIn(undefined, { toolchain: SpaToolchain.flutter() }).contentSecurityPolicy,
  );
});

test.each([
  [
    ...(['portal', SpaToolchain.vite(), portal] as const),
    [
      'VITE_API_BASE_URL=https://api.bank.example/v1',
      'VITE_AUTH_DOMAIN=Tenant.EU.auth0.com.',
      'VITE_AUTH_CLIENT_ID=client',
      'VITE_SENTRY_DSN=https://key@o1.ingest.sentry.io/2',
      'VITE_SENTRY_RELEASE=<fill in>',
    ],
  ],
  [
    ...(['web app', SpaToolchain.flutter(), webApp] as const),
    [
      '--dart-define=AUTH0_DOMAIN=Tenant.EU.auth0.com.',
      '--dart-define=AUTH0_CLIENT_ID=client',
      '--dart-define=GRAPHQL_ENDPOINT=https://api.bank.example/api/graphql',
      '--dart-define=SENTRY_ENV=production',
    ],
  ],
])('RB9d the build of the %s gets its keys; what the infrastructure does not know is left for CI', (...row) => {
  const [, toolchain, site, lines] = row;
  const unknown = siteOf(toolchain, {}).buildSettings;

  expect(site.buildSettings.map(({ line }) => line)).toEqual(lines);
  expect(unknown.map(({ line }) => line)).toEqual(lines.map((line) => line.replace(/=[^=]*$/, '=<fill in>')));
  expect(unknown.map(({ value }) => value)).toEqual(lines.map(() => undefined));
});

test.each(['https://tenant.region.auth0.com', '*.auth0.com'])('`auth0Domain` refuses %s', (auth0Domain) => {
  expect(() => SiteBackends.forToolchain(SpaToolchain.vite(), { auth0Domain })).toThrowProblem(
    'site-backends/not-a-tenant',
    'auth0Domain',
    auth0Domain,
    'SiteBackends.forToolchain',
  );
});

test.each<[string, unknown, unknown]>([
  ['toolchain', 'vite', {}],
  ['options', SpaToolchain.vite(), 'https://api.bank.example'],
  ['apiUrl', SpaToolchain.vite(), { apiUrl: 1 }],
])('`%s` refuses a value of another type', (prop, toolchain, given) => {
  const value = { toolchain, options: given, apiUrl: 1 }[prop];

  expect(() => SiteBackends.forToolchain(toolchain as any, given as any)).toThrowProblem(
    'props/wrong-type',
    prop,
    value,
    'SiteBackends.forToolchain',
  );
});
