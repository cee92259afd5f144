import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, ApplicationLoadBalancer, SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ApiDomain } from './api-domain';
import { ApiExposure } from './api-exposure';
import { ISharedLoadBalancer, SharedLoadBalancerAttributes } from './i-shared-load-balancer';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';

import { balancerOrigin, identityOf } from './private/cloudfront/balancer-origin';
import { requireExposure } from './private/cloudfront/origin-problems';
import { addCertificates, namesOf } from './private/traffic/certificate';
import { ImportedSharedLoadBalancer } from './private/traffic/imported-shared-load-balancer';
import { accessLogsOf, loadBalancerFor, retainOnReplacement, securityGroupFor } from './private/traffic/load-balancer';
import { loadBalancerAlarms } from './private/traffic/load-balancer-alarms';
import { loadBalancerGraphs } from './private/traffic/load-balancer-graphs';
import * as metrics from './private/traffic/load-balancer-metrics';
import { requireLoadBalancerProps, sharedLoadBalancerProblems } from './private/traffic/load-balancer-problems';
import { clientsOf, loadBalancerNames } from './private/traffic/load-balancer-references';
import { sharedListener } from './private/traffic/routes';
import { throwOnProblems } from '../core/private/checks/problems';
import { certificateFor } from '../core/private/resources/certificate-of-domain';

/** Properties for defining a `SharedLoadBalancer`. */
export interface SharedLoadBalancerProps {
  /** VPC of the load balancer and of the tasks behind it. */
  readonly vpc: IVpc;

  /**
   * Domain of the default certificate, such as `*.tracker.example`. Services whose names it covers need no certificate of
   * their own. Alias records are made by the services.
   */
  readonly domain: ApiDomain;

  /**
   * Further certificates that services share. A service whose domain is given one of them adds none to the listener, and
   * neither does one whose names are known to be covered: those of a `Certificate` of this app.
   * @default - each service adds its own
   */
  readonly certificates?: ICertificate[];

  /**
   * Clients that the load balancer admits. An exposure of the other kind, internet-facing or internal, replaces the load
   * balancer, and what it replaces stays until an operator deletes it: make a second `SharedLoadBalancer` instead.
   * @default ApiExposure.internet()
   */
  readonly exposure?: ApiExposure;

  /**
   * Subnets of the load balancer.
   * @default - the public subnets of the VPC, or the private ones of an internal load balancer
   */
  readonly loadBalancerSubnets?: SubnetSelection;

  /**
   * Idle timeout, which bounds the `requestTimeout` of each service: Elastic Load Balancing has one for all.
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;

  /**
   * TLS policy of the listener, of those that support TLS 1.3.
   * @default SslPolicy.TLS13_RES
   */
  readonly sslPolicy?: SslPolicy;

  /**
   * ARN of a web ACL of scope REGIONAL. Attaching one later adds one resource and changes none.
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * Bucket for the access logs. The write policy of load balancers is added to it. An imported bucket must have it already.
   * @default - a bucket is created
   */
  readonly accessLogBucket?: IBucket;

  /**
   * Retention of the access logs in the bucket that is created.
   * @default Duration.days(90)
   */
  readonly accessLogRetention?: Duration;

  /**
   * Deletion protection of the load balancer. Deploy once with `false` before deleting the stack.
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * Removal policy of the access log bucket. `RemovalPolicy.DESTROY` takes the context `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Application Load Balancer that several services share by host and path.
 *
 * Rules, target groups, alias records and further certificates lie in the stacks of the services, and no CloudFormation
 * export blocks a change of the load balancer. Unknown hosts get 404, and HTTP is redirected to HTTPS.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { BankDns } from 'rl-bank-constructs/network';
 * import { ApiDomain, BankApiService, IImageRepository, SharedLoadBalancer } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const dns: BankDns;
 * declare const image: IImageRepository;
 *
 * const loadBalancer = new SharedLoadBalancer(this, 'LoadBalancer', {
 *   vpc,
 *   domain: ApiDomain.inZone(dns, '*.tracker.example'),
 * });
 * new BankApiService(this, 'Web', {
 *   vpc,
 *   loadBalancer,
 *   image,
 *   domain: ApiDomain.inZone(dns, 'app.tracker.example', { redirectFrom: ['tracker.example'] }),
 * });
 */
@propertyInjectable
export class SharedLoadBalancer extends Construct implements ISharedLoadBalancer, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.SharedLoadBalancer';

  /**
   * References a shared load balancer that another app has created. Services of that app are not known here: two of the
   * same host and paths are refused by Elastic Load Balancing only, or the one with the lower priority wins.
   * @param scope where it is referenced
   * @param id its id there
   * @param attrs names, listener and security group
   */
  public static fromSharedLoadBalancerAttributes(
    scope: Construct,
    id: string,
    attrs: SharedLoadBalancerAttributes,
  ): ISharedLoadBalancer {
    return new ImportedSharedLoadBalancer(scope, id, attrs);
  }

  /** VPC of the load balancer and of the tasks behind it. */
  public readonly vpc: IVpc;

  /** Load balancer. */
  public readonly loadBalancer: ApplicationLoadBalancer;

