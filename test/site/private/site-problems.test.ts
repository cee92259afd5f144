import { Lazy } from 'aws-cdk-lib';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { StaticSpaSiteProps } from '../../../src/site';
import { workloadStack } from '../../support/cloud';
import { domainIn, siteIn } from '../../support/site';

const attempt = (props: Partial<StaticSpaSiteProps>, stack = workloadStack()) => expect(() => siteIn(stack, props));

describe('a bucket name', () => {
  test.each([
    'ab',
    'Upper',
    'under_score',
    'with.dot',
    '-a-',
    'xn--bank',
    'sthree-bank',
    'bank-s3alias',
    'bank--ol-s3',
    'bank--x-s3',
    'bank--table-s3',
    'a'.repeat(64),
  ])('"%s" is refused', (bucketName) => {
    attempt({ bucketName }).toThrow(
      `'bucketName' is "${bucketName}", but S3 takes 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends and no reserved prefix or suffix: choose such a name without dots, or leave it out [site/not-a-bucket-name at Web/Site]`,
    );
  });

  test.each(['abc', 'prd-rl-bank-webapp', 'a'.repeat(63), Lazy.string({ produce: () => 'X' })])(
    '%s is taken',
    (bucketName) => {
      attempt({ bucketName }).not.toThrow();
    },
  );
});

describe('a backend', () => {
  test.each([
    ['apiUrl', 'http://api.bank.example', 'https://api.bank.example'],
    ['apiUrl', 'api.bank.example', 'https://api.bank.example'],
    ['graphqlUrl', '/api/graphql', 'https://api.bank.example/api/graphql'],
    ['sentryDsn', 'https://', 'https://key@o1.ingest.sentry.io/2'],
  ])("'%s' as %s is refused", (prop, value, example) => {
    attempt({ backends: { [prop]: value } }).toThrow(
      `'backends.${prop}' is "${value}", but it has to be an address that begins with https://, since the page is loaded over TLS: write it like "${example}" [site/not-an-address at Web/Site]`,
    );
  });

  test("'auth0Domain' with a scheme is refused, the document's is taken", () => {
    attempt({ backends: { auth0Domain: 'https://tenant.region.auth0.com' } }).toThrow(
      `'backends.auth0Domain' is "https://tenant.region.auth0.com", but it has to be the domain of the tenant, without scheme and path: write it like "tenant.region.auth0.com" [site/not-a-tenant at Web/Site]`,
    );
    attempt({ backends: { auth0Domain: 'tenant.region.auth0.com' } }).not.toThrow();
    attempt({ backends: { auth0Domain: '*.auth0.com' } }).toThrow(`'backends.auth0Domain' is "*.auth0.com"`);
  });
});

describe('a domain', () => {
  const named = (name: string, redirectFrom: string[] = []) => {
    const stack = workloadStack();
    return attempt({ domain: domainIn(stack, name, { redirectFrom }) }, stack);
  };

  test('with a wildcard is refused', () => {
    named('*.bank.example').toThrow(
      `'domain.name' is "*.bank.example", but a site has full names, such as "app.bank.example", and no wildcards: write each name out [site/not-a-site-name at Web/Site]`,
    );
    named('app.bank.example', ['*.bank.example']).toThrow(`'domain.redirectFrom' is "*.bank.example"`);
  });

  test('that redirects to itself is refused', () => {
    named('app.bank.example', ['App.bank.example']).toThrow(
      `'domain.redirectFrom' is "app.bank.example", but a name cannot redirect to itself: take it out of the list [site/redirect-to-itself at Web/Site]`,
    );
  });
});

test.each(['users/', '/users', '/', 'users'])('"%s" is refused as a prefix of routes', (route) => {
  attempt({ routesWithDots: [route] }).toThrow(
    `'routesWithDots' is "${route}", but it has to begin and end with a slash: write it like "/users/" [site/not-a-route-prefix at Web/Site]`,
  );
});

const GOOD = ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'];

test.each(Object.values(SecurityPolicyProtocol))('%s is taken only if it is one of three', (tlsPolicy) => {
  const stack = workloadStack();
  const attempted = attempt({ tlsPolicy, domain: domainIn(stack) }, stack);

  if (GOOD.includes(tlsPolicy)) {
    attempted.not.toThrow();
  } else {
    attempted.toThrow(
      `'tlsPolicy' is "${tlsPolicy}", but it accepts TLS or ciphers that no browser of today needs: take TLS_V1_2_2021, TLS_V1_2_2025 or TLS_V1_3_2025, or leave it out [site/old-tls at Web/Site]`,
    );
  }
});

test('a TLS policy without a name is refused: it would change nothing', () => {
  attempt({ tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025 }).toThrow(
    `'tlsPolicy' is "TLSv1.3_2025", but under CloudFront's own name there is CloudFront's own certificate, and no choice: give the site a 'domain', or leave it out [site/tls-without-name at Web/Site]`,
  );
});

test.each([
  'arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/a/1',
  'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/a/1',
  'edge',
])('the web ACL "%s" is refused', (webAclArn) => {
  attempt({ webAclArn }).toThrow(
    `'webAclArn' is "${webAclArn}", but CloudFront takes web ACLs of scope CLOUDFRONT, which lie in us-east-1: pass an ARN like "arn:aws:wafv2:us-east-1:111111111111:global/webacl/name/id" [site/not-a-global-web-acl at Web/Site]`,
  );
});
