import { Lazy, Token } from 'aws-cdk-lib';
import { SpaBackend, SpaToolchain } from '../../../src/site';
import { contentSecurityPolicy } from '../../../src/site/private/content-security-policy';

/** A login in a frame of its own server, an API and a WebSocket. */
const backends: SpaBackend[] = [
  {
    urls: ['https://login.tracker.example/oauth2'],
    contentSecuritySources: { 'frame-src': ['https://login.tracker.example'] },
  },
  { urls: ['https://key@api.tracker.example:8443/v1', 'wss://live.tracker.example/events'] },
];

/** The policy as a map from directive to sources. */
function policyOf(toolchain: SpaToolchain, called: SpaBackend[] = [], further = {}): Record<string, string[]> {
  const directives = contentSecurityPolicy(toolchain, called, further).split('; ');
  return Object.fromEntries(
    directives.map((directive) => directive.split(' ')).map(([name, ...sources]) => [name, sources]),
  );
}

test('by default an app loads from its own origin and nothing else', () => {
  expect(contentSecurityPolicy(SpaToolchain.vite(), [], {})).toBe(
    "base-uri 'self'; connect-src 'self'; default-src 'self'; font-src 'self'; form-action 'self'; " +
      "frame-ancestors 'none'; img-src 'self' blob: data:; object-src 'none'; script-src 'self'; style-src 'self'; " +
      'upgrade-insecure-requests',
  );
});

test('an app calls the origins of its backends, with what else their libraries need', () => {
  const policy = policyOf(SpaToolchain.vite(), backends);

  expect(policy['connect-src']).toEqual([
    "'self'",
    'https://api.tracker.example:8443',
    'https://login.tracker.example',
    'wss://live.tracker.example',
  ]);
  expect(policy['frame-src']).toEqual(['https://login.tracker.example']);
  expect(policy['script-src']).toEqual(["'self'"]);
});

test('RB9e the policy of a Flutter app lets wasm run, and canvaskit and fonts come from Google', () => {
  const policy = policyOf(SpaToolchain.flutter());

  expect(policy['script-src']).toEqual([
    ...["'self'", "'wasm-unsafe-eval'", 'https://www.gstatic.com/flutter-canvaskit/'],
  ]);
  expect(policy['font-src']).toEqual(["'self'", 'https://fonts.gstatic.com/s/']);
  expect(policy['connect-src']).toEqual(
    expect.arrayContaining(['https://fonts.gstatic.com/s/', 'https://www.gstatic.com/flutter-canvaskit/']),
  );
  expect(policy['style-src']).toEqual(["'self'", "'unsafe-inline'"]);
});

test('RB9e a Flutter app with its own resources names no server of Google', () => {
  expect(contentSecurityPolicy(SpaToolchain.flutter({ ownWebResources: true }), backends, {})).not.toContain('gstatic');
});

test("the team's sources come on top, and push 'none' aside", () => {
  const policy = policyOf(SpaToolchain.vite(), [], {
    'frame-ancestors': ['https://intranet.bank.example'],
    'img-src': ['https://images.example'],
    'media-src': ["'self'"],
  });

  expect(policy['frame-ancestors']).toEqual(['https://intranet.bank.example']);
  expect(policy['img-src']).toEqual(["'self'", 'blob:', 'data:', 'https://images.example']);
  expect(policy['media-src']).toEqual(["'self'"]);
});

test('the order in which a map or a list comes does not show', () => {
  const toolchain = SpaToolchain.vite();
  const one = { 'img-src': ['https://b.example', 'https://a.example'], 'font-src': ['https://f.example'] };
  const other = { 'font-src': ['https://f.example'], 'img-src': ['https://a.example', 'https://b.example'] };

  const reversed = [...backends].reverse();

  expect(contentSecurityPolicy(toolchain, backends, one)).toBe(contentSecurityPolicy(toolchain, reversed, other));
});

test('an address that only CloudFormation knows is taken as it is', () => {
  const url = Lazy.string({ produce: () => 'https://late.example' });

  expect(Token.isUnresolved(contentSecurityPolicy(SpaToolchain.vite(), [{ urls: [url] }], {}))).toBe(true);
});
