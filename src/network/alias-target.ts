import { Token } from 'aws-cdk-lib';
import { CfnDistribution, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { IApplicationLoadBalancer, IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IAliasRecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget, LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { IConstruct } from 'constructs';

/** What an alias target can do beyond IPv4. */
export interface AliasTargetOptions {
  /**
   * Whether it answers over IPv6: an AAAA record is added.
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * Whether it speaks TLS: an HTTPS record is added, so that browsers need no first try without.
   * @default false
   */
  readonly https?: boolean;
}

/** Where a name leads. */
export class AliasTarget {
  /**
   * A CloudFront distribution: A, HTTPS, and AAAA unless it has IPv6 switched off. An imported distribution is taken
   * to have IPv6, which is CloudFront's default.
   * @param distribution the distribution, which has to know the name as an alternate domain name
   */
  public static distribution(distribution: IDistribution): AliasTarget {
    const config = distributionConfigOf(distribution);
    const ipv6 = config?.ipv6Enabled !== false;
    const acceptedNames = config && (config.aliases ?? []);
    return new AliasTarget(distribution, new CloudFrontTarget(distribution), { ipv6, https: true }, acceptedNames);
  }

  /**
   * An application load balancer: A, and AAAA where it is dual-stack.
   * @param loadBalancer the load balancer
   */
  public static loadBalancer(loadBalancer: IApplicationLoadBalancer): AliasTarget {
    const ipv6 = (loadBalancer.ipAddressType ?? IpAddressType.IPV4) !== IpAddressType.IPV4;
    return new AliasTarget(loadBalancer, new LoadBalancerTarget(loadBalancer), { ipv6 });
  }

  /**
   * Anything else that Route 53 has aliases for.
   * @param owner the construct the name leads to: the records are made in its stack and leave with it
   * @param target what CDK's `aws-route53-targets` makes of it
   * @param options what it can do beyond IPv4
   */
  public static of(owner: IConstruct, target: IAliasRecordTarget, options: AliasTargetOptions = {}): AliasTarget {
    return new AliasTarget(owner, target, options);
  }

  private constructor(
    /** The construct the name leads to. */
    public readonly owner: IConstruct,
    /** The target as Route 53's records take it. */
    public readonly target: IAliasRecordTarget,
    /** What it can do beyond IPv4. */
    public readonly options: AliasTargetOptions,
    /** The names it answers to, if it tells. */
    public readonly acceptedNames?: string[],
  ) {}
}

/** CDK's distribution keeps what it was told in its L1; an imported one has none. */
function distributionConfigOf(distribution: IDistribution): CfnDistribution.DistributionConfigProperty | undefined {
  const resource = distribution.node.defaultChild;
  return CfnDistribution.isCfnDistribution(resource) && !Token.isUnresolved(resource.distributionConfig)
    ? (resource.distributionConfig as CfnDistribution.DistributionConfigProperty)
    : undefined;
}
