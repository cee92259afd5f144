import { Duration } from 'aws-cdk-lib';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { IConnectable, ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';

/**
 * Load balancer that several services share, of this app or of another one.
 *
 * Its names and ids can be used in any stack of its account and region.
 */
export interface ISharedLoadBalancer extends IConstruct, IConnectable {
  /** VPC of load balancer and targets. */
  readonly vpc: IVpc;

  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;

  /** Name of the load balancer in metrics, such as `app/my-load-balancer/50dc6c495c0c9188`. */
  readonly loadBalancerFullName: string;

  /** DNS name of the load balancer. */
  readonly loadBalancerDnsName: string;

  /** Hosted zone of the DNS name, for alias records. */
  readonly loadBalancerCanonicalHostedZoneId: string;

  /** ARN of the HTTPS listener, which gets the rules of the services. */
  readonly listenerArn: string;

  /** Id of the security group of the load balancer. */
  readonly securityGroupId: string;

  /** Names that its certificates are known to cover, such as `*.tracker.example`: services need no certificate for them. */
  readonly certificateNames: string[];

  /** ARNs of its certificates, the default one included: a service that is given one of them adds none to the listener. */
  readonly certificateArns: string[];

  /** Idle timeout, which bounds the duration of a request to each service. */
  readonly idleTimeout: Duration;

  /** Whether the load balancer is internet-facing. */
  readonly isPublic: boolean;

  /**
   * VPC origin for distributions of the account, in any region: `site.addApi('/api/*', loadBalancer.vpcOrigin, …)`. It throws
   * unless the load balancer admits CloudFront. Where its domain is a wildcard, requests need the Host of the viewer.
   */
  readonly vpcOrigin: IOrigin;
}

/** Attributes of a shared load balancer that another app has created, in the account and region of the stack. */
export interface SharedLoadBalancerAttributes {
  /** VPC of load balancer and targets. */
  readonly vpc: IVpc;

  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;

  /** DNS name of the load balancer. */
  readonly loadBalancerDnsName: string;

  /** Hosted zone of the DNS name, for alias records. */
  readonly loadBalancerCanonicalHostedZoneId: string;

  /** ARN of the HTTPS listener. */
  readonly listenerArn: string;

  /** Security group of the load balancer. */
  readonly securityGroup: ISecurityGroup;

  /**
   * Names that its certificates cover.
   * @default - none: each service adds a certificate
   */
  readonly certificateNames?: string[];

  /**
   * ARNs of its certificates, the default one included, for services that are given one of them.
   * @default - none: each service adds the certificate that it is given
   */
  readonly certificateArns?: string[];

  /**
   * Idle timeout of the load balancer.
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether the load balancer is internal. A `vpcOrigin` needs it, and a security group that admits CloudFront.
   * @default false
   */
  readonly isInternal?: boolean;
}
