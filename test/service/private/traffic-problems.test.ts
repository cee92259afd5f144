import { Aws, Fn, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { EdgeCertificate } from '../../../src/edge';
import { BankDns, ZoneSource } from '../../../src/network';
import { ApiDomain, ApiExposure } from '../../../src/service';
import { apiIn, ApiProps } from '../../support/api';
import { newApp, workloadStack, zoneOf } from '../../support/cloud';

const attempt = (props: ApiProps, stack: Stack = workloadStack()) => expect(() => apiIn(stack, props));

const certificateAt = (stack: Stack, region = 'ap-southeast-1') => {
  const arn = `arn:aws:acm:${region}:111111111111:certificate/1`;
  return Certificate.fromCertificateArn(stack, 'Certificate', arn);
};

const attemptAtName = (name: string, graphqlPath?: string) => {
  const stack = workloadStack();
  return attempt({ domain: ApiDomain.elsewhere(name, certificateAt(stack), { graphqlPath }) }, stack);
};

const attemptInNewZone = (
  zone: ZoneSource,
  certificateIn: (stack: Stack) => ICertificate | undefined = () => undefined,
) => {
  const stack = workloadStack();
  const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
  return attempt({ domain: ApiDomain.inZone(dns, 'api.bank.example', { certificate: certificateIn(stack) }) }, stack);
};

test('a name of 128 characters is taken, and one of 129 is refused', () => {
  const longest = `${'a'.repeat(63)}.${'b'.repeat(55)}.example`;

  attemptAtName(longest).not.toThrow();
  attemptAtName(`c${longest}`.replace('cb', 'bb').replace('.b', '.bb')).toThrow('api/not-an-api-name');
});

test('thirty ranges are taken, and one more is refused', () => {
  const ranges = (count: number) => ApiExposure.ranges(Array.from({ length: count }, (_, n) => `203.0.113.${n}/32`));

  attempt({ exposure: ranges(30) }).not.toThrow();
  attempt({ exposure: ranges(31) }).toThrow(
    `'exposure' is "31 ranges", but each takes two rules, and a security group has 60, which makes 30: name larger ranges, or take ApiExposure.internet() behind a web ACL [api/too-many-ranges at Web/Api]`,
  );
});

test('a certificate of another account is refused', () => {
  const stack = workloadStack();
  const arn = 'arn:aws:acm:ap-southeast-1:222222222222:certificate/1';
  const certificate = Certificate.fromCertificateArn(stack, 'Theirs', arn);

  attempt({ domain: ApiDomain.elsewhere('api.bank.example', certificate) }, stack).toThrow(
    `'domain.certificate' is "Web/Theirs", but it is in account 222222222222, and a load balancer takes certificates of its own account, 111111111111, alone: request one in that account, or leave it out where the name is in a zone of ours [api/certificate-elsewhere at Web/Api]`,
  );
});

test('a bucket for logs with a key of its own is refused', () => {
  const stack = workloadStack();
  const accessLogBucket = new Bucket(stack, 'Logs', { encryption: BucketEncryption.KMS });

  attempt({ accessLogBucket }, stack).toThrow(
    `'accessLogBucket' is "Web/Logs", but it is encrypted with a key of its own, and load balancers write to buckets with S3's encryption alone: pass a bucket with BucketEncryption.S3_MANAGED, or leave it out [api/log-bucket-with-key at Web/Api]`,
  );
});

test('ranges that only CloudFormation knows are refused as a list, and taken one by one', () => {
  attempt({ exposure: ApiExposure.ranges(Fn.split(',', Fn.importValue('Ranges'))) }).toThrow(
    `'exposure' is "a list that only CloudFormation knows", but there is a rule for each range, so how many there are has to be known here: write the ranges out [api/late-ranges at Web/Api]`,
  );
});

describe('the name', () => {
  test.each([
    '*.bank.example',
    'localhost',
    'https://api.bank.example',
    'api.bank.example/v1',
    '',
    '-api.bank.example',
  ])('is not "%s"', (name) => {
    attemptAtName(name).toThrow(
      `'domain.name' is "${name}", but an API has one full name of 128 characters at most, 63 between two dots, such as "api.bank.example", and no wildcard: write the name out [api/not-an-api-name at Web/Api]`,
    );
  });

  test.each(['api.bank.example', 'API.bank.example.', Fn.importValue('ApiName')])('may be "%s"', (name) => {
    attemptAtName(name).not.toThrow();
  });

  test('needs a zone that is delegated', () => {
    attemptInNewZone(ZoneSource.created({ delegated: false })).toThrow(
      `'domain.dns' is "Web/Dns", but nobody stated that its parent domain points at it, and without that ACM and the deployment wait for hours: deploy the zone first, enter its name servers at the registrar, then state it: \`delegated: true\` on BankDns' zone [api/zone-not-delegated at Web/Api]`,
    );
    attemptInNewZone(ZoneSource.created({ delegated: true })).not.toThrow();
  });

  test('may be in a zone that waits for its delegation if a certificate exists', () => {
    attemptInNewZone(ZoneSource.created({ delegated: false }), certificateAt).not.toThrow();
  });
});

describe('the path of GraphQL', () => {
  test.each(['', 'api/graphql', '/graphql?query', '/graphql#top', '/graph ql', 'https://api.bank.example/graphql'])(
    'is not "%s"',
    (graphqlPath) => {
      attemptAtName('api.bank.example', graphqlPath).toThrow(
        `'domain.graphqlPath' is "${graphqlPath}", but it has to begin with a slash, and to have neither query nor spaces: write it like "/api/graphql" [api/not-a-path at Web/Api]`,
      );
    },
  );

  test.each(['/', '/api/graphql', '/v1/graph-ql_2', Fn.importValue('GraphqlPath')])('may be "%s"', (graphqlPath) => {
    attemptAtName('api.bank.example', graphqlPath).not.toThrow();
  });
});

describe('the certificate', () => {
  test('is refused from another region', () => {
    const stack = workloadStack();
    const domain = ApiDomain.elsewhere('api.bank.example', certificateAt(stack, 'us-east-1'));

    attempt({ domain }, stack).toThrow(
      `'domain.certificate' is "Web/Certificate", but it is in us-east-1, and a load balancer takes certificates of its own region, ap-southeast-1, alone: pass one of that region, or leave it out where the name is in a zone of ours [api/certificate-elsewhere at Web/Api]`,
    );
  });

  test('is refused if it is one for CloudFront, which is in us-east-1 whatever its own stack says', () => {
    const stack = workloadStack();
    const zone = zoneOf(stack);
    const certificate = new EdgeCertificate(stack, 'Edge', { zone, domainName: 'api.bank.example' });

    attempt({ domain: ApiDomain.elsewhere('api.bank.example', certificate) }, stack).toThrow(
      `'domain.certificate' is "Web/Edge", but it is in us-east-1, and a load balancer takes certificates of its own region, ap-southeast-1, alone:`,
    );
  });

  test('is refused if it is made in a stack of another region', () => {
    const stack = workloadStack();
    const elsewhere = new Stack(stack.node.root, 'Elsewhere', { env: { account: stack.account, region: 'eu-west-1' } });
    const certificate = new Certificate(elsewhere, 'Certificate', { domainName: 'api.bank.example' });

    attempt({ domain: ApiDomain.elsewhere('api.bank.example', certificate) }, stack).toThrow(
      `'domain.certificate' is "Elsewhere/Certificate", but it is in eu-west-1, and a load balancer`,
    );
  });

  test('is taken if it is made in the region of the API', () => {
    const stack = workloadStack();
    const certificate = new Certificate(stack, 'Certificate', { domainName: 'api.bank.example' });

    attempt({ domain: ApiDomain.elsewhere('api.bank.example', certificate) }, stack).not.toThrow();
  });

  test.each([Fn.importValue('CertificateArn'), `arn:aws:acm:${Aws.REGION}:111111111111:certificate/1`])(
    'is taken if only CloudFormation knows its region: %s',
    (arn) => {
      const stack = workloadStack();
      const certificate = Certificate.fromCertificateArn(stack, 'Certificate', arn);

      attempt({ domain: ApiDomain.elsewhere('api.bank.example', certificate) }, stack).not.toThrow();
    },
  );

  test('is taken in a stack whose region is not known', () => {
    const stack = new Stack(newApp(), 'Agnostic');

    attempt(
      { domain: ApiDomain.elsewhere('api.bank.example', certificateAt(stack, 'eu-west-1')) },
      stack,
    ).not.toThrow();
  });
});

describe('exposure', () => {
  test('to no range is refused', () => {
    attempt({ exposure: ApiExposure.ranges([]) }).toThrow(
      `'exposure' is [], but without a range nobody on the internet could call: name the ranges, or take ApiExposure.withinVpc() [api/no-ranges at Web/Api]`,
    );
  });

  test.each(['203.0.113.7', '203.0.113.0/33', '256.0.0.0/8', '::/0', 'any'])('to "%s" is refused', (range) => {
    attempt({ exposure: ApiExposure.ranges([range]) }).toThrow(
      `'exposure' is "${range}", but a range is four numbers to 255 with dots between, a slash and the number of bits to 32: write it like "203.0.113.0/24", a single address with "/32" [api/not-a-range at Web/Api]`,
    );
  });

  test('to everybody beside others is refused', () => {
    attempt({ exposure: ApiExposure.ranges(['203.0.113.0/24', '0.0.0.0/0']) }).toThrow(
      `'exposure' is "0.0.0.0/0", but that is every address there is: take ApiExposure.internet() if that is meant, or take it out [api/range-of-all at Web/Api]`,
    );
  });

  test.each([
    ApiExposure.internet(),
    ApiExposure.withinVpc(),
    ApiExposure.ranges(['0.0.0.0/0']),
    ApiExposure.ranges(['203.0.113.0/24', '198.51.100.7/32']),
    ApiExposure.ranges([Fn.importValue('PartnerRange'), '203.0.113.0/24']),
  ])('may be %j', (exposure) => {
    attempt({ exposure }).not.toThrow();
  });
});

test.each([
  SslPolicy.RECOMMENDED,
  SslPolicy.TLS13_10,
  SslPolicy.TLS13_11,
  SslPolicy.TLS13_10_PQ,
  SslPolicy.FIPS_TLS13_10,
  SslPolicy.FIPS_TLS13_11,
  SslPolicy.FORWARD_SECRECY_TLS12_RES_GCM,
  SslPolicy.TLS12,
  SslPolicy.LEGACY,
])('the policy %s is refused', (sslPolicy) => {
  attempt({ sslPolicy }).toThrow(
    `'sslPolicy' is "${sslPolicy}", but it knows no TLS 1.3, or still accepts 1.0 or 1.1: take TLS13_RES, TLS13_13 where every client speaks 1.3, or leave it out [api/old-tls at Web/Api]`,
  );
});

test.each([
  SslPolicy.RECOMMENDED_TLS,
  SslPolicy.TLS13_RES,
  SslPolicy.TLS13_EXT2,
  SslPolicy.TLS13_13,
  SslPolicy.TLS13_13_PQ,
  SslPolicy.TLS13_12_RES_PQ,
  SslPolicy.FIPS_TLS13_12,
  SslPolicy.FIPS_TLS13_13,
])('the policy %s is taken', (sslPolicy) => {
  attempt({ sslPolicy }).not.toThrow();
});

const aclAt = (scope: string) => `arn:aws:wafv2:${scope}/webacl/api/1`;

test.each([
  aclAt('us-east-1:111111111111:global'),
  aclAt('eu-west-1:111111111111:regional'),
  aclAt('ap-southeast-1:222222222222:regional'),
  'arn:aws:waf-regional:ap-southeast-1:111111111111:webacl/1',
  'api',
  '',
])('"%s" is no web ACL of a load balancer', (webAclArn) => {
  attempt({ webAclArn }).toThrow(
    `'webAclArn' is "${webAclArn}", but a load balancer takes web ACLs of scope REGIONAL, of the stack's own account and region: pass an ARN like "arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/name/id" [api/not-a-regional-web-acl at Web/Api]`,
  );
});

test.each([
  aclAt('ap-southeast-1:111111111111:regional'),
  Fn.importValue('WebAclArn'),
  aclAt(`${Aws.REGION}:${Aws.ACCOUNT_ID}:regional`),
])('"%s" is a web ACL of a load balancer', (webAclArn) => {
  attempt({ webAclArn }).not.toThrow();
});

test('a web ACL of any region is taken in a stack whose region is not known', () => {
  const webAclArn = aclAt('eu-west-1:222222222222:regional');

  attempt({ webAclArn }, new Stack(newApp(), 'Agnostic')).not.toThrow();
});

const attemptLogging = (region: string | undefined, stack: Stack = workloadStack()) => {
  const accessLogBucket = Bucket.fromBucketAttributes(stack, 'AccessLogs', { bucketName: 'prd-bank-logs', region });
  return attempt({ accessLogBucket }, stack);
};

test('access logs are not written to another region', () => {
  attemptLogging('eu-west-1').toThrow(
    `'accessLogBucket' is "Web/AccessLogs", but it is in eu-west-1, and a load balancer writes to its own region, ap-southeast-1, alone: pass a bucket of that region, or leave it out [api/log-bucket-elsewhere at Web/Api]`,
  );
  attemptLogging('ap-southeast-1').not.toThrow();
  attemptLogging(undefined).not.toThrow();
  attemptLogging(Aws.REGION).not.toThrow();
  attemptLogging('eu-west-1', new Stack(newApp(), 'Agnostic')).not.toThrow();
});
