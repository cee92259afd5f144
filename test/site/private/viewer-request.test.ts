import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as fc from 'fast-check';
import { SpaToolchain, StaticSpaSiteProps } from '../../../src/site';
import { resourcesOf, workloadStack } from '../../support/cloud';
import { lint } from '../../support/edge-lint';
import { EdgeRuntime } from '../../support/edge-runtime';
import { domainIn, siteIn, siteToRead } from '../../support/site';

/** The functions of a site, and of an API under its name, as the template carries them. */
function functionsOf(props: Partial<StaticSpaSiteProps> = {}, name = 'app.bank.example') {
  const stack = workloadStack();
  const redirectFrom = name.startsWith('*') ? [] : ['bank.example', 'www.bank.example'];
  const site = siteIn(stack, { domain: domainIn(stack, name, { redirectFrom }), ...props });
  site.addApi('/api/*', new HttpOrigin('api.bank.example'));
  return resourcesOf(stack, 'AWS::CloudFront::Function').map(({ Properties }) => Properties);
}

/** The very text that the template carries. */
const textOf = (props: Partial<StaticSpaSiteProps> = {}): string => functionsOf(props)[0].FunctionCode;

const [ofVite, ofApi] = functionsOf();
const [ofTenants, ofTenantsApi] = functionsOf({}, '*.bank.example');
const [nameless] = resourcesOf(siteToRead().stack, 'AWS::CloudFront::Function');
const TEXTS: Record<string, string> = {
  'a Vite app': ofVite.FunctionCode,
  'a Flutter app with dots in routes': textOf({
    toolchain: SpaToolchain.flutter(),
    routesWithDots: ['/users/', "/$'/"],
  }),
  'a site without a name': nameless.Properties.FunctionCode,
  'an API under the name': ofApi.FunctionCode,
  'a site of many tenants': ofTenants.FunctionCode,
  'an API of many tenants': ofTenantsApi.FunctionCode,
};
const [vite, flutter, unnamed, guard, ...wildcards] = Object.values(TEXTS).map((text) => new EdgeRuntime(text));
const from = (host: string) => ({ headers: { host: { value: host } } });

test.each(Object.entries(TEXTS))('the text for %s is in the language of the edge and within its limit', (_, text) => {
  expect(lint(text)).toEqual([]);
});

test('the functions run on the runtime whose language they are in, whatever the flags of the app', () => {
  [ofVite, ofApi].forEach((it) => expect(it.FunctionConfig.Runtime).toBe('cloudfront-js-2.0'));
});

test('the text is the same whatever the order of the paths, and whatever is in them', () => {
  expect(textOf({ routesWithDots: ['/$&x/', '/a/'] })).toBe(textOf({ routesWithDots: ['/a/', '/$&x/'] }));
  expect(textOf({ routesWithDots: ['/$&x/'] })).toContain('"/$&x/"');
});

test('a text that CloudFront would refuse for its length is refused at synth', () => {
  const routesWithDots = Array.from({ length: 600 }, (_, index) => `/users-${index}/`);

  expect(() => textOf({ routesWithDots })).toThrowProblem(
    'site/function-too-long',
    'routesWithDots',
    '600 paths, beside 2 names that redirect',
  );
});

