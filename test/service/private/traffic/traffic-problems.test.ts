import { Aws, Fn, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { EdgeCertificate } from '../../../../src/edge';
import { BankDns, HostedZoneSource } from '../../../../src/network';
import { ApiDomain, ApiExposure, ApiRouting } from '../../../../src/service';
import { trafficProblems } from '../../../../src/service/private/traffic/traffic-problems';
import { apiDomainIn, ApiProps, certificateIn, saidBy, testRules } from '../../../support/api';
import { ACCOUNT, newApp, workloadStack, zoneOf } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const NAME = 'api.bank.example';
const stack = workloadStack();
const domain = apiDomainIn(stack);
const problems = (props: ApiProps) => trafficProblems(stack, { domain, ...props });

const elsewhere = new Stack(stack.node.root, 'Elsewhere', { env: { account: ACCOUNT, region: 'eu-west-1' } });
const certificates: Record<string, ICertificate> = {
  'imported from us-east-1': certificateIn(stack, 'us-east-1:111111111111', 'Imported'),
  'for CloudFront': new EdgeCertificate(stack, 'Edge', { zone: zoneOf(stack), domainName: NAME }),
  'made in another region': new Certificate(elsewhere, 'Certificate', { domainName: NAME }),
  'of another account': certificateIn(stack, 'ap-southeast-1:222222222222', 'Theirs'),
  'made here': new Certificate(stack, 'Made', { domainName: NAME }),
  'imported from here': certificateIn(stack, 'ap-southeast-1:111111111111', 'Here'),
  'whose region only CloudFormation knows': certificateIn(stack, `${Aws.REGION}:111111111111`, 'LateRegion'),
  'whose ARN only CloudFormation knows': Certificate.fromCertificateArn(stack, 'Late', Fn.importValue('Arn')),
};
const here = certificates['imported from here'];
const bucketIn = (region?: string) => {
  return Bucket.fromBucketAttributes(stack, `Logs-${region}`, { bucketName: 'prd-bank-logs', region });
};
const buckets: Record<string, ApiProps['accessLogBucket']> = {
  'with a key of its own': new Bucket(stack, 'Logs', { encryption: BucketEncryption.KMS }),
  'in another region': bucketIn('eu-west-1'),
  'with encryption of S3': new Bucket(stack, 'Managed', { encryption: BucketEncryption.S3_MANAGED }),
  'in the region': bucketIn('ap-southeast-1'),
  'without a region': bucketIn(),
  'in a region that only CloudFormation knows': bucketIn(Aws.REGION),
};
const zones: Record<string, BankDns> = Object.fromEntries(
  [false, true].map((delegated) => {
    const props = { rootDomain: 'bank.example', zone: HostedZoneSource.newZone({ delegated }) };
    return [delegated ? 'delegated' : 'waiting', new BankDns(workloadStack(), 'Dns', props)];
  }),
);

const ofCertificate = (where: string, whose: string, fix: string) => ({
  prop: 'domain.certificate',
  code: 'api/certificate-elsewhere',
  says: `it is in ${where}, and a load balancer takes certificates of its own ${whose}, alone: ${fix}, or leave it out where the name is in a zone of ours`,
  props: (kind: string) => ({ domain: ApiDomain.outsideRoute53(NAME, certificates[kind]) }),
  shown: (kind: string) => certificates[kind].node.path,
});
const ofName = (longest: number) => ({
  prop: 'domain.name',
  code: 'api/not-an-api-name',
  says: `an API has one full name of ${longest} characters at most, 63 between two dots, such as "api.bank.example", and no wildcard: write the name out`,
});
const ofLength = (length: number) => `${'a'.repeat(length - 24)}.${'b'.repeat(11)}.bank.example`.slice(-length);
const ranges = (count: number) => Array.from({ length: count }, (_, n) => `203.0.113.${n}/32`);
const aclAt = (scope: string) => `arn:aws:wafv2:${scope}/webacl/api/1`;
const withRanges = (addressRanges: string[]) => ({ exposure: ApiExposure.ranges(addressRanges) });
const nothing = { prop: '', code: '', says: '', refused: [] };

testRules(problems, [
  {
    ...ofName(128),
    refused: [
      ...['*.bank.example', 'localhost', 'https://api.bank.example', 'api.bank.example/v1', ''],
      ...['-api.bank.example', 'my_api.bank.example', `${'a'.repeat(63)}.${'b'.repeat(57)}.example`],
    ],
    taken: [NAME, 'API.bank.example.', `${'a'.repeat(63)}.${'b'.repeat(56)}.example`, Fn.importValue('ApiName')],
    props: (name) => ({ domain: ApiDomain.outsideRoute53(name, here) }),
  },
  {
    ...ofName(64),
    title: 'without a certificate, domain.name',
    refused: [ofLength(65)],
    taken: [ofLength(64)],
    props: (name) => ({ domain: ApiDomain.inZone(domain.dns!, name) }),
  },
  {
    title: 'the zone of a name without a certificate',
    prop: 'domain.dns',
    code: 'api/zone-not-delegated',
    says: "nobody stated that its parent domain points at it, and without that ACM and the deployment wait for hours: deploy the zone first, enter its name servers at the registrar, then state it: `delegated: true` on BankDns' zone",
    refused: ['waiting'],
    taken: ['delegated'],
    props: (kind) => ({ domain: ApiDomain.inZone(zones[kind], NAME) }),
    shown: () => 'Web/Dns',
  },
  {
    ...nothing,
    title: 'the zone of a name with a certificate',
    taken: ['waiting'],
    props: (kind) => ({ domain: ApiDomain.inZone(zones[kind], NAME, { certificate: here }) }),
  },
  {
    prop: 'domain.graphqlPath',
    code: 'api/not-a-path',
    says: 'it has to begin with a slash, and to have neither query nor spaces: write it like "/api/graphql"',
    refused: ['', 'api/graphql', '/graphql?query', '/graphql#top', '/graph ql', 'https://api.bank.example/graphql'],
    taken: ['/', '/api/graphql', '/v1/graph-ql_2', Fn.importValue('GraphqlPath')],
    props: (graphqlPath) => ({ domain: ApiDomain.outsideRoute53(NAME, here, { graphqlPath }) }),
  },
  {
    ...ofCertificate('us-east-1', 'region, ap-southeast-1', 'pass one of that region'),
    refused: ['imported from us-east-1', 'for CloudFront'],
  },
  {
    ...ofCertificate('eu-west-1', 'region, ap-southeast-1', 'pass one of that region'),
    refused: ['made in another region'],
  },
  {
    ...ofCertificate('account 222222222222', 'account, 111111111111', 'request one in that account'),
    refused: ['of another account'],
    taken: Object.keys(certificates).slice(4),
  },
  {
    title: 'exposure to a list: ',
    prop: 'exposure',
    code: 'api/no-ranges',
    says: 'without a range nobody on the internet could call: name the ranges, or take ApiExposure.withinVpc()',
    refused: [[]],
    taken: [['0.0.0.0/0'], ['203.0.113.0/24', '198.51.100.7/32'], [Fn.importValue('PartnerRange'), '203.0.113.0/24']],
    props: withRanges,
  },
  {
    ...nothing,
    title: 'exposure',
    taken: [ApiExposure.internet(), ApiExposure.withinVpc()],
    props: (exposure) => ({ exposure }),
  },
  {
    title: 'exposure to',
    prop: 'exposure',
    code: 'api/not-a-range',
    says: 'a range is four numbers to 255 with dots between, a slash and the number of bits to 32: write it like "203.0.113.0/24", a single address with "/32"',
    refused: ['203.0.113.7', '203.0.113.0/33', '256.0.0.0/8', '::/0', 'any'],
    props: (range) => withRanges([range]),
  },
  {
    title: 'beside another range, exposure to',
    prop: 'exposure',
    code: 'api/range-of-all',
    says: 'that is every address there is: take ApiExposure.internet() if that is meant, or take it out',
    refused: ['0.0.0.0/0'],
    taken: ['198.51.100.0/24'],
    props: (range) => withRanges(['203.0.113.0/24', range]),
  },
  {
    title: 'the number of ranges',
    prop: 'exposure',
    code: 'api/too-many-ranges',
    says: 'each takes two rules, and a security group has 60, which makes 30: name larger ranges, or take ApiExposure.internet() behind a web ACL',
    refused: [31],
    taken: [30],
    props: (count) => withRanges(ranges(count)),
    shown: (count) => `${count} ranges`,
  },
  {
    title: 'a list of ranges that only CloudFormation knows',
    prop: 'exposure',
    code: 'api/late-ranges',
    says: 'there is a rule for each range, so how many there are has to be known here: write the ranges out',
    refused: [Fn.split(',', Fn.importValue('Ranges'))],
    props: withRanges,
    shown: () => 'a list that only CloudFormation knows',
  },
  {
    prop: 'sslPolicy',
    code: 'api/old-tls',
    says: 'it knows no TLS 1.3, or still accepts 1.0 or 1.1: take TLS13_RES, TLS13_13 where every client speaks 1.3, or leave it out',
    refused: [
      ...[SslPolicy.RECOMMENDED, SslPolicy.TLS13_10, SslPolicy.TLS13_11, SslPolicy.TLS13_10_PQ, SslPolicy.TLS12],
      ...[SslPolicy.FIPS_TLS13_10, SslPolicy.FIPS_TLS13_11, SslPolicy.LEGACY, SslPolicy.FORWARD_SECRECY_TLS12_RES_GCM],
    ],
    taken: [
      ...[SslPolicy.RECOMMENDED_TLS, SslPolicy.TLS13_RES, SslPolicy.TLS13_EXT2, SslPolicy.TLS13_13],
      ...[SslPolicy.TLS13_13_PQ, SslPolicy.TLS13_12_RES_PQ, SslPolicy.FIPS_TLS13_12, SslPolicy.FIPS_TLS13_13],
    ],
  },
  {
    prop: 'webAclArn',
    code: 'api/not-a-regional-web-acl',
    says: 'a load balancer takes web ACLs of scope REGIONAL, of the stack\'s own account and region: pass an ARN like "arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/name/id"',
    refused: [
      ...['us-east-1:111111111111:global', 'eu-west-1:111111111111:regional'].map(aclAt),
      ...[aclAt('ap-southeast-1:222222222222:regional'), 'api', ''],
      'arn:aws:waf-regional:ap-southeast-1:111111111111:webacl/1',
    ],
    taken: [
      ...['ap-southeast-1:111111111111:regional', `${Aws.REGION}:${Aws.ACCOUNT_ID}:regional`].map(aclAt),
      Fn.importValue('WebAclArn'),
    ],
  },
  {
    title: 'a bucket',
    prop: 'accessLogBucket',
    code: 'api/log-bucket-with-key',
    says: "it is encrypted with a key of its own, and load balancers write to buckets with S3's encryption alone: pass a bucket with BucketEncryption.S3_MANAGED, or leave it out",
    refused: ['with a key of its own'],
    taken: Object.keys(buckets).slice(2),
    props: (kind) => ({ accessLogBucket: buckets[kind] }),
    shown: () => 'Web/Logs',
  },
  {
    title: 'a bucket',
    prop: 'accessLogBucket',
    code: 'api/log-bucket-elsewhere',
    says: 'it is in eu-west-1, and a load balancer writes to its own region, ap-southeast-1, alone: pass a bucket of that region, or leave it out',
    refused: ['in another region'],
    props: (kind) => ({ accessLogBucket: buckets[kind] }),
    shown: () => 'Web/Logs-eu-west-1',
  },
]);

test('certificate, web ACL and bucket of any region are taken in a stack whose region is not known', () => {
  const props = {
    domain: ApiDomain.outsideRoute53(NAME, certificateIn(stack, 'eu-west-1:111111111111', 'Any')),
    webAclArn: aclAt('eu-west-1:222222222222:regional'),
    accessLogBucket: buckets['in another region'],
  };

  expect(saidBy((it) => trafficProblems(new Stack(newApp(), 'Agnostic'), it), props)).toBeUndefined();
});

test('RB3c paths have to lead to GraphQL if the settings tell its address, or the domain its path', () => {
  const routing = ApiRouting.paths(['/v1/*']);
  const settings = scaffoldIn(stack);
  const atPath = ApiDomain.outsideRoute53(NAME, here, { graphqlPath: '/graphql' });

  expect(saidBy(problems, { routing })).toBeUndefined();
  expect(saidBy(problems, { routing, settings })).toMatch('[api/graphql-not-routed at Web/Api]');
  expect(saidBy(problems, { routing, domain: atPath })).toMatch('[api/graphql-not-routed at Web/Api]');
});
