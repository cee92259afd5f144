import { Lazy, Stack } from 'aws-cdk-lib';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { StaticSpaSiteProps } from '../../../src/site';
import { newApp, workloadStack } from '../../support/cloud';
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

test.each([SecurityPolicyProtocol.TLS_V1, SecurityPolicyProtocol.TLS_V1_1_2016])('%s is refused', (tlsPolicy) => {
  attempt({ tlsPolicy }).toThrow(
    `'tlsPolicy' is "${tlsPolicy}", but it accepts TLS below 1.2, which no browser of today needs: take TLS_V1_2_2021 or newer, or leave it out [site/old-tls at Web/Site]`,
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

test('a region that an account opts into has no log delivery, unless the logs go elsewhere', () => {
  const optedIn = () => new Stack(newApp(), 'Web', { env: { account: '111111111111', region: 'ap-southeast-3' } });
  const stack = optedIn();

  attempt({}, optedIn()).toThrow(
    `'accessLogBucket' is missing, but CloudFront delivers no logs to a bucket in ap-southeast-3: pass a bucket of another region, with ACLs enabled [site/no-log-delivery at Web/Site]`,
  );
  attempt({ accessLogBucket: Bucket.fromBucketName(stack, 'Theirs', 'their-logs') }, stack).not.toThrow();
});

test('a key that nobody could publish with is refused', () => {
  attempt({ customerKey: { publisherArns: [] } }).toThrow(
    `'customerKey.publisherArns' is [], but publishing needs the key, and the role of a publisher has no KMS action of its own: name the ARN of the role that publishes [site/nobody-may-publish at Web/Site]`,
  );
});

test.each(['api/*', '/*', '*', '/', `/${'a'.repeat(255)}`])('"%s" is refused as the path of an API', (pathPattern) => {
  expect(() => siteIn().addApi(pathPattern, new HttpOrigin('api.bank.example'))).toThrow(
    `'pathPattern' is "${pathPattern}", but it has to begin with a slash and a name, and \`/*\` would be the whole site: write it like "/api/*" [site/not-an-api-path at Web/Site]`,
  );
});

test.each(['/api', '/api/*', '/graphql', '/api/v?/*'])('"%s" is taken as the path of an API', (pathPattern) => {
  expect(() => siteIn().addApi(pathPattern, new HttpOrigin('api.bank.example'))).not.toThrow();
});