describe('RB9b routes of the app', () => {
  test.each([
    ...['/', '//', '/accounts', '/accounts/', '/accounts/42/transfers', '/v1.2/users', '/%C3%BC', '/a%20b'],
    '/x/assets/y',
  ])('%s is index.html', (uri) => {
    expect(vite.handle(uri).uri).toBe('/index.html');
  });

  test.each([
    ...['/index.html', '/favicon.ico', '/assets/index-4f2a.js', '/IMAGE.PNG', '/missing.css', '/a%2Ejs', '/a.woff2'],
    ...['/a.mp4', '/site.webmanifest'],
  ])('%s is a file, and stays a 404 where it is missing', (uri) => {
    expect(vite.handle(uri).uri).toBe(uri);
  });

  test.each(['/assets/NOTICES', '/canvaskit/chromium/canvaskit', '/.well-known/apple-app-site-association'])(
    '%s is a file without an extension, in a folder of files',
    (uri) => {
      expect(flutter.handle(uri).uri).toBe(uri);
    },
  );

  test.each(['/assets/', '/.well-known/'])('the folder %s itself is no file', (uri) => {
    expect(flutter.handle(uri).uri).toBe('/index.html');
  });

  test('a dot is part of a route where the team says so', () => {
    expect(flutter.handle('/users/jane.doe').uri).toBe('/index.html');
    expect(flutter.handle('/members/jane.doe').uri).toBe('/members/jane.doe');
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
    expect(unnamed.handle('/accounts', from('d111111abcdef8.cloudfront.net')).uri).toBe('/index.html');
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

describe('CM3 hosts of a wildcard, before the app and before an API', () => {
  const servedBy = (host: string) => wildcards.map((edge) => edge.handle('/x.js', from(host)).uri === '/x.js');

  test.each(['acme.bank.example', 'ACME.Bank.Example', 'a-1.bank.example:443', 'xn--caf-dma.bank.example'])(
    '"%s" is the site',
    (host) => {
      expect(servedBy(host)).toEqual([true, true]);
    },
  );

  test.each([
    ...['bank.example', 'a.b.bank.example', '.bank.example', 'a..bank.example', 'bank.example.', 'acme.bank.example.'],
    ...[
      'd111111abcdef8.cloudfront.net',
      'acme.bank.example.evil.example',
      'evil-bank.example',
      'acme.evil.example',
      '',
    ],
  ])('"%s" is not', (host) => {
    expect(servedBy(host)).toEqual([false, false]);
    expect(wildcards[1].handle('/', from(host)).statusCode).toBe(404);
  });

  test('one label below the wildcard is the site, and no other number of labels', () => {
    const labels = fc.array(fc.constantFrom('a', 'bank', 'example', 'b-2'), { maxLength: 4 });
    fc.assert(
      fc.property(labels, (below) => {
        const isSite = below.length === 1;
        expect(servedBy([...below, 'bank', 'example'].join('.'))).toEqual([isSite, isSite]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('before an API under the name, the function', () => {
  test.each(['/api/users', '/api/..%2f'])('leaves the path %s as it is', (uri) => {
    expect(guard.handle(uri).uri).toBe(uri);
  });

  test('refuses other hosts, and redirects from names that do, by a status that keeps the method', () => {
    expect(guard.handle('/api/users', from('d111111abcdef8.cloudfront.net')).statusCode).toBe(404);
    expect(guard.handle('/api/users', from('www.bank.example')).statusCode).toBe(308);
  });
});

describe('what nobody should walk', () => {
  test.each([
    ...['/.', '/..', '/assets/..', '/assets/%2e%2e/', '/assets/..%2f', '/.well-known/../', '/%zz'],
    ...['/_releases/1/index.html', '/%5Freleases/1/index.html', '//_releases/1/main.dart.js', '/a/../_releases/x.js'],
  ])('%s is not served: a way up, a copy of an earlier release, or what cannot be decoded', (uri) => {
    expect(vite.handle(uri)).toMatchObject({ statusCode: 404, headers: { 'cache-control': { value: 'no-store' } } });
  });

  test.each(['.evil.example', '@evil.example'])('a path that begins with no slash leads nowhere else: %s', (uri) => {
    expect(vite.handle(uri, from('www.bank.example')).statusCode).toBe(404);
  });

  test.each(['/%0d%0aSet-Cookie:x', '/%C3%BC'])('%s stays encoded in a redirect', (uri) => {
    expect(vite.handle(uri, from('www.bank.example')).headers!.location.value).toBe(`https://app.bank.example${uri}`);
  });
});

/** As whoever walks dots and slashes would read it. */
function decodedOnce(uri: string): string {
  const key = decodeURIComponent(uri).replace(/^\/+/, '');
  return `/${key.replace(/[?#\\]/g, '_')}`;
}

describe('over thousands of paths', () => {
  const telling = [
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
  ];
  const short = fc.string({ maxLength: 12 });
  // Long ones repeat a short one: a letter that is drawn by itself takes more time than the function.
  const long = fc.tuple(short, fc.integer({ min: 40, max: 160 })).map(([text, times]) => text.repeat(times));
  const paths = fc
    .array(fc.oneof(short, fc.constantFrom(...telling), long), { maxLength: 8 })
    .map((segments) => `/${segments.join('/').replace(/[?#]/g, '')}`);

  /** What is wrong with what the function makes of a path. */
  const problemsOf = (edge: EdgeRuntime, path: string) => {
    const { uri, statusCode } = edge.handle(path);
    const isRefused = uri === undefined && statusCode === 404;
    const isServed = statusCode === undefined && (uri === path || uri === '/index.html');
    const rules = {
      'it is neither as it was, nor the app, nor refused': isRefused || isServed,
      'S3 gets an empty key, and lists the bucket':
        isRefused || new URL(decodedOnce(uri!), 'https://s3').pathname.replace(/\/+/g, '') !== '',
      'decided again it is another': isRefused || edge.handle(uri!).uri === uri,
    };
    return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [`${path}: ${rule}`]));
  };

  test.each([
    ['Vite', vite],
    ['Flutter', flutter],
  ])('each is left, or is the app, or is refused, lists no bucket, and is decided once: %s', (_, edge) => {
    fc.assert(
      fc.property(paths, (path) => {
        const problems = problemsOf(edge, path);
        if (problems.length > 0) {
          throw new Error(problems.join('\n'));
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('a path of eight kilobytes is decided too', () => {
    expect(vite.handle(`/${'a'.repeat(8000)}`).uri).toBe('/index.html');
    expect(vite.handle(`/${'a'.repeat(8000)}.js`).uri).toMatch(/\.js$/);
  });
});
