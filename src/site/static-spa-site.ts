import { Annotations, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionAssociation,
  Function as EdgeFunction,
  FunctionEventType,
  HttpVersion,
  IOrigin,
  OriginRequestPolicy,
  PriceClass,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { throwOnProblems } from '../core/private/checks/problems';
import { EdgeCertificate } from '../edge';
import { AliasTarget } from '../network';
import { BuildSetting } from './build-setting';
import { CustomerKeyOptions } from './customer-key-options';
import { accessLogBucket } from './private/access-logs';
import { accountWideName } from './private/account-wide-name';
import { apiProblems } from './private/api-problems';
import { contentBucket } from './private/content-bucket';
import { contentKey } from './private/content-key';
import { contentSecurityPolicy } from './private/content-security-policy';
import { grantPublish } from './private/publisher';
import { securityHeaders } from './private/security-headers';
import { siteAlarms } from './private/site-alarms';
import { acknowledgeFindings } from './private/site-findings';
import { siteGraphs } from './private/site-graphs';
import { crossStackMetric } from './private/site-metrics';
import { siteProblems } from './private/site-problems';
import { viewerRequest } from './private/viewer-request';
import { SiteDomain } from './site-domain';
import { SpaBackends } from './spa-backends';
import { SpaToolchain } from './spa-toolchain';

/** Properties for defining a `StaticSpaSite`. */
export interface StaticSpaSiteProps {
  /** The tool that builds the app: its files' cache rules and the needs of its code follow. */
  readonly toolchain: SpaToolchain;

  /**
   * The name of the site.
   * @default - the name that CloudFront gives, under cloudfront.net
   */
  readonly domain?: SiteDomain;

  /**
   * The name of the bucket with the content.
   * @default - a name that CloudFormation makes
   */
  readonly bucketName?: string;

  /**
   * Whom the app talks to: the Content-Security-Policy and the build settings follow.
   * @default - its own origin alone
   */
  readonly backends?: SpaBackends;

  /**
   * Further sources for the Content-Security-Policy, by directive, such as `{ 'img-src': ['https://images.example'] }`.
   * @default - what follows from `toolchain` and `backends`
   */
  readonly contentSecuritySources?: Record<string, string[]>;

  /**
   * The Permissions-Policy header.
   * @default 'camera=(), geolocation=(), microphone=()'
   */
  readonly permissionsPolicy?: string;

  /**
   * Paths under which a dot does not begin an extension, such as `/users/` for `/users/jane.doe`.
   * @default - a last segment with an extension is a file everywhere
   */
  readonly routesWithDots?: string[];

  /**
   * The oldest TLS that visitors may use, where the site has a name of its own.
   * @default SecurityPolicyProtocol.TLS_V1_2_2025
   */
  readonly tlsPolicy?: SecurityPolicyProtocol;

  /**
   * The edges that serve the site.
   * @default PriceClass.PRICE_CLASS_ALL
   */
  readonly priceClass?: PriceClass;

  /**
   * The ARN of a web ACL of scope CLOUDFRONT. Attaching one later changes nothing else.
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * Encrypts the content with a key of the site's own.
   * @default - S3's own encryption, which costs nothing
   */
  readonly customerKey?: CustomerKeyOptions;

  /**
   * A bucket for access logs that exists, with ACLs enabled.
   * @default - a bucket of the site's own
   */
  readonly accessLogBucket?: IBucket;

  /**
   * How long the site's own bucket keeps access logs.
   * @default Duration.days(90)
   */
  readonly accessLogRetention?: Duration;

  /**
   * The removal policy of the content bucket and of the access logs.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context `rl-bank-constructs:destroyData` of the app is true. The buckets must be empty.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A single-page app on a private bucket behind CloudFront.
 *
 * Routes of the app are served by a function at the edge and never by an error page: a missing file stays a 404, and an
 * API under the same name keeps its own errors. Content is published by CI, not by the CDK, under the contract in
 * docs/publishing.md.
 */
export class StaticSpaSite extends Construct implements IMonitored {
  /** The bucket with the content. */
  public readonly bucket: Bucket;

  /** The distribution in front of it. */
  public readonly distribution: Distribution;

  /** The certificate, where the site has a name of its own. */
  public readonly certificate?: ICertificate;

  /** The bucket with the access logs. */
  public readonly accessLogBucket: IBucket;

  /** The key of the content, where one was asked for. */
  public readonly contentKey?: Key;

  /** Where the site is, such as `https://app.bank.example`: for CORS and for the login provider. */
  public readonly origin: string;

  /** The Content-Security-Policy that the site is served with. */
  public readonly contentSecurityPolicy: string;

  /** What the build of the app has to be told. */
  public readonly buildSettings: BuildSetting[];

  private readonly domain?: SiteDomain;
  private readonly ownCertificate?: EdgeCertificate;
  private readonly toolchain: SpaToolchain;
  private readonly apiPaths: string[] = [];

  constructor(scope: Construct, id: string, props: StaticSpaSiteProps) {
    super(scope, id);
    throwOnProblems(this, ...siteProblems(Stack.of(this), props));
    const { toolchain, backends = {}, domain } = props;
    this.domain = domain;
    this.toolchain = toolchain;
    this.contentSecurityPolicy = contentSecurityPolicy(toolchain, backends, props.contentSecuritySources ?? {});
    this.buildSettings = toolchain.buildSettings(backends);

    this.accessLogBucket = props.accessLogBucket ?? accessLogBucket(this, props);
    this.bucket = contentBucket(this, props, this.accessLogBucket);
    this.ownCertificate = domain && !domain.certificate ? this.certificateFor(domain) : undefined;
    this.certificate = domain?.certificate ?? this.ownCertificate;

    this.distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: {
        // Listing makes S3 answer 404 and not 403 for what is missing; the function lets no request through that lists.
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket, {
          originAccessControl: new S3OriginAccessControl(this, 'OriginAccess', {
            originAccessControlName: accountWideName(this, 64),
          }),
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        // By path alone, as long as the object's own Cache-Control says; neither cookies nor queries reach S3.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy: securityHeaders(this, this.contentSecurityPolicy, props.permissionsPolicy),
        functionAssociations: [before(viewerRequest(this, 'ViewerRequest', props))],
      },
      defaultRootObject: 'index.html',
      certificate: this.certificate,
      domainNames: domain?.names,
      minimumProtocolVersion: domain && (props.tlsPolicy ?? SecurityPolicyProtocol.TLS_V1_2_2025),
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      priceClass: props.priceClass ?? PriceClass.PRICE_CLASS_ALL,
      webAclId: props.webAclArn,
      enableLogging: true,
      logBucket: this.accessLogBucket,
      logFilePrefix: 'cloudfront/',
    });
    acknowledgeFindings(this.distribution, domain !== undefined, props.webAclArn !== undefined);
    Annotations.of(this.distribution).acknowledgeWarning('@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk');

    if (props.customerKey) {
      this.contentKey = contentKey(this, this.distribution, props.customerKey.publisherArns);
    }
    domain?.names.forEach((name) => domain.dns?.addAlias(name, AliasTarget.distribution(this.distribution)));
    this.origin = `https://${domain?.name ?? this.distribution.distributionDomainName}`;
  }

  /** The alarms on what visitors feel, and on the site's own certificate. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [
      ...siteAlarms(this, this.domain ? this.origin : `the site ${this.node.id}`),
      ...(this.ownCertificate?.alarmDefinitions ?? []),
    ];
  }

  /** What visitors get from the edges, and how long the site's own certificate holds. */
  public get graphDefinitions(): GraphDefinition[] {
    return [...siteGraphs(this), ...(this.ownCertificate?.graphDefinitions ?? [])];
  }

  /** None: access logs are files in `accessLogBucket`. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Serves an API under the site's own name. It is not cached, keeps its own errors and headers, and is asked for by
   * every method.
   * @param pathPattern its paths, such as `/api/*`
   * @param origin where it is; it sees its own name as host
   */
  public addApi(pathPattern: string, origin: IOrigin): void {
    throwOnProblems(this, ...apiProblems(pathPattern, this.toolchain, this.apiPaths));
    this.apiPaths.push(pathPattern);
    const guard = this.domain && before(this.hostGuard(this.domain));
    this.distribution.addBehavior(pathPattern, origin, {
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      compress: true,
      functionAssociations: guard && [guard],
    });
  }

  /**
   * Allows publishing: to list the bucket, to read, write and delete its objects, and to invalidate the distribution.
   * With a key of its own, the role's ARN has to be among its `publisherArns`. A role that refuses policies
   * (`withoutPolicyUpdates`, or imported as immutable) gets nothing, and the CDK calls that a success.
   * @param grantee the role of CI
   */
  public grantPublish(grantee: IGrantable): Grant {
    return grantPublish(this, grantee);
  }

  /**
   * The share of requests, in percent, that end in an error of the server: the mean, in us-east-1.
   * @param props how it is drawn
   */
  public metric5xxErrorRate(props?: MetricOptions): Metric {
    return crossStackMetric(this, this.distribution.metric5xxErrorRate(props));
  }

  private certificateFor({ dns, name, redirectFrom }: SiteDomain): EdgeCertificate {
    return new EdgeCertificate(this, 'Certificate', {
      zone: dns!.zone,
      domainName: name,
      alternativeNames: redirectFrom,
    });
  }

  /** One function for all APIs: under the name that CloudFront gives they are refused as the app is. */
  private hostGuard(domain: SiteDomain): EdgeFunction {
    return (this.node.tryFindChild('HostGuard') as EdgeFunction) ?? viewerRequest(this, 'HostGuard', { domain });
  }
}

function before(edgeFunction: EdgeFunction): FunctionAssociation {
  return { function: edgeFunction, eventType: FunctionEventType.VIEWER_REQUEST };
}
