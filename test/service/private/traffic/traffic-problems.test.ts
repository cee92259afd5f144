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

const OF_CERTIFICATE = {
  prop: 'domain.certificate',
  code: 'api/certificate-elsewhere',
  props: (kind: string) => ({ domain: ApiDomain.outsideRoute53(NAME, certificates[kind]) }),
  shown: (kind: string) => certificates[kind].node.path,
};
const OF_NAME = { prop: 'domain.name', code: 'api/not-an-api-name' };
const ofLength = (length: number) => `${'a'.repeat(length - 24)}.${'b'.repeat(11)}.bank.example`.slice(-length);
const ranges = (count: number) => Array.from({ length: count }, (_, n) => `203.0.113.${n}/32`);
const aclAt = (scope: string) => `arn:aws:wafv2:${scope}/webacl/api/1`;
const withRanges = (addressRanges: string[]) => ({ exposure: ApiExposure.ranges(addressRanges) });
const nothing = { prop: '', code: '', refused: [] };

testRules(problems, [
  {
    ...OF_NAME,
    refused: [
      ...['a.*.bank.example', 'localhost', 'https://api.bank.example', 'api.bank.example/v1', ''],
      ...['-api.bank.example', 'my_api.bank.example', `${'a'.repeat(63)}.${'b'.repeat(57)}.example`],
    ],
    taken: [
      NAME,
      '*.bank.example',
      'API.bank.example.',
      `${'a'.repeat(63)}.${'b'.repeat(56)}.example`,
      Fn.importValue('ApiName'),
    ],
    props: (name) => ({ domain: ApiDomain.outsideRoute53(name, here) }),
  },
  {
    ...OF_NAME,
    title: 'without a certificate, `domain.name`',
    refused: [ofLength(65)],
    taken: [ofLength(64)],
    props: (name) => ({ domain: ApiDomain.inZone(domain.dns!, name) }),
  },
  {
    title: 'without a certificate, `domain.dns`',
    prop: 'domain.dns',
    code: 'api/zone-not-delegated',
    refused: ['waiting'],
    taken: ['delegated'],
    props: (kind) => ({ domain: ApiDomain.inZone(zones[kind], NAME) }),
    shown: () => 'Web/Dns',
  },
  {
    ...nothing,
    title: 'with a certificate, `domain.dns`',
    taken: ['waiting'],
    props: (kind) => ({ domain: ApiDomain.inZone(zones[kind], NAME, { certificate: here }) }),
  },
  {
    ...OF_CERTIFICATE,
    refused: ['imported from us-east-1', 'for CloudFront', 'made in another region', 'of another account'],
    taken: Object.keys(certificates).slice(4),
  },
  {
    title: 'of a name that leads to CloudFront, `exposure`',
    prop: 'exposure',
    code: 'api/open-beside-cloudfront',
    refused: [undefined, ApiExposure.internet(), ApiExposure.ranges(['203.0.113.0/24'])],
    taken: [ApiExposure.cloudFront(), ApiExposure.withinVpc()],
    props: (exposure) => ({ exposure, domain: ApiDomain.behindCloudFront(domain.dns!, NAME) }),
    shown: () => 'an exposure to the internet',
  },
  {
    title: '`exposure` to a list',
    prop: 'exposure',
    code: 'api/no-ranges',
    refused: [[]],
    taken: [['0.0.0.0/0'], ['203.0.113.0/24', '198.51.100.7/32'], [Fn.importValue('PartnerRange'), '203.0.113.0/24']],
    props: withRanges,
  },
  {
    ...nothing,
    title: '`exposure`',
    taken: [ApiExposure.internet(), ApiExposure.withinVpc()],
    props: (exposure) => ({ exposure }),
  },
  {
    title: '`exposure` to',
    prop: 'exposure',
    code: 'api/not-a-range',
    refused: ['203.0.113.7', '203.0.113.0/33', '256.0.0.0/8', '::/0', 'any'],
    props: (range) => withRanges([range]),
  },
  {
    title: 'beside another range, `exposure` to',
    prop: 'exposure',
    code: 'api/range-of-all',
    refused: ['0.0.0.0/0'],
    taken: ['198.51.100.0/24'],
    props: (range) => withRanges(['203.0.113.0/24', range]),
  },
  {
    title: '`exposure`, for a number of ranges,',
    prop: 'exposure',
    code: 'api/too-many-ranges',
    refused: [31],
    taken: [30],
    props: (count) => withRanges(ranges(count)),
    shown: (count) => `${count} ranges`,
  },
  {
    title: '`exposure` that only CloudFormation knows',
    prop: 'exposure',
    code: 'api/late-ranges',
    refused: [Fn.split(',', Fn.importValue('Ranges'))],
    props: withRanges,
    shown: () => 'a list that only CloudFormation knows',
  },
  {
    title: 'for a wildcard, `routing` by',
    prop: 'routing',
    code: 'api/number-of-wildcards',
    refused: [['/a/*', '/b/*/*', '/c/*?']],
    taken: [['/a/*', '/b/*/*', '/c/*']],
    props: (paths) => ({
      domain: ApiDomain.outsideRoute53('*.bank.example', here),
      routing: ApiRouting.paths(paths),
    }),
  },
  {
    prop: 'sslPolicy',
    code: 'api/old-tls',
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
    title: '`accessLogBucket`',
    prop: 'accessLogBucket',
    code: 'api/log-bucket-with-key',
    refused: ['with a key of its own'],
    taken: Object.keys(buckets).slice(2),
    props: (kind) => ({ accessLogBucket: buckets[kind] }),
    shown: () => 'Web/Logs',
  },
  {
    title: '`accessLogBucket`',
    prop: 'accessLogBucket',
    code: 'api/log-bucket-elsewhere',
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

  expect(saidBy((it) => trafficProblems(new Stack(newApp(), 'Agnostic'), it), props)).toEqual([]);
});
