import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { MachineApiProps, MachineAuthorizer } from '../../../../src/access';
import { machineApiProblems } from '../../../../src/access/private/checks/api-problems';
import { ApiDomain, ApiExposure, ExternalEdge } from '../../../../src/service';
import { EDGE, workloadStack } from '../../../support/cloud';
import { dnsIn, importedFunctionIn } from '../../../support/machine';
import { saidOf } from '../../../support/problems';

const stack = workloadStack();
const dns = dnsIn(stack);
const domain = ApiDomain.inZone(dns, 'api.tracker.example');
const authorizer = MachineAuthorizer.lambdaFunction(importedFunctionIn(stack, 'Check'));
const said = (props: Partial<MachineApiProps>) =>
  saidOf(machineApiProblems(stack, { domain, authorizer, ...props } as MachineApiProps));

test('what API Gateway accepts has no problem', () => {
  expect(
    said({
      ...{ basePath: 'api', throttle: { requestsPerSecond: 0.5, burst: 1 }, quota: { requestsPerDay: 1 } },
      ...{ integrationTimeout: Duration.millis(50), logRetention: Duration.days(1) },
    }),
  ).toEqual([]);
});

test.each<[what: string, props: Partial<MachineApiProps>, code: string, prop: string, value: unknown]>([
  [
    ...(['a wildcard', { domain: ApiDomain.inZone(dns, '*.tracker.example') }] as const),
    ...(['wildcard-name', 'domain.name', '*.tracker.example'] as const),
  ],
  [
    'a name that redirects',
    { domain: ApiDomain.inZone(dns, 'api.tracker.example', { redirectFrom: ['tracker.example'] }) },
    ...(['redirects', 'domain.redirectFrom', ['tracker.example']] as const),
  ],
  ['a base path of two parts', { basePath: 'a/b' }, 'not-a-base-path', 'basePath', 'a/b'],
  ['no base path', { basePath: '' }, 'not-a-base-path', 'basePath', ''],
  [
    ...(['30 seconds', { integrationTimeout: Duration.seconds(30) }] as const),
    ...(['timeout-above-quota', 'integrationTimeout', '30 s'] as const),
  ],
  [
    ...(['a quota of an hour', { integrationTimeoutQuota: Duration.hours(1) }] as const),
    ...(['not-a-quota', 'integrationTimeoutQuota', '3600 s'] as const),
  ],
  ['a retention of 91 days', { logRetention: Duration.days(91) }, 'not-a-retention', 'logRetention', '91 days'],
  [
    ...(['a late time', { logRetention: Duration.days(Lazy.number({ produce: () => 1 })) }] as const),
    ...(['late-time', 'logRetention', 'a time that only CloudFormation knows'] as const),
  ],
  ['a rate of none', { quota: { requestsPerSecond: 0 } }, 'not-a-rate', 'quota.requestsPerSecond', 0],
  ['half a request at once', { throttle: { burst: 0.5 } }, 'not-a-rate', 'throttle.burst', 0.5],
  ['a day of none', { quota: { requestsPerDay: 0 } }, 'not-a-rate', 'quota.requestsPerDay', 0],
  [
    'a rate above that of an account',
    { throttle: { requestsPerSecond: 20_000 } },
    'not-a-rate',
    'throttle.requestsPerSecond',
    20_000,
  ],
  [
    'clients in the VPC',
    { exposure: ApiExposure.withinVpc() },
    'private-exposure',
    'exposure',
    'ApiExposure.withinVpc()',
  ],
  [
    ...(['CloudFront alone', { exposure: ApiExposure.cloudFront() }] as const),
    ...(['cloudfront-exposure', 'exposure', 'ApiExposure.cloudFront()'] as const),
  ],
  ['no range', { exposure: ApiExposure.ranges([]) }, 'no-ranges', 'exposure', []],
  ['IPv6', { exposure: ApiExposure.ranges(['::/0']) }, 'not-a-range', 'exposure', '::/0'],
  [
    ...(['halves of the internet', { exposure: ApiExposure.ranges(['0.0.0.0/1', '128.0.0.0/1']) }] as const),
    ...(['range-of-all', 'exposure', ['0.0.0.0/1', '128.0.0.0/1']] as const),
  ],
  [
    'more than a resource policy takes',
    {
      exposure: ApiExposure.ranges(
        Array.from({ length: 254 }, (_, i) => [`10.1.${i}.0/24`, `10.2.${i}.0/24`, `10.3.${i}.0/24`]).flat(),
      ),
    },
    ...(['too-many-ranges', 'exposure', '762 ranges'] as const),
  ],
  [
    'a web ACL of us-east-1',
    { webAclArn: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/1' },
    ...(['not-a-regional-web-acl', 'webAclArn', 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/1'] as const),
  ],
])('%s is refused', (_, props, code, prop, value) => {
  expect(said(props)).toEqual([[`machine-api/${code}`, prop, value]]);
});

test('the path of another service is none of API Gateway', () => {
  expect(said({ domain: ApiDomain.withSameName(domain) })[0]).toEqual([
    ...['machine-api/name-of-service', 'domain', 'api.tracker.example'],
  ]);
});

test('an authorizer is where the API is', () => {
  const arn = 'arn:aws:lambda:eu-west-1:111111111111:function:check';
  const elsewhere = LambdaFunction.fromFunctionArn(stack, 'Elsewhere', arn);

  expect(said({ authorizer: MachineAuthorizer.lambdaFunction(elsewhere) })).toEqual([
    ['machine-api/target-elsewhere', 'authorizer', 'Web/Elsewhere'],
  ]);
});

test('a quota is of numbers', () => {
  expect(said({ quota: { requestsPerSecond: '10' as any } })).toEqual([
    ['props/wrong-type', 'quota.requestsPerSecond', '10'],
  ]);
});

describe('mutual TLS', () => {
  const partner = ApiDomain.inZone(dns, 'partner.tracker.example');
  const truststoreBucket = Bucket.fromBucketName(stack, 'Trust', 'trust');
  const elsewhere = Bucket.fromBucketName(new Stack(stack.node.root as any, 'E', { env: EDGE }), 'Trust', 'trust');
  const right = { domain: partner, truststoreBucket, truststoreKey: 'ca.pem' };

  test.each<[what: string, mutualTls: object, code: string, prop: string, value: unknown]>([
    ['the name of the API', { domain }, 'one-name-with-mutual-tls', 'mutualTls.domain.name', 'api.tracker.example'],
    [
      ...(['CloudFront', { domain: ApiDomain.behindCloudFront(dns, 'p.tracker.example') }] as const),
      ...(['mutual-tls-behind-cloudfront', 'mutualTls.domain', 'p.tracker.example'] as const),
    ],
    ['a key with a slash', { truststoreKey: '/ca' }, 'not-a-truststore-key', 'mutualTls.truststoreKey', '/ca'],
    [
      ...(['a bucket elsewhere', { truststoreBucket: elsewhere }] as const),
      ...(['truststore-elsewhere', 'mutualTls.truststoreBucket', 'E/Trust'] as const),
    ],
  ])('with %s is refused', (_, wrong, code, prop, value) => {
    expect(said({ mutualTls: { ...right, ...wrong } })).toEqual([[`machine-api/${code}`, prop, value]]);
  });

  test('is not behind another CDN, which passes no certificate on', () => {
    const exposure = ApiExposure.externalEdge(ExternalEdge.cloudflare());

    expect(said({ mutualTls: right, exposure })).toEqual([
      ['machine-api/mutual-tls-behind-cdn', 'mutualTls', 'partner.tracker.example'],
    ]);
  });

  test('names each part that is missing or of another type', () => {
    expect(said({ mutualTls: { truststoreVersion: 1 } as any })).toEqual([
      ['props/missing', 'mutualTls.domain', undefined],
      ['props/missing', 'mutualTls.truststoreBucket', undefined],
      ['props/missing', 'mutualTls.truststoreKey', undefined],
      ['props/wrong-type', 'mutualTls.truststoreVersion', 1],
    ]);
  });
});
