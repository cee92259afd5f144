import { Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { BankDns, ZoneSource } from '../../../src/network';
import { SiteDomain, SpaToolchain, StaticSpaSite, StaticSpaSiteProps } from '../../../src/site';
import { resourcesOf, workloadStack } from '../../support/cloud';
import { lint } from '../../support/edge-lint';
import { EdgeRuntime } from '../../support/edge-runtime';

const FUNCTION = 'AWS::CloudFront::Function';

/** The very text that the template carries. */
function textOf(props: Partial<StaticSpaSiteProps> = {}, named = true): string {
  const stack = workloadStack();
  new StaticSpaSite(stack, 'Site', {
    toolchain: SpaToolchain.vite(),
    domain: named ? domainIn(stack) : undefined,
    ...props,
  });
  return resourcesOf(stack, FUNCTION)[0].Properties.FunctionCode;
}

function domainIn(stack: Stack): SiteDomain {
  const zone = ZoneSource.existing('Z0123456789ABCDEFGHIJ');
  const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
  return SiteDomain.inZone(dns, 'app.bank.example', { redirectFrom: ['bank.example', 'www.bank.example'] });
}

const vite = new EdgeRuntime(textOf());
const flutter = new EdgeRuntime(textOf({ toolchain: SpaToolchain.flutter() }));
const from = (host: string) => ({ headers: { host: { value: host } } });

describe.each([
  ['Vite', textOf()],
  ['Flutter', textOf({ toolchain: SpaToolchain.flutter(), routesWithDots: ['/users/'] })],
  ['no name', textOf({}, false)],
])('the text for %s', (_, text) => {
  test('is in the language of the edge and within its limit', () => {
    expect(lint(text)).toEqual([]);
  });
});

describe('RB9b routes of the app', () => {
  test.each([
    '/',
    '//',
    '/accounts',
    '/accounts/',
    '/accounts/42/transfers',
    '/v1.2/users',
    '/%C3%BC',
    '/a%20b',
    '/.',
    '/..',
  ])('%s is index.html', (uri) => {
    expect(vite.handle(uri).uri).toBe('/index.html');
  });

  test.each(['/index.html', '/favicon.ico', '/assets/index-4f2a.js', '/IMAGE.PNG', '/missing.css', '/a%2Ejs'])(
    '%s is a file, and stays a 404 where it is missing',
    (uri) => {
      expect(vite.handle(uri).uri).toBe(uri);
    },
  );

  test.each(['/assets/NOTICES', '/canvaskit/chromium/canvaskit', '/.well-known/apple-app-site-association'])(
    '%s is a file without an extension, in a folder of files',
    (uri) => {
      expect(flutter.handle(uri).uri).toBe(uri);
    },
  );

  test('a folder itself is no file', () => {
    expect(flutter.handle('/assets/').uri).toBe('/index.html');
    expect(flutter.handle('/.well-known/').uri).toBe('/index.html');
  });

  test('a dot is part of a route where the team says so', () => {
    const edge = new EdgeRuntime(textOf({ routesWithDots: ['/users/'] }));

    expect(edge.handle('/users/jane.doe').uri).toBe('/index.html');
    expect(edge.handle('/members/jane.doe').uri).toBe('/members/jane.doe');
    expect(vite.handle('/users/jane.doe').uri).toBe('/users/jane.doe');
  });

  test('a query stays with its request', () => {
    const querystring = { 'list-type': { value: '2' } };

    expect(vite.handle('/', { querystring })).toMatchObject({ uri: '/index.html', querystring });
  });
});

describe('hosts', () => {
  test.each(['d111111abcdef8.cloudfront.net', 'evil.example', 'api.bank.example', '', 'app.bank.example.evil.example'])(
    '"%s" is not the site',
    (host) => {
      expect(vite.handle('/', from(host)).statusCode).toBe(404);
    },
  );

  test.each(['app.bank.example', 'App.Bank.Example', 'app.bank.example:443'])('"%s" is the site', (host) => {
    expect(vite.handle('/', from(host)).uri).toBe('/index.html');
  });

  test('without a name of its own, the name that CloudFront gives is the site', () => {
    const edge = new EdgeRuntime(textOf({}, false));

    expect(edge.handle('/accounts', from('d111111abcdef8.cloudfront.net')).uri).toBe('/index.html');
  });

  test.each(['bank.example', 'www.bank.example'])('"%s" redirects, path and query included', (host) => {
    const querystring = { a: { value: '1', multiValue: [{ value: '1' }, { value: '2' }] }, flag: { value: '' } };

    expect(vite.handle('/accounts/42', { ...from(host), querystring })).toMatchObject({
      statusCode: 301,
      headers: { location: { value: 'https://app.bank.example/accounts/42?a=1&a=2&flag' } },
    });
    expect(vite.handle('/', from(host)).headers!.location.value).toBe('https://app.bank.example/');
  });
});

describe('copies of earlier releases', () => {
  test.each([
    '/_releases/1/index.html',
    '/%5Freleases/1/index.html',
    '//_releases/1/main.dart.js',
    '/a/../_releases/x.js',
  ])('%s is not served', (uri) => {
    expect(vite.handle(uri).statusCode).toBe(404);
  });

  test('what cannot be decoded is not served', () => {
    expect(vite.handle('/%zz').statusCode).toBe(404);
  });
});

describe('over thousands of paths', () => {
  const segment = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '',
      '.',
      '..',
      '%2e%2e',
      '%2F',
      'assets',
      'ASSETS',
      'a.js',
      '_releases',
      '?list-type=2',
      '%3F',
      'é',
      '%',
    ),
    fc.string({ minLength: 500, maxLength: 2000 }),
  );
  const paths = fc.array(segment, { maxLength: 8 }).map((segments) => `/${segments.join('/').replace(/[?#]/g, '')}`);
  const run = (check: (path: string) => void) => fc.assert(fc.property(paths, check), { numRuns: 1500 });

  test('no request reaches S3 with an empty key, which would list the bucket', () => {
    run((path) => {
      const { uri, statusCode } = vite.handle(path);
      expect(statusCode === 404 || uri!.replace(/\/+$/, '') !== '').toBe(true);
    });
  });

  test('a path is left as it is, or is the app, or is refused', () => {
    run((path) => {
      const { uri, statusCode } = flutter.handle(path);
      expect([undefined, path, '/index.html']).toContain(uri);
      expect([undefined, 404]).toContain(statusCode);
    });
  });

  test('what was decided once is decided so again', () => {
    run((path) => {
      const { uri } = vite.handle(path);
      expect(uri === undefined || vite.handle(uri).uri).toBe(uri ?? true);
    });
  });

  test('a path of eight kilobytes is decided too', () => {
    expect(vite.handle(`/${'a'.repeat(8000)}`).uri).toBe('/index.html');
    expect(vite.handle(`/${'a'.repeat(8000)}.js`).uri).toMatch(/\.js$/);
  });
});
