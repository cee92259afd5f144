import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Distribution, IOrigin, PriceClass, SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, LogQueryDefinition, RequestMetrics } from '../core';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { EdgeCertificate } from '../edge';
import { AliasTarget } from '../network';
import { BuildSetting } from './build-setting';
import { CustomerKeyOptions } from './customer-key-options';
import { accessLogBucket } from './private/access-logs';
import { apiBehavior } from './private/api-behavior';
import { checkApi } from './private/api-problems';
import { contentBucket } from './private/content-bucket';
import { contentKey } from './private/content-key';
import { contentSecurityPolicy } from './private/content-security-policy';
import { siteDistribution } from './private/distribution';
import { ImportedSite } from './private/imported-site';
import { grantPublish } from './private/publisher';
import { siteAlarms } from './private/site-alarms';
import { certificateFor } from './private/site-certificate';
import { siteGraphs } from './private/site-graphs';
import { serverErrorRateMetric, siteRequestMetrics } from './private/site-metrics';
import { displayNameOf, originOf } from './private/site-names';
import { siteProblems } from './private/site-problems';
import { siteTypeProblems } from './private/site-types';
import { hostGuard, onViewerRequest } from './private/viewer-request';
import { SiteApi, SiteApiOptions } from './site-api';
import { SiteDomain } from './site-domain';
import { SpaBackend } from './spa-backend';
import { SpaToolchain } from './spa-toolchain';
import { IStaticSpaSite, StaticSpaSiteAttributes } from './static-spa-site-reference';

/** Properties for defining a `StaticSpaSite`. */
export interface StaticSpaSiteProps {
  /** Build tool of the app. It decides the Cache-Control of the files, and what their code needs of the Content-Security-Policy. */
  readonly toolchain: SpaToolchain;

  /**
   * Domain name of the site.
   * @default - the name that CloudFront gives, under cloudfront.net
   */
  readonly domain?: SiteDomain;

  /**
   * Name of the content bucket.
   * @default - a name that CloudFormation generates
   */
  readonly bucketName?: string;

  /**
   * Servers that the app calls from the browser. The Content-Security-Policy and the build settings follow from them.
   * @default - its own origin only
   */
  readonly backends?: SpaBackend[];

  /**
   * Additional sources for the Content-Security-Policy, by directive, such as `{ 'img-src': ['https://images.example'] }`.
   * @default - what follows from `toolchain` and `backends`
   */
  readonly contentSecuritySources?: Record<string, string[]>;

  /**
   * Value of the Permissions-Policy header.
   * @default 'camera=(), geolocation=(), microphone=()'
   */
  readonly permissionsPolicy?: string;

  /**
   * Path prefixes of routes that may contain a dot, such as `/users/` for `/users/jane.doe`.
   * @default - a last path segment with an extension is a file everywhere
   */
  readonly routesWithDots?: string[];

  /**
   * Minimum TLS version of visitors. Only with a `domain`.
   * @default SecurityPolicyProtocol.TLS_V1_2_2025
   */
  readonly tlsPolicy?: SecurityPolicyProtocol;

  /**
   * Edge locations that serve the site.
   * @default PriceClass.PRICE_CLASS_ALL
   */
  readonly priceClass?: PriceClass;

  /**
   * ARN of an AWS WAF web ACL of scope CLOUDFRONT. Adding it later changes nothing else.
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * Encrypts the content with a KMS key of the site.
   * @default - SSE-S3, which is free
   */
  readonly customerKey?: CustomerKeyOptions;

  /**
   * Existing customer managed KMS key of the content, in place of `customerKey`. Its policy is not changed: its owner adds the
   * statements for the distribution and the publishers, see "Security" in the README.
   * @default - SSE-S3, or the key of `customerKey`
   */
  readonly encryptionKey?: IKey;

  /**
   * Existing bucket for access logs, with ACLs enabled.
   * @default - a new bucket
   */
  readonly accessLogBucket?: IBucket;

  /**
   * Retention of the access logs in the new bucket.
   * @default Duration.days(90)
   */
  readonly accessLogRetention?: Duration;

  /**
   * Whether CloudFront publishes its additional metrics, which cost extra. A latency objective needs its `OriginLatency`.
   * @default false
   */
  readonly publishAdditionalMetrics?: boolean;

  /**
   * Removal policy of content and access log bucket, which must be empty. `RemovalPolicy.DESTROY` is refused without
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Single-page app in a private S3 bucket behind CloudFront.
 *
 * A CloudFront function serves the app's routes, not an error page: a missing file stays a 404, and an API under the same
 * name keeps its own errors. CI publishes the content (docs/publishing.md), the CDK does not.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 * @example
 * import { CfnOutput } from 'aws-cdk-lib';
 * import { SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';
 *
 * const portal = new StaticSpaSite(this, 'Portal', {
 *   toolchain: SpaToolchain.vite(),
 *   backends: [{ urls: ['https://api.bank.example'], buildSettings: { VITE_API_URL: 'https://api.bank.example' } }],
 * });
 * new CfnOutput(this, 'PortalOrigin', { value: portal.origin });
 */
@propertyInjectable
export class StaticSpaSite extends Construct implements IStaticSpaSite {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.site.StaticSpaSite';

