import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PriceClass, SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { EdgeCertificate } from '../../src/edge';
import { ApiExposure } from '../../src/service';
import { ApiHostHeader, SiteDomain, SpaToolchain } from '../../src/site';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { sharedIn } from '../support/shared';
import { bucketsOf, distributionOf, domainIn, siteIn, siteToRead } from '../support/site';

const WEB_ACL = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/11111111-2222-3333-4444-555555555555';
const NAME = 'app.bank.example';

const bare = siteToRead();
const named = siteToRead(NAME);

/** A site whose team has decided what it may decide, with a name that redirects. */
const ofTeam = workloadStack();
siteIn(ofTeam, {
  domain: domainIn(ofTeam, NAME, { redirectFrom: ['www.bank.example'] }),
  bucketName: 'prd-rl-bank-webapp',
  tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025,
  priceClass: PriceClass.PRICE_CLASS_200,
  accessLogRetention: Duration.days(365),
});

describe('RB9a the content', () => {
  const { content, logs } = bucketsOf(bare.stack);

  test('lies in a private, versioned bucket that only the distribution reads, over TLS', () => {
    const policies = resourcesOf(bare.stack, 'AWS::S3::BucketPolicy').flatMap(
      (it) => it.Properties.PolicyDocument.Statement,
    );
    const readers = policies.filter((statement) => statement.Principal?.Service === 'cloudfront.amazonaws.com');

    expect(content.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        ...{ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(readers).toEqual([
      expect.objectContaining({
        Action: ['s3:GetObject', 's3:ListBucket'],
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      }),
    ]);
    expect(policies.filter((statement) => statement.Effect === 'Deny')).toHaveLength(2);
  });

  test('is kept when the site is removed, and old versions for 30 days', () => {
    expect([content.DeletionPolicy, content.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(logs!.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(content.Properties.LifecycleConfiguration.Rules).toEqual([
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
    ]);
  });

  test('has the name that CloudFormation makes unless one is given', () => {
    expect(content.Properties.BucketName).toBeUndefined();
    expect(bucketsOf(ofTeam).content.Properties.BucketName).toBe('prd-rl-bank-webapp');
  });

  test('goes with the stack only by two keys', () => {
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    siteIn(stack, { removalPolicy: RemovalPolicy.DESTROY });

    expect(() => siteIn(workloadStack(), { removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'removal/second-key-missing',
      'removalPolicy',
      'destroy',
    );
    expect(Object.values(bucketsOf(stack)).map((bucket) => bucket!.DeletionPolicy)).toEqual(['Delete', 'Delete']);
  });
});

describe('RB9a the distribution', () => {
  const config = distributionOf(bare.stack);

  test('speaks HTTP/2 and 3, IPv6, compresses, caches by path alone and sends S3 neither query nor cookies', () => {
    expect(config).toMatchObject({
      ...{ HttpVersion: 'http2and3', IPV6Enabled: true, PriceClass: 'PriceClass_All', DefaultRootObject: 'index.html' },
      DefaultCacheBehavior: {
        AllowedMethods: ['GET', 'HEAD'],
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', // Managed-CachingOptimized
        Compress: true,
        ViewerProtocolPolicy: 'redirect-to-https',
      },
    });
    expect(config.DefaultCacheBehavior.OriginRequestPolicyId).toBeUndefined();
  });

  test('RB9b never turns an error into the app: errors stay what they are', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
  });

  test('without a name is known by the one that CloudFront gives', () => {
    expect(Object.keys(config)).not.toContain('Aliases');
    expect(Object.keys(config)).not.toContain('ViewerCertificate');
    expect(bare.stack.resolve(bare.site.origin)).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.stringMatching(/Distribution/), 'DomainName'] }]],
    });
    expect(bare.site.certificate).toBeUndefined();
  });

  test.each([
    ['90 days', bare.stack, 90],
    ['as long as the team says', ofTeam, 365],
  ])('logs to a bucket that forgets after %s', (_, stack, days) => {
    expect(distributionOf(stack).Logging).toMatchObject({ Prefix: 'cloudfront/' });
    expect(bucketsOf(stack).logs!.Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(days);
  });

  test('takes the price class from the team', () => {
    expect(distributionOf(ofTeam).PriceClass).toBe('PriceClass_200');
  });
});

describe('RB1a a name of its own', () => {
  test('RB10c brings a certificate, the records, TLS 1.2 or newer, and the origin that CORS is told', () => {
    expect(distributionOf(named.stack)).toMatchObject({
      Aliases: [NAME],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2025', SslSupportMethod: 'sni-only' },
    });
    expect(resourcesOf(named.stack, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties.Type)).toEqual([
      ...['A', 'AAAA', 'HTTPS'],
    ]);
    expect(named.site.origin).toBe('https://app.bank.example');
    expect(named.site.certificate).toBeInstanceOf(EdgeCertificate);
  });

  test('may ask for TLS 1.3 alone', () => {
    expect(distributionOf(ofTeam).ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.3_2025');
  });

  test('has names that redirect, on the certificate, the distribution and in the zone', () => {
    const [certificate] = resourcesOf(
      ofTeam.node.findChild('EdgeTwin') as Stack,
      'AWS::CertificateManager::Certificate',
    );

    expect(distributionOf(ofTeam).Aliases).toEqual([NAME, 'www.bank.example']);
    expect(resourcesOf(ofTeam, 'AWS::Route53::RecordSet')).toHaveLength(6);
    expect(certificate.Properties.SubjectAlternativeNames).toEqual(['www.bank.example']);
  });

  test('at another DNS provider has no record here, and the certificate that was given', () => {
    const stack = workloadStack();
    const { zone } = domainIn(stack).dns!;
    const certificate = new EdgeCertificate(stack, 'Theirs', { zone, domainName: NAME });
    const site = siteIn(stack, { domain: SiteDomain.outsideRoute53(NAME, certificate) });

    expect(site.certificate).toBe(certificate);
    expect(resourcesOf(stack, 'AWS::Route53::RecordSet')).toEqual([]);
  });
});

describe('CM3a a wildcard name', () => {
  const stack = workloadStack();
  const tenants = siteIn(stack, { domain: domainIn(stack, '*.bank.example') });

  test('is on the distribution, in the zone and on the certificate in us-east-1', () => {
    const edge = stack.node.findChild('EdgeTwin') as Stack;
    const [certificate] = resourcesOf(edge, 'AWS::CertificateManager::Certificate');
    const records = resourcesOf(stack, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties);

    expect(distributionOf(stack).Aliases).toEqual(['*.bank.example']);
    expect(edge.region).toBe('us-east-1');
    expect(certificate.Properties.DomainName).toBe('*.bank.example');
    expect(records.map(({ Name, Type }) => [Name, Type])).toEqual(
      ['A', 'AAAA', 'HTTPS'].map((type) => ['*.bank.example.', type]),
    );
  });

  test('is no origin: CORS lists compare letter by letter, and each tenant has its own', () => {
    expect(() => tenants.origin).toThrowProblem('site/no-single-origin', 'domain.name', '*.bank.example', 'Web/Site');
  });
});

test('RB11a a web ACL attaches and detaches by WebACLId alone', () => {
  const stack = workloadStack();
  siteIn(stack, { domain: domainIn(stack), webAclArn: WEB_ACL });
  const attached = structuredClone(templateOf(stack));
  const { Properties } = Object.values<any>(attached.Resources).find((it) => it.Type.endsWith('::Distribution'));

  expect(Properties.DistributionConfig.WebACLId).toBe(WEB_ACL);
  delete Properties.DistributionConfig.WebACLId;
  expect(attached).toEqual(templateOf(named.stack));
});

describe('an API under the same name', () => {
  const withApis = (isNamed: boolean, ...paths: string[]) => {
    const stack = workloadStack();
    const site = siteIn(stack, { domain: isNamed ? domainIn(stack) : undefined });
    paths.forEach((path) => site.addApi(path, new HttpOrigin('api.bank.example')));
    return stack;
  };

  test('is neither cached nor answered by the app, and takes every method', () => {
    const { CacheBehaviors, CustomErrorResponses } = distributionOf(withApis(false, '/api/*'));
    const [behavior] = CacheBehaviors;

    expect(behavior).toMatchObject({
      PathPattern: '/api/*',
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // Managed-CachingDisabled
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac', // Managed-AllViewerExceptHostHeader
      ViewerProtocolPolicy: 'https-only',
    });
    expect(behavior.AllowedMethods).toHaveLength(7);
    expect([behavior.FunctionAssociations, behavior.ResponseHeadersPolicyId, CustomErrorResponses]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });

  test('CM1c CM3c receives the Host that the viewer asked for where it says so, uncached, and S3 never does', () => {
    const stack = workloadStack();
    const options = { hostHeader: ApiHostHeader.VIEWER };
    siteIn(stack, { domain: domainIn(stack) }).addApi('/api/*', new HttpOrigin('api.bank.example'), options);
    const { CacheBehaviors, DefaultCacheBehavior } = distributionOf(stack);

    expect(CacheBehaviors).toEqual([
      expect.objectContaining({
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // Managed-CachingDisabled
        OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3', // Managed-AllViewer
      }),
    ]);
    expect(DefaultCacheBehavior).not.toHaveProperty('OriginRequestPolicyId');
  });

  test('does not receive the Host of the viewer without a domain: it would be the name that CloudFront gave', () => {
    const origin = new HttpOrigin('api.bank.example');

    expect(() => siteIn().addApi('/api/*', origin, { hostHeader: ApiHostHeader.VIEWER })).toThrowProblem(
      'site/host-without-domain',
      'hostHeader',
      'VIEWER',
    );
  });

  test('is returned with its path pattern and origin', () => {
    const origin = new HttpOrigin('api.bank.example');

    expect(siteIn().addApi('/api/*', origin)).toEqual({ pathPattern: '/api/*', origin });
  });

  test('CM3c is refused without the Host of the viewer where the certificate has no name but those', () => {
    const exposure = ApiExposure.cloudFront();
    const { vpcOrigin } = sharedIn(undefined, { exposure }).loadBalancer;
    expect(() => siteIn().addApi('/api/*', vpcOrigin)).toThrowProblem(
      ...['site/origin-without-own-host', 'hostHeader', ApiHostHeader.ORIGIN],
    );
  });

  test('is refused under hosts that are not the site, by one function for all APIs', () => {
    const stack = withApis(true, '/api/*', '/graphql');
    const functions = resourcesOf(stack, 'AWS::CloudFront::Function');

    expect(functions).toHaveLength(2);
    expect(functions[1].Properties.FunctionCode).toContain('"routes": false');
    expect(distributionOf(stack).CacheBehaviors.map((it: any) => it.FunctionAssociations.length)).toEqual([1, 1]);
  });
});

test('RB9d the site hands CI what its build has to be told', () => {
  const backends = [{ buildSettings: { VITE_API_URL: 'https://api.bank.example' } }];
  const site = siteIn(workloadStack(), { toolchain: SpaToolchain.vite(), backends });

  expect(site.buildSettings.map(({ line }) => line)).toEqual(['VITE_API_URL=https://api.bank.example']);
});

test('nothing of the site uses a managed policy or a custom resource', () => {
  expect(named.stack.node.findAll().filter((it) => it instanceof ManagedPolicy)).toEqual([]);
  expect(JSON.stringify(templateOf(named.stack))).not.toContain('Custom::');
});

test('the alarms are those of the site and of its own certificate', () => {
  const ids = [named, bare].map(({ site }) => site.alarmDefinitions.map(({ id }) => id));

  expect(ids).toEqual([['ServerErrors', 'CertificateExpires'], ['ServerErrors']]);
});