  /** HTTPS listener. */
  public readonly listener: ApplicationListener;

  /** Default certificate of the listener. */
  public readonly certificate: ICertificate;

  /** Bucket for the access logs. */
  public readonly accessLogBucket: IBucket;

  /** Connections of the load balancer, with default port 443. */
  public readonly connections: Connections;

  /** ARN of the load balancer, for any stack of its account and region. */
  public readonly loadBalancerArn: string;

  /** Name of the load balancer in metrics, for any stack of its account and region. */
  public readonly loadBalancerFullName: string;

  /** DNS name of the load balancer, for any stack of its account and region. */
  public readonly loadBalancerDnsName: string;

  /** Hosted zone of the DNS name, for any stack of its account and region. */
  public readonly loadBalancerCanonicalHostedZoneId: string;

  /** ARN of the HTTPS listener, for any stack of its account and region. */
  public readonly listenerArn: string;

  /** Id of the security group, for any stack of its account and region. */
  public readonly securityGroupId: string;

  /** Names that its certificates are known to cover. */
  public readonly certificateNames: string[];

  /** ARNs of its certificates, the default one first. */
  public readonly certificateArns: string[];

  /** Idle timeout, which bounds the duration of a request to each service. */
  public readonly idleTimeout: Duration;

  /** Whether the load balancer is internet-facing. */
  public readonly isPublic: boolean;

  private readonly ownsCertificate: boolean;
  private readonly admitsCloudFront: boolean;
  private readonly origin: IOrigin;

  constructor(scope: Construct, id: string, props: SharedLoadBalancerProps) {
    super(scope, id);
    requireLoadBalancerProps(this, props);
    throwOnProblems(this, ...sharedLoadBalancerProblems(Stack.of(this), props));
    const { domain, exposure = ApiExposure.internet(), certificates = [] } = props;
    this.vpc = props.vpc;
    this.idleTimeout = props.idleTimeout ?? Duration.seconds(60);
    this.isPublic = exposure.isPublic;
    this.admitsCloudFront = exposure.isCloudFront;
    this.certificateNames = [...domain.names, ...certificates.flatMap(namesOf)];
    this.ownsCertificate = !domain.certificate;

    const group = securityGroupFor(this, props);
    this.loadBalancer = loadBalancerFor(this, group, props, this.idleTimeout);
    this.accessLogBucket = accessLogsOf(this, this.loadBalancer, props);
    this.certificate = certificateFor(this, domain);
    this.certificateArns = [this.certificate, ...certificates].map(({ certificateArn }) => certificateArn);
    this.listener = sharedListener(this, this.loadBalancer, this.certificate, props);
    addCertificates(this, this.listener, certificates);
    retainOnReplacement(this);

    const clients = clientsOf(this, group);
    this.connections = clients.connections;
    this.securityGroupId = clients.securityGroupId;
    const names = loadBalancerNames(this.loadBalancer, this.listener, this.isPublic);
    this.loadBalancerArn = names.loadBalancerArn;
    this.loadBalancerFullName = names.loadBalancerFullName;
    this.loadBalancerDnsName = names.loadBalancerDnsName;
    this.loadBalancerCanonicalHostedZoneId = names.loadBalancerCanonicalHostedZoneId;
    this.listenerArn = names.listenerArn;
    this.origin = balancerOrigin(this, this, { identity: identityOf(this.loadBalancer), name: domain.name });
  }

  /**
   * VPC origin for distributions of the account, in any region. It throws without `ApiExposure.cloudFront()`. Where `domain` is
   * a wildcard, pass `hostHeader: ApiHostHeader.VIEWER` with it.
   */
  public get vpcOrigin(): IOrigin {
    requireExposure(this, this.admitsCloudFront);
    return this.origin;
  }

  /** Alarms: `LoadBalancerErrors`, `ConnectionsRejected` and `CertificateExpires` (without a `certificate` of yours). */
  public get alarmDefinitions(): AlarmDefinition[] {
    return loadBalancerAlarms(this, this.ownsCertificate);
  }

  /** Graph definitions of the load balancer. */
  public get graphDefinitions(): GraphDefinition[] {
    return loadBalancerGraphs(this);
  }

  /** No log queries: access logs are in a bucket. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Requests that reached a target of any service: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricRequests(props?: MetricOptions): Metric {
    return metrics.requests(this, props);
  }

  /**
   * Requests that the load balancer itself answers with 5xx, in percent: a target does not answer in time, or closes the
   * connection. 503, for services without a task, is left out. Fewer than five in a period count as none. A math expression: `statistic`, `id` and `visible` have no effect.
   * @param props metric options: period, label, region
   */
  public metricErrorRate(props?: MetricOptions): MathExpression {
    return metrics.errorRate(this, props);
  }

  /**
   * Connections that the load balancer rejects, as it has its maximum: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricRejectedConnections(props?: MetricOptions): Metric {
    return metrics.rejectedConnections(this, props);
  }

  /**
   * Requests that the load balancer answers with 404, for a host or path of no service: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricUnknownRequests(props?: MetricOptions): Metric {
    return metrics.unknownRequests(this, props);
  }
}