  /**
   * References a site that another app defines: to grant publishing, to watch it, to allow its origin.
   * @param scope scope of it
   * @param id its id
   * @param attributes names of its bucket and its distribution
   */
  public static fromStaticSpaSiteAttributes(
    scope: Construct,
    id: string,
    attributes: StaticSpaSiteAttributes,
  ): IStaticSpaSite {
    return new ImportedSite(scope, id, attributes);
  }

  /** S3 bucket with the content. */
  public readonly bucket: Bucket;

  /** CloudFront distribution in front of the bucket. */
  public readonly distribution: Distribution;

  /** ACM certificate, undefined without a `domain`. */
  public readonly certificate?: ICertificate;

  /** S3 bucket with the access logs. */
  public readonly accessLogBucket: IBucket;

  /** KMS key of the content, undefined without `customerKey`. */
  public readonly contentKey?: Key;

  /** Content-Security-Policy header of the site. */
  public readonly contentSecurityPolicy: string;

  /** Environment variables or arguments for the build of the app. */
  public readonly buildSettings: BuildSetting[];

  private readonly domain?: SiteDomain;
  private readonly ownCertificate?: EdgeCertificate;
  private readonly toolchain: SpaToolchain;
  private readonly apiPaths: string[] = [];
  private readonly publishesLatency: boolean;

  constructor(scope: Construct, id: string, props: StaticSpaSiteProps) {
    super(scope, id);
    requireProps(this, props, { toolchain: true });
    throwOnProblems(this, ...siteTypeProblems(props));
    throwOnProblems(this, ...siteProblems(Stack.of(this), props));
    const { toolchain, backends = [], domain } = props;
    this.domain = domain;
    this.toolchain = toolchain;
    this.contentSecurityPolicy = contentSecurityPolicy(toolchain, backends, props.contentSecuritySources ?? {});
    this.buildSettings = toolchain.buildSettings(backends);
    this.accessLogBucket = props.accessLogBucket ?? accessLogBucket(this, props);
    this.bucket = contentBucket(this, props, this.accessLogBucket);
    this.ownCertificate = domain && !domain.certificate ? certificateFor(this, domain) : undefined;
    this.certificate = domain?.certificate ?? this.ownCertificate;
    this.distribution = siteDistribution(this, props, this);
    if (props.customerKey) {
      this.contentKey = contentKey(this, this.distribution, props.customerKey.publisherArns);
    }
    this.publishesLatency = props.publishAdditionalMetrics ?? false;
    domain?.names.forEach((name) => domain.dns?.addAlias(name, AliasTarget.distribution(this.distribution)));
  }

  /** Name of the content bucket. */
  public get bucketName(): string {
    return this.bucket.bucketName;
  }

  /** ID of the CloudFront distribution. */
  public get distributionId(): string {
    return this.distribution.distributionId;
  }

  /** Domain name that CloudFront gave to the distribution. */
  public get distributionDomainName(): string {
    return this.distribution.distributionDomainName;
  }

  /**
   * Origin of the site, such as `https://app.bank.example`: for the CORS list of an API and for the login provider. A site
   * with a wildcard name has an origin for each name, and throws.
   */
  public get origin(): string {
    return originOf(this, this.domain);
  }

  /** Alarms: `ServerErrors`, and `CertificateExpires` of the site's own certificate. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [...siteAlarms(this, displayNameOf(this, this.domain)), ...(this.ownCertificate?.alarmDefinitions ?? [])];
  }

  /** Requests of visitors, for a `ServiceLevelObjective`: a 5xx has failed. `publishAdditionalMetrics` adds response times. */
  public get requestMetrics(): RequestMetrics {
    return siteRequestMetrics(this, this.publishesLatency);
  }

  /** Graphs of requests, errors and the days left of the site's own certificate. */
  public get graphDefinitions(): GraphDefinition[] {
    return [...siteGraphs(this), ...(this.ownCertificate?.graphDefinitions ?? [])];
  }

  /** No log queries: the access logs are objects in `accessLogBucket`. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Serves an API under the site's name, without caching, for every method, with the API's own errors and headers.
   * @param pathPattern paths of the API, such as `/api/*`
   * @param origin server of the API
   * @param options Host header that the API receives: the name of the origin, unless it says otherwise
   */
  public addApi(pathPattern: string, origin: IOrigin, options: SiteApiOptions = {}): SiteApi {
    checkApi(this, { pathPattern, origin }, options, this.toolchain, this.apiPaths, this.domain !== undefined);
    this.apiPaths.push(pathPattern);
    const guard = this.domain && onViewerRequest(hostGuard(this, this.domain));
    this.distribution.addBehavior(pathPattern, origin, apiBehavior(options.hostHeader, guard));
    return { pathPattern, origin };
  }

  /**
   * Grants publishing: list the bucket, read, write and delete its objects, invalidate the distribution.
   *
   * With `customerKey`, the role's ARN must be among the `publisherArns`. A role that ignores policies
   * (`withoutPolicyUpdates`, or imported as immutable) gets nothing, and the CDK reports success.
   * @param grantee role of CI, in the account of the site
   */
  public grantPublish(grantee: IGrantable): Grant {
    return grantPublish(this, grantee);
  }

  /**
   * Percentage of requests that end in a server error (5xx), in us-east-1. The statistic is the average by default.
   * @param props metric options: period, statistic, label
   */
  public metric5xxErrorRate(props?: MetricOptions): Metric {
    return serverErrorRateMetric(this, props);
  }
}
