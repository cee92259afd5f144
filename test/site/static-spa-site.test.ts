import { Duration, Stack } from 'aws-cdk-lib';
import { PriceClass, SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { EdgeCertificate } from '../../src/edge';
import { SiteDomain, SpaToolchain } from '../../src/site';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { bucketsOf, distributionOf, domainIn, siteIn } from '../support/site';

const WEB_ACL = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/11111111-2222-3333-4444-555555555555';

describe('RB9a the content', () => {
  test('lies in a private, versioned bucket that only the distribution reads, over TLS', () => {
    const stack = workloadStack();
    siteIn(stack, { bucketName: 'prd-rl-bank-webapp' });

    const { content } = bucketsOf(stack);
    const policies = resourcesOf(stack, 'AWS::S3::BucketPolicy').flatMap(
      (it) => it.Properties.PolicyDocument.Statement,
    );
    const readers = policies.filter((statement) => statement.Principal?.Service === 'cloudfront.amazonaws.com');

    expect(content.Properties).toMatchObject({
      BucketName: 'prd-rl-bank-webapp',
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
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
    const stack = workloadStack();
    siteIn(stack);

    const { content, logs } = bucketsOf(stack);

    expect([content.DeletionPolicy, content.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(logs!.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(content.Properties.LifecycleConfiguration.Rules).toEqual([
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
    ]);
  });

  test('has the name that CloudFormation makes unless one is given', () => {
    const stack = workloadStack();
    siteIn(stack);

    expect(bucketsOf(stack).content.Properties.BucketName).toBeUndefined();
  });

  test('goes with the stack only by two keys', () => {
    const refused = () => siteIn(workloadStack(), { destroyContent: true });
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    siteIn(stack, { destroyContent: true });

    expect(refused).toThrow("'destroyContent' is true, but destroying data takes a second key");
    expect(Object.values(bucketsOf(stack)).map((bucket) => bucket!.DeletionPolicy)).toEqual(['Delete', 'Delete']);
  });
});

describe('RB9a the distribution', () => {
  test('speaks HTTP/2 and 3, IPv6, compresses, caches by path alone and sends S3 neither query nor cookies', () => {
    const stack = workloadStack();
    siteIn(stack);

    const config = distributionOf(stack);

    expect(config).toMatchObject({
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      PriceClass: 'PriceClass_All',
      DefaultRootObject: 'index.html',
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
    const stack = workloadStack();
    siteIn(stack);

    expect(distributionOf(stack).CustomErrorResponses).toBeUndefined();
  });

  test('without a name is known by the one that CloudFront gives', () => {
    const stack = workloadStack();
    const site = siteIn(stack);

    expect(Object.keys(distributionOf(stack))).not.toContain('Aliases');
    expect(Object.keys(distributionOf(stack))).not.toContain('ViewerCertificate');
    expect(stack.resolve(site.origin)).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.stringMatching(/Distribution/), 'DomainName'] }]],
    });
    expect(site.certificate).toBeUndefined();
  });

  test('logs to a bucket that forgets after 90 days', () => {
    const stack = workloadStack();
    siteIn(stack);

    expect(distributionOf(stack).Logging).toMatchObject({ Prefix: 'cloudfront/' });
    expect(bucketsOf(stack).logs!.Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(90);
  });

  test.each([
    ['priceClass', { priceClass: PriceClass.PRICE_CLASS_200 }, { PriceClass: 'PriceClass_200' }],
    ['webAclArn', { webAclArn: WEB_ACL }, { WebACLId: WEB_ACL }],
  ])('takes %s from the team', (_, props, expected) => {
    const stack = workloadStack();
    siteIn(stack, props);

    expect(distributionOf(stack)).toMatchObject(expected);
  });

  test('keeps logs as long as the team says', () => {
    const stack = workloadStack();
    siteIn(stack, { accessLogRetention: Duration.days(365) });

    expect(bucketsOf(stack).logs!.Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(365);
  });

  test('logs to a bucket of the team', () => {
    const stack = workloadStack();
    siteIn(stack, { accessLogBucket: Bucket.fromBucketName(stack, 'Theirs', 'their-logs') });

    expect(JSON.stringify(distributionOf(stack).Logging.Bucket)).toContain('their-logs');
    expect(bucketsOf(stack).logs).toBeUndefined();
  });
});

describe('RB1a a name of its own', () => {
  test('brings a certificate, the records and TLS 1.2 or newer', () => {
    const stack = workloadStack();
    const site = siteIn(stack, { domain: domainIn(stack) });

    expect(distributionOf(stack)).toMatchObject({
      Aliases: ['app.bank.example'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2025', SslSupportMethod: 'sni-only' },
    });
    expect(resourcesOf(stack, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties.Type)).toEqual([
      'A',
      'AAAA',
      'HTTPS',
    ]);
    expect(site.origin).toBe('https://app.bank.example');
    expect(site.certificate).toBeInstanceOf(EdgeCertificate);
  });

  test('may ask for TLS 1.3 alone', () => {
    const stack = workloadStack();
    siteIn(stack, { domain: domainIn(stack), tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025 });

    expect(distributionOf(stack).ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.3_2025');
  });

  test('has names that redirect, on the certificate, the distribution and in the zone', () => {
    const stack = workloadStack();
    siteIn(stack, { domain: domainIn(stack, 'app.bank.example', { redirectFrom: ['www.bank.example'] }) });
    const edge = stack.node.findChild('EdgeTwin') as Stack;

    expect(distributionOf(stack).Aliases).toEqual(['app.bank.example', 'www.bank.example']);
    expect(resourcesOf(stack, 'AWS::Route53::RecordSet')).toHaveLength(6);
    expect(resourcesOf(edge, 'AWS::CertificateManager::Certificate')[0].Properties.SubjectAlternativeNames).toEqual([
      'www.bank.example',
    ]);
  });

  test('at another DNS provider has no record here, and the certificate that was given', () => {
    const stack = workloadStack();
    const certificate = new EdgeCertificate(stack, 'Theirs', {
      zone: domainIn(stack).dns!.zone,
      domainName: 'app.bank.example',
    });
    const site = siteIn(stack, { domain: SiteDomain.elsewhere('app.bank.example', certificate) });

    expect(site.certificate).toBe(certificate);
    expect(resourcesOf(stack, 'AWS::Route53::RecordSet')).toEqual([]);
  });
});

describe('RB11a a web ACL', () => {
  test('attaches and detaches by WebACLId alone', () => {
    const templateWith = (webAclArn?: string) => {
      const stack = workloadStack();
      siteIn(stack, { domain: domainIn(stack), webAclArn });
      return templateOf(stack);
    };
    const [without, attached] = [templateWith(), templateWith(WEB_ACL)];
    const distribution = Object.values<any>(attached.Resources).find((it) => it.Type.endsWith('::Distribution'));

    expect(attached).not.toEqual(without);
    delete distribution.Properties.DistributionConfig.WebACLId;
    expect(attached).toEqual(without);
  });
});

describe('an API under the same name', () => {
  const withApi = (named: boolean) => {
    const stack = workloadStack();
    const site = siteIn(stack, { domain: named ? domainIn(stack) : undefined });
    site.addApi('/api/*', new HttpOrigin('api.bank.example'));
    return { stack, site };
  };

  test('is neither cached nor answered by the app, and takes every method', () => {
    const { stack } = withApi(false);

    const [behavior] = distributionOf(stack).CacheBehaviors;

    expect(behavior).toMatchObject({
      PathPattern: '/api/*',
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // Managed-CachingDisabled
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac', // Managed-AllViewerExceptHostHeader
      ViewerProtocolPolicy: 'https-only',
    });
    expect(behavior.AllowedMethods).toHaveLength(7);
    expect(behavior.FunctionAssociations).toBeUndefined();
    expect(behavior.ResponseHeadersPolicyId).toBeUndefined();
    expect(distributionOf(stack).CustomErrorResponses).toBeUndefined();
  });

  test('is refused under hosts that are not the site, by one function for all APIs', () => {
    const { stack, site } = withApi(true);
    site.addApi('/graphql', new HttpOrigin('api.bank.example'));

    const functions = resourcesOf(stack, 'AWS::CloudFront::Function');

    expect(functions).toHaveLength(2);
    expect(functions[1].Properties.FunctionCode).toContain('"routes": false');
    expect(distributionOf(stack).CacheBehaviors.map((it: any) => it.FunctionAssociations.length)).toEqual([1, 1]);
  });
});

test('RB10c the origin of the site is what CORS is told', () => {
  const stack = workloadStack();

  expect(siteIn(stack, { domain: domainIn(stack, 'merchant.bank.example') }).origin).toBe(
    'https://merchant.bank.example',
  );
});

test('RB9d the site hands CI what its build has to be told', () => {
  const site = siteIn(workloadStack(), {
    toolchain: SpaToolchain.vite(),
    backends: { apiUrl: 'https://api.bank.example' },
  });

  expect(site.buildSettings[0].line).toBe('VITE_API_BASE_URL=https://api.bank.example');
});

test('nothing of the site uses a managed policy or a custom resource', () => {
  const stack = workloadStack();
  siteIn(stack, { domain: domainIn(stack) });

  expect(stack.node.findAll().filter((it) => it instanceof ManagedPolicy)).toEqual([]);
  expect(JSON.stringify(templateOf(stack))).not.toContain('Custom::');
});

test('the alarms are those of the site and of its own certificate', () => {
  const stack = workloadStack();
  const named = siteIn(stack, { domain: domainIn(stack) });
  const unnamed = siteIn(workloadStack());

  expect(named.alarmDefinitions.map(({ id }) => id)).toEqual(['ServerErrors', 'CertificateExpires']);
  expect(unnamed.alarmDefinitions.map(({ id }) => id)).toEqual(['ServerErrors']);
});
