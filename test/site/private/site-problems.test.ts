import { Lazy } from 'aws-cdk-lib';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { SpaBackends, StaticSpaSiteProps } from '../../../src/site';
import { workloadStack } from '../../support/cloud';
import { domainIn, problemsWith, siteIn } from '../../support/site';

const named = (name = 'app.bank.example', redirectFrom: string[] = []): Partial<StaticSpaSiteProps> => {
  return { domain: domainIn(workloadStack(), name, { redirectFrom }) };
};

test.each([
  ...['ab', 'Upper', 'under_score', 'with.dot', '-a-', 'xn--bank', 'sthree-bank', 'a'.repeat(64)],
  ...['bank-s3alias', 'bank--ol-s3', 'bank--x-s3', 'bank--table-s3'],
])('"%s" is refused as the name of a bucket', (bucketName) => {
  expect(problemsWith({ bucketName })).toEqual([
    `'bucketName' is "${bucketName}", but must be 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends and no reserved prefix or suffix: choose such a name without dots, or leave it out [site/not-a-bucket-name]`,
  ]);
});

test.each<[prop: keyof SpaBackends, value: string, example: string]>([
  ['apiUrl', 'http://api.bank.example', 'https://api.bank.example'],
  ['apiUrl', 'api.bank.example', 'https://api.bank.example'],
  ['graphqlUrl', '/api/graphql', 'https://api.bank.example/api/graphql'],
  ['sentryDsn', 'https://', 'https://key@o1.ingest.sentry.io/2'],
])("a backend '%s' as %s is refused", (prop, value, example) => {
  expect(problemsWith({ backends: { [prop]: value } })).toEqual([
    `'backends.${prop}' is "${value}", but must begin with https://, since browsers block other calls from a page over TLS: write it like "${example}" [site/not-an-address]`,
  ]);
});

test.each(['https://tenant.region.auth0.com', '*.auth0.com'])('`backends.auth0Domain` refuses %s', (auth0Domain) => {
  expect(problemsWith({ backends: { auth0Domain } })).toEqual([
    `'backends.auth0Domain' is "${auth0Domain}", but must be the domain name of the Auth0 tenant, without scheme and path: write it like "tenant.region.auth0.com" [site/not-a-tenant]`,
  ]);
});

test.each([
  ['domain.name', named('*.bank.example')],
  ['domain.redirectFrom', named('app.bank.example', ['*.bank.example'])],
])("a wildcard in '%s' is refused", (prop, props) => {
  expect(problemsWith(props)).toEqual([
    `'${prop}' is "*.bank.example", but must be a full domain name, such as "app.bank.example", without wildcards: write each name out [site/not-a-site-name]`,
  ]);
});

test('`domain.redirectFrom` refuses the name itself', () => {
  expect(problemsWith(named('app.bank.example', ['App.bank.example']))).toEqual([
    `'domain.redirectFrom' is "app.bank.example", but cannot redirect to itself: remove it from the list [site/redirect-to-itself]`,
  ]);
});

test.each(['users/', '/users', '/', 'users'])('"%s" is refused as a prefix of routes', (route) => {
  expect(problemsWith({ routesWithDots: [route] })).toEqual([
    `'routesWithDots' is "${route}", but must begin and end with a slash: write it like "/users/" [site/not-a-route-prefix]`,
  ]);
});

test.each(Object.values(SecurityPolicyProtocol))('%s is taken only if it is one of three', (tlsPolicy) => {
  const refusal = `'tlsPolicy' is "${tlsPolicy}", but cannot allow TLS versions or ciphers that no current browser needs: use TLS_V1_2_2021, TLS_V1_2_2025 or TLS_V1_3_2025, or leave it out [site/old-tls]`;
  const isGood = ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'].includes(tlsPolicy);

  expect(problemsWith({ ...named(), tlsPolicy })).toEqual(isGood ? [] : [refusal]);
});

test('`tlsPolicy` refuses any value without a name: it would change nothing', () => {
  expect(problemsWith({ tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025 })).toEqual([
    `'tlsPolicy' is "TLSv1.3_2025", but CloudFront decides the TLS policy of its own name under cloudfront.net: give the site a 'domain', or leave it out [site/tls-without-name]`,
  ]);
});

test.each([
  'arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/a/1',
  'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/a/1',
  'edge',
])('the web ACL "%s" is refused', (webAclArn) => {
  expect(problemsWith({ webAclArn })).toEqual([
    `'webAclArn' is "${webAclArn}", but must be a web ACL of scope CLOUDFRONT, which is in us-east-1: pass an ARN like "arn:aws:wafv2:us-east-1:111111111111:global/webacl/name/id" [site/not-a-global-web-acl]`,
  ]);
});

test.each<Partial<StaticSpaSiteProps>>([
  ...['abc', 'prd-rl-bank-webapp', 'a'.repeat(63)].map((bucketName) => ({ bucketName })),
  { backends: { auth0Domain: 'tenant.region.auth0.com' } },
])('a site takes %j', (props) => {
  expect(problemsWith(props)).toEqual([]);
});

test('the site tells all problems at once, and none of what only CloudFormation knows', () => {
  const bucketName = Lazy.string({ produce: () => 'X' });

  expect(() => siteIn(workloadStack(), { bucketName, webAclArn: 'edge', routesWithDots: ['/'] })).toThrowProblems(
    [
      ['site/not-a-route-prefix', 'routesWithDots', '/'],
      ['site/not-a-global-web-acl', 'webAclArn', 'edge'],
    ],
    'Web/Site',
  );
});
