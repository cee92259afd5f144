import { Annotations } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  PriceClass,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { securityHeaders } from './security-headers';
import { acknowledgeFindings } from './site-findings';
import { onViewerRequest, viewerRequest } from './viewer-request';
import { accountWideName } from '../../core/private/resources/account-wide-name';
import type { StaticSpaSiteProps } from '../static-spa-site';

/** What the distribution connects. */
export interface DistributionParts {
  readonly bucket: IBucket;
  readonly accessLogBucket: IBucket;
  readonly certificate?: ICertificate;
  readonly contentSecurityPolicy: string;
}

/** The distribution that serves the content bucket. */
export function siteDistribution(site: Construct, props: StaticSpaSiteProps, parts: DistributionParts): Distribution {
  const { domain } = props;
  const distribution = new Distribution(site, 'Distribution', {
    defaultBehavior: {
      // With the right to list, S3 answers 404 and not 403 for a missing object; the function blocks listing requests.
      origin: S3BucketOrigin.withOriginAccessControl(parts.bucket, {
        originAccessControl: new S3OriginAccessControl(site, 'OriginAccess', {
          originAccessControlName: accountWideName(site, 64),
        }),
        originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      }),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      // The path is the whole cache key, the object's own Cache-Control the lifetime; S3 sees no cookies and no query.
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: securityHeaders(site, parts.contentSecurityPolicy, props.permissionsPolicy),
      functionAssociations: [onViewerRequest(viewerRequest(site, 'ViewerRequest', props))],
    },
    defaultRootObject: 'index.html',
    certificate: parts.certificate,
    domainNames: domain?.names,
    minimumProtocolVersion: domain && (props.tlsPolicy ?? SecurityPolicyProtocol.TLS_V1_2_2025),
    httpVersion: HttpVersion.HTTP2_AND_3,
    enableIpv6: true,
    priceClass: props.priceClass ?? PriceClass.PRICE_CLASS_ALL,
    webAclId: props.webAclArn,
    publishAdditionalMetrics: props.publishAdditionalMetrics,
    enableLogging: true,
    logBucket: parts.accessLogBucket,
    logFilePrefix: 'cloudfront/',
  });
  acknowledgeFindings(distribution, domain !== undefined, props.webAclArn !== undefined);
  Annotations.of(distribution).acknowledgeWarning('@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk');
  return distribution;
}
