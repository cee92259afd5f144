import { Stack } from 'aws-cdk-lib';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
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
    '/x/assets/y',
  ])('%s is index.html', (uri) => {
    expect(vite.handle(uri).uri).toBe('/index.html');
  });

  test.each([
    '/index.html',
    '/favicon.ico',
    '/assets/index-4f2a.js',
    '/IMAGE.PNG',
    '/missing.css',
    '/a%2Ejs',
    '/a.woff2',
    '/a.mp4',
    '/site.webmanifest',
  ])('%s is a file, and stays a 404 where it is missing', (uri) => {
    expect(vite.handle(uri).uri).toBe(uri);
  });

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
      statusCode: 308,
      headers: {
        location: { value: 'https://app.bank.example/accounts/42?a=1&a=2&flag' },
        'cache-control': { value: 'max-age=3600' },
      },
    });
    expect(vite.handle('/', from(host)).headers!.location.value).toBe('https://app.bank.example/');
  });
});

describe('what nobody should walk', () => {
  test.each(['/.', '/..', '/assets/..', '/assets/%2e%2e/', '/assets/..%2f', '/.well-known/../'])(
    '%s is not served',
    (uri) => {
      expect(vite.handle(uri)).toMatchObject({ statusCode: 404, headers: { 'cache-control': { value: 'no-store' } } });
    },
  );

  test.each(['.evil.example', '@evil.example'])('a path that begins with no slash leads nowhere else: %s', (uri) => {
    expect(vite.handle(uri, from('www.bank.example')).statusCode).toBe(404);
  });

  test.each(['/%0d%0aSet-Cookie:x', '/%C3%BC'])('%s stays encoded in a redirect', (uri) => {
    expect(vite.handle(uri, from('www.bank.example')).headers!.location.value).toBe(`https://app.bank.example${uri}`);
  });
});

describe('before an API under the name, the function', () => {
  const guardText = () => {
    const stack = workloadStack();
    const site = new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite(), domain: domainIn(stack) });
    site.addApi('/api/*', new HttpOrigin('api.bank.example'));
    return resourcesOf(stack, FUNCTION).find((it) => it.Properties.FunctionCode.includes('"routes": false'))!.Properties
      .FunctionCode;
  };
  const guard = new EdgeRuntime(guardText());

  test('is in the language of the edge', () => {
    expect(lint(guardText())).toEqual([]);
  });

  test('leaves every path as it is', () => {
    expect(guard.handle('/api/users').uri).toBe('/api/users');
    expect(guard.handle('/api/..%2f').uri).toBe('/api/..%2f');
  });

  test('refuses other hosts, and redirects from names that do, by a status that keeps the method', () => {
    expect(guard.handle('/api/users', from('d111111abcdef8.cloudfront.net')).statusCode).toBe(404);
    expect(guard.handle('/api/users', from('www.bank.example')).statusCode).toBe(308);
  });
});

test('the function runs on the runtime whose language it is in, whatever the flags of the app', () => {
  const stack = workloadStack();
  new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite() });

  expect(resourcesOf(stack, FUNCTION)[0].Properties.FunctionConfig.Runtime).toBe('cloudfront-js-2.0');
});

test('the text is the same whatever the order of the paths, and whatever is in them', () => {
  expect(textOf({ routesWithDots: ['/b/', '/a/'] })).toBe(textOf({ routesWithDots: ['/a/', '/b/'] }));
  expect(lint(textOf({ routesWithDots: ["/$'/", '/$&x/'] }))).toEqual([]);
  expect(textOf({ routesWithDots: ['/$&x/'] })).toContain('"/$&x/"');
});

test('a text that CloudFront would refuse for its length is refused at synth', () => {
  const routesWithDots = Array.from({ length: 600 }, (_, index) => `/users-${index}/`);

  expect(() => textOf({ routesWithDots })).toThrow(
    /'routesWithDots' is "600 paths, beside 2 names that redirect", but with them the function at the edge has \d+ bytes, and CloudFront takes 10240: name fewer, or paths that several share \[site\/function-too-long at Web\/Site\]/,
  );
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

/** As whoever walks dots and slashes would read it. */
function decodedOnce(uri: string): string {
  return `/${decodeURIComponent(uri)
    .replace(/^\/+/, '')
    .replace(/[?#\\]/g, '_')}`;
}

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
      expect(statusCode === 404 || new URL(decodedOnce(uri!), 'https://s3').pathname.replace(/\/+/g, '') !== '').toBe(
        true,
      );
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
