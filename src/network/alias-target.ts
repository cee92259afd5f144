import { Token } from 'aws-cdk-lib';
import { CfnDistribution, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { IApplicationLoadBalancer, IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IAliasRecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget, LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { IConstruct } from 'constructs';
import { requireArgument } from '../core/private/checks/required-props';
import { BOOLEAN, instance, requireTypes } from '../core/private/checks/types';

/** Options for an alias target. */
export interface AliasTargetOptions {
  /**
   * Whether the target answers over IPv6: an AAAA record is added.
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * Whether the target speaks HTTPS: an HTTPS record is added, so that browsers connect with TLS at once.
   * @default false
   */
  readonly https?: boolean;
}

/**
 * Target of an alias record.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 * @example
 * import * as apigateway from 'aws-cdk-lib/aws-apigateway';
 * import { ApiGateway } from 'aws-cdk-lib/aws-route53-targets';
 * import { AliasTarget, BankDns } from 'rl-bank-constructs/network';
 *
 * declare const dns: BankDns;
 * declare const rest: apigateway.RestApi;
 *
 * dns.addAlias('partners.bank.example', AliasTarget.of(rest, new ApiGateway(rest)));
 */
export class AliasTarget {
  /**
   * A CloudFront distribution: A, HTTPS, and AAAA unless IPv6 is off. An imported distribution is assumed to have IPv6,
   * which is CloudFront's default.
   * @param distribution distribution that has the name as an alternate domain name
   */
  public static distribution(distribution: IDistribution): AliasTarget {
    const type = instance('an IDistribution', 'distributionDomainName');
    requireArgument('AliasTarget.distribution', 'distribution', distribution, type);
    const config = distributionConfigOf(distribution);
    const ipv6 = config?.ipv6Enabled !== false;
    const acceptedNames = config && (config.aliases ?? []);
    return new AliasTarget(distribution, new CloudFrontTarget(distribution), { ipv6, https: true }, acceptedNames);
  }

  /**
   * An Application Load Balancer: A, and AAAA where it is dual-stack.
   * @param loadBalancer load balancer that answers to the name
   */
  public static loadBalancer(loadBalancer: IApplicationLoadBalancer): AliasTarget {
    const type = instance('an IApplicationLoadBalancer', 'loadBalancerArn');
    requireArgument('AliasTarget.loadBalancer', 'loadBalancer', loadBalancer, type);
    const ipv6 = (loadBalancer.ipAddressType ?? IpAddressType.IPV4) !== IpAddressType.IPV4;
    return new AliasTarget(loadBalancer, new LoadBalancerTarget(loadBalancer), { ipv6 });
  }

  /**
   * Any other target of Route 53 alias records.
   * @param owner construct of the target: the records are created in its stack and deleted with it
   * @param target alias target, from `aws-cdk-lib/aws-route53-targets`
   * @param options IPv6 and HTTPS
   */
  public static of(owner: IConstruct, target: IAliasRecordTarget, options: AliasTargetOptions = {}): AliasTarget {
    requireArgument('AliasTarget.of', 'owner', owner, instance('a construct', 'node'));
    requireArgument('AliasTarget.of', 'target', target, instance('an IAliasRecordTarget', 'bind'));
    requireTypes('AliasTarget.of', options, { ipv6: BOOLEAN, https: BOOLEAN });
    return new AliasTarget(owner, target, options);
  }

  private constructor(
    /** Construct of the target. */
    public readonly owner: IConstruct,
    /** Alias target of the records. */
    public readonly target: IAliasRecordTarget,
    /** IPv6 and HTTPS of the target. */
    public readonly options: AliasTargetOptions,
    /**
     * Alternate domain names of a distribution; `undefined` where they are not known.
     * @internal
     */
    public readonly _acceptedNames?: string[],
  ) {}
}

/** The config of a distribution of this app; `undefined` for an imported one. */
function distributionConfigOf(distribution: IDistribution): CfnDistribution.DistributionConfigProperty | undefined {
  const resource = distribution.node.defaultChild;
  return CfnDistribution.isCfnDistribution(resource) && !Token.isUnresolved(resource.distributionConfig)
    ? (resource.distributionConfig as CfnDistribution.DistributionConfigProperty)
    : undefined;
}
