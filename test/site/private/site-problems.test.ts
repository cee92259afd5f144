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
    `'bucketName' is "${bucketName}", but S3 takes 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends and no reserved prefix or suffix: choose such a name without dots, or leave it out [site/not-a-bucket-name]`,
  ]);
});

test.each<[prop: keyof SpaBackends, value: string, example: string]>([
  ['apiUrl', 'http://api.bank.example', 'https://api.bank.example'],
  ['apiUrl', 'api.bank.example', 'https://api.bank.example'],
  ['graphqlUrl', '/api/graphql', 'https://api.bank.example/api/graphql'],
  ['sentryDsn', 'https://', 'https://key@o1.ingest.sentry.io/2'],
])("a backend '%s' as %s is refused", (prop, value, example) => {
  expect(problemsWith({ backends: { [prop]: value } })).toEqual([
    `'backends.${prop}' is "${value}", but it has to be an address that begins with https://, since the page is loaded over TLS: write it like "${example}" [site/not-an-address]`,
  ]);
});

test.each(['https://tenant.region.auth0.com', '*.auth0.com'])('the tenant %s is refused', (auth0Domain) => {
  expect(problemsWith({ backends: { auth0Domain } })).toEqual([
    `'backends.auth0Domain' is "${auth0Domain}", but it has to be the domain of the tenant, without scheme and path: write it like "tenant.region.auth0.com" [site/not-a-tenant]`,
  ]);
});

test.each([
  ['domain.name', named('*.bank.example')],
  ['domain.redirectFrom', named('app.bank.example', ['*.bank.example'])],
])("a wildcard in '%s' is refused", (prop, props) => {
  expect(problemsWith(props)).toEqual([
    `'${prop}' is "*.bank.example", but a site has full names, such as "app.bank.example", and no wildcards: write each name out [site/not-a-site-name]`,
  ]);
});

test('a name that redirects to itself is refused', () => {
  expect(problemsWith(named('app.bank.example', ['App.bank.example']))).toEqual([
    `'domain.redirectFrom' is "app.bank.example", but a name cannot redirect to itself: take it out of the list [site/redirect-to-itself]`,
  ]);
});

test.each(['users/', '/users', '/', 'users'])('"%s" is refused as a prefix of routes', (route) => {
  expect(problemsWith({ routesWithDots: [route] })).toEqual([
    `'routesWithDots' is "${route}", but it has to begin and end with a slash: write it like "/users/" [site/not-a-route-prefix]`,
  ]);
});

test.each(Object.values(SecurityPolicyProtocol))('%s is taken only if it is one of three', (tlsPolicy) => {
  const refusal = `'tlsPolicy' is "${tlsPolicy}", but it accepts TLS or ciphers that no browser of today needs: take TLS_V1_2_2021, TLS_V1_2_2025 or TLS_V1_3_2025, or leave it out [site/old-tls]`;
  const isGood = ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'].includes(tlsPolicy);

  expect(problemsWith({ ...named(), tlsPolicy })).toEqual(isGood ? [] : [refusal]);
});

test('a TLS policy without a name is refused: it would change nothing', () => {
  expect(problemsWith({ tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025 })).toEqual([
    `'tlsPolicy' is "TLSv1.3_2025", but under CloudFront's own name there is CloudFront's own certificate, and no choice: give the site a 'domain', or leave it out [site/tls-without-name]`,
  ]);
});

test.each([
  'arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/a/1',
  'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/a/1',
  'edge',
])('the web ACL "%s" is refused', (webAclArn) => {
  expect(problemsWith({ webAclArn })).toEqual([
    `'webAclArn' is "${webAclArn}", but CloudFront takes web ACLs of scope CLOUDFRONT, which lie in us-east-1: pass an ARN like "arn:aws:wafv2:us-east-1:111111111111:global/webacl/name/id" [site/not-a-global-web-acl]`,
  ]);
});

test.each<Partial<StaticSpaSiteProps>>([
  ...['abc', 'prd-rl-bank-webapp', 'a'.repeat(63)].map((bucketName) => ({ bucketName })),
  { backends: { auth0Domain: 'tenant.region.auth0.com' } },
])('%j is taken', (props) => {
  expect(problemsWith(props)).toEqual([]);
});

test('the site tells all problems at once, and none of what only CloudFormation knows', () => {
  const bucketName = Lazy.string({ produce: () => 'X' });

  expect(() => siteIn(workloadStack(), { bucketName, webAclArn: 'edge', routesWithDots: ['/'] })).toThrow(
    '2 problems [site/not-a-route-prefix, site/not-a-global-web-acl at Web/Site]:',
  );
});
