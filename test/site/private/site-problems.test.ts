import { Lazy } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { EdgeCertificate, EdgeFirewall, FirewallMode, FirewallScope } from '../../../src/edge';
import { SiteDomain, StaticSpaSiteProps } from '../../../src/site';
import { workloadStack, zoneOf } from '../../support/cloud';
import { domainIn, problemsWith, siteIn } from '../../support/site';

const ARN = 'arn:aws:acm:us-east-1:111111111111:certificate/11111111-2222-3333-4444-555555555555';

const named = (name = 'app.bank.example', redirectFrom: string[] = []): Partial<StaticSpaSiteProps> => {
  return { domain: domainIn(workloadStack(), name, { redirectFrom }) };
};

test.each([
  ...['ab', 'Upper', 'under_score', 'with.dot', '-a-', 'xn--bank', 'sthree-bank', 'a'.repeat(64)],
  ...['bank-s3alias', 'bank--ol-s3', 'bank--x-s3', 'bank--table-s3'],
])('`bucketName` refuses "%s"', (bucketName) => {
  expect(problemsWith({ bucketName })).toEqual([['site/not-a-bucket-name', 'bucketName', bucketName]]);
});

test.each(['*.example', '*', '*app.bank.example', 'app.*.bank.example', '*.*.bank.example', 'bank'])(
  '`domain.name` refuses "%s"',
  (name) => {
    expect(problemsWith(named(name))).toEqual([['site/not-a-site-name', 'domain.name', name]]);
  },
);

test('`domain.redirectFrom` refuses a wildcard', () => {
  expect(problemsWith(named('app.bank.example', ['*.bank.example']))).toEqual([
    ['site/not-a-site-name', 'domain.redirectFrom', '*.bank.example'],
  ]);
});

test('`domain.redirectFrom` refuses names where the site has a wildcard: they would redirect to no name', () => {
  expect(problemsWith(named('*.bank.example', ['bank.example', 'bank.test']))).toEqual([
    ['site/redirect-to-wildcard', 'domain.redirectFrom', ['bank.example', 'bank.test']],
  ]);
});

test('`domain.redirectFrom` refuses the name itself', () => {
  expect(problemsWith(named('app.bank.example', ['App.bank.example']))).toEqual([
    ['site/redirect-to-itself', 'domain.redirectFrom', 'app.bank.example'],
  ]);
});

test('`domain.certificate` refuses a certificate of another region than us-east-1', () => {
  const stack = workloadStack();
  const regional = new Certificate(stack, 'Certificate', { domainName: 'app.bank.example' });
  const imported = Certificate.fromCertificateArn(stack, 'Imported', ARN.replace('us-east-1', 'eu-west-1'));
  const ofCloudFront = Certificate.fromCertificateArn(stack, 'OfCloudFront', ARN);
  const edge = new EdgeCertificate(stack, 'Edge', { zone: zoneOf(stack), domainName: 'app.bank.example' });
  const problemsOf = (it: ICertificate) => problemsWith({ domain: SiteDomain.outsideRoute53('app.bank.example', it) });

  expect(problemsOf(regional)).toEqual([['site/certificate-elsewhere', 'domain.certificate', 'Web/Certificate']]);
  expect(problemsOf(imported)).toEqual([['site/certificate-elsewhere', 'domain.certificate', 'Web/Imported']]);
  expect([ofCloudFront, edge].flatMap(problemsOf)).toEqual([]);
});

test.each(['users/', '/users', '/', 'users'])('`routesWithDots` refuses "%s"', (route) => {
  expect(problemsWith({ routesWithDots: [route] })).toEqual([['site/not-a-route-prefix', 'routesWithDots', route]]);
});

test.each(Object.values(SecurityPolicyProtocol))('`tlsPolicy` takes %s only if it is one of three', (tlsPolicy) => {
  const refusal = ['site/old-tls', 'tlsPolicy', tlsPolicy];
  const isGood = ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'].includes(tlsPolicy);

  expect(problemsWith({ ...named(), tlsPolicy })).toEqual(isGood ? [] : [refusal]);
});

test('`tlsPolicy` refuses any value without a name: it would change nothing', () => {
  expect(problemsWith({ tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025 })).toEqual([
    ['site/tls-without-name', 'tlsPolicy', 'TLSv1.3_2025'],
  ]);
});

test.each([
  'arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/a/1',
  'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/a/1',
  'edge',
])('`webAclArn` refuses "%s"', (webAclArn) => {
  expect(problemsWith({ webAclArn })).toEqual([['site/not-a-global-web-acl', 'webAclArn', webAclArn]]);
});

test.each<Partial<StaticSpaSiteProps>>([
  ...['abc', 'prd-rl-bank-webapp', 'a'.repeat(63)].map((bucketName) => ({ bucketName })),
  ...['*.bank.example', '*.app.bank.example'].map((name) => named(name)),
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

test.each(['', ' ', 'camera=()\nX: y', 'café=()', 'a'.repeat(1784)])(
  '`permissionsPolicy` refuses %j',
  (permissionsPolicy) => {
    expect(problemsWith({ permissionsPolicy })).toEqual([
      ['site/not-a-header-value', 'permissionsPolicy', permissionsPolicy.slice(0, 100)],
    ]);
  },
);

test.each<[prop: string, value: unknown, propOfValue?: string]>([
  ['toolchain', 'vite'],
  ['backends', 'https://api.bank.example'],
  ['priceClass', 'ALL'],
  ['domain', 'app.bank.example'],
  ['accessLogRetention', 90],
  ['routesWithDots', '/users/'],
  ['backends', ['https://api.bank.example']],
  ['backends', [{ urls: 1 }], 'backends.urls'],
  ['backends', [{ contentSecuritySources: { 'img-src': 1 } }], 'backends.contentSecuritySources.img-src'],
  ['backends', [{ buildSettings: { VITE_A: 1 } }], 'backends.buildSettings.VITE_A'],
  ['contentSecuritySources', { 'img-src': 1 }, 'contentSecuritySources.img-src'],
  ['customerKey', { publisherArns: 1 }, 'customerKey.publisherArns'],
])('`%s` refuses a value of another type: %j', (prop, value, propOfValue = prop) => {
  const shown = propOfValue === prop ? value : 1;
  expect(() => siteIn(workloadStack(), { [prop]: value })).toThrowProblem(
    'props/wrong-type',
    propOfValue,
    shown,
    'Web/Site',
  );
});

test('a firewall is refused with the prop of it that is meant', () => {
  const webAclArn: any = new EdgeFirewall(workloadStack(), 'Firewall', {
    scope: FirewallScope.CLOUDFRONT,
    mode: FirewallMode.COUNT,
  });

  expect(() => siteIn(undefined, { webAclArn })).toThrow(
    '\'webAclArn\' is "an object", but must be a string, such as `firewall.webAclArn`',
  );
});
