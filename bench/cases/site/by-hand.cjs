const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { App, Aws, CfnOutput, Duration, Fn, RemovalPolicy, Stack } = require('aws-cdk-lib');
const { Certificate, CertificateValidation } = require('aws-cdk-lib/aws-certificatemanager');
const cloudfront = require('aws-cdk-lib/aws-cloudfront');
const { S3BucketOrigin } = require('aws-cdk-lib/aws-cloudfront-origins');
const { PolicyStatement, ServicePrincipal } = require('aws-cdk-lib/aws-iam');
const { AaaaRecord, ARecord, HostedZone, HttpsRecord, RecordTarget } = require('aws-cdk-lib/aws-route53');
const { CloudFrontTarget } = require('aws-cdk-lib/aws-route53-targets');
const { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } = require('aws-cdk-lib/aws-s3');

const domainName = 'merchant.bank.example';
const app = new App();
const edge = new Stack(app, 'WebEdge', { env: { account: '111111111111', region: 'us-east-1' } });
const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'ap-southeast-1' } });
stack.addDependency(edge);
const attributes = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'bank.example' };
const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', attributes);
const issued = new Certificate(edge, 'Certificate', {
  domainName,
  validation: CertificateValidation.fromDns(HostedZone.fromHostedZoneAttributes(edge, 'Zone', attributes)),
});
new CfnOutput(edge, 'Arn', { value: issued.certificateArn });

const shared = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};
const logs = new Bucket(stack, 'Logs', {
  ...shared,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
  lifecycleRules: [{ expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(7) }],
});
const content = new Bucket(stack, 'Content', {
  ...shared,
  versioned: true,
  lifecycleRules: [
    { noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(7) },
  ],
});
content.node.defaultChild.loggingConfiguration = { destinationBucketName: logs.bucketName, logFilePrefix: 's3/' };
logs.addToResourcePolicy(
  new PolicyStatement({
    principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [logs.arnForObjects('s3/*')],
    conditions: {
      StringEquals: { 'aws:SourceAccount': '111111111111' },
      ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${content.bucketName}` },
    },
  }),
);
const code = readFileSync(join(__dirname, '../../../resources/site/viewer-request.js'), 'utf8');
const site = new cloudfront.Distribution(stack, 'Distribution', {
  defaultBehavior: {
    origin: S3BucketOrigin.withOriginAccessControl(content, {
      originAccessLevels: [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
    }),
    allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
    responseHeadersPolicy: new cloudfront.ResponseHeadersPolicy(stack, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
        referrerPolicy: {
          referrerPolicy: cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
      customHeadersBehavior: { customHeaders: [{ header: 'Permissions-Policy', value: 'camera=()', override: true }] },
    }),
    functionAssociations: [
      {
        eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
        function: new cloudfront.Function(stack, 'Routes', {
          runtime: cloudfront.FunctionRuntime.JS_2_0,
          code: cloudfront.FunctionCode.fromInline(code),
        }),
      },
    ],
  },
  defaultRootObject: 'index.html',
  certificate: Certificate.fromCertificateArn(stack, 'Certificate', Fn.getStackOutput('WebEdge', 'Arn', 'us-east-1')),
  domainNames: [domainName],
  minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2025,
  httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
  enableLogging: true,
  logBucket: logs,
  logFilePrefix: 'cloudfront/',
});
const record = { zone, recordName: domainName, target: RecordTarget.fromAlias(new CloudFrontTarget(site)) };
new ARecord(stack, 'A', record);
new AaaaRecord(stack, 'Aaaa', record);
new HttpsRecord(stack, 'Https', record);
app.synth();
