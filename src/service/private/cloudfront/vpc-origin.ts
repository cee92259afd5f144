import { createHash } from 'node:crypto';
import { CfnResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import {
  IOrigin,
  OriginBindConfig,
  OriginBindOptions,
  OriginProtocolPolicy,
  OriginSslPolicy,
  VpcOrigin,
} from 'aws-cdk-lib/aws-cloudfront';
import { VpcOrigin as OriginBehindVpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { originPlaceProblem } from './origin-problems';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { accountWideName } from '../../../core/private/resources/account-wide-name';
import { recordViewerHost } from '../../../core/private/resources/viewer-host';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { resolveStable } from '../../../core/private/stacks/weak-reference';

/** Limit of CloudFront for names of VPC origins, and the length of the hash in them with its hyphen. */
const LONGEST_NAME = 64;
const HASH = 9;

/** Quota of CloudFront for the response timeout of an origin, unless support raises it. */
const LONGEST_RESPONSE = 60;

/** A load balancer that CloudFront reaches as a VPC origin. */
export interface OriginLoadBalancer {
  /** Construct of the load balancer, in its stack. */
  readonly owner: Construct;
  /** ARN of the load balancer, for any stack of its account. */
  readonly arn: string;
  /** Everything that makes it another load balancer. */
  readonly identity: () => unknown;
  /** Domain name of the origin: a name that its certificate has, or else its DNS name. */
  readonly domainName: string;
  /** Whether the certificate has no name but those that viewers ask for. */
  readonly needsViewerHost: boolean;
  /** Idle timeout of the load balancer. */
  readonly idleTimeout: Duration;
}

/**
 * Origin of a distribution for an internal load balancer. Each distribution gets a VPC origin of its own, in its stack: it is
 * created before the distribution changes, and deleted after it.
 */
export class LoadBalancerOrigin implements IOrigin {
  constructor(private readonly loadBalancer: OriginLoadBalancer) {
    if (loadBalancer.needsViewerHost) {
      recordViewerHost(this);
    }
  }

  public bind(scope: Construct, options: OriginBindOptions): OriginBindConfig {
    const { owner, domainName, idleTimeout } = this.loadBalancer;
    throwOnProblems(owner, originPlaceProblem(Stack.of(scope), Stack.of(owner)));
    const origin = OriginBehindVpcOrigin.withVpcOrigin(vpcOriginIn(scope, this.loadBalancer), {
      domainName,
      readTimeout: idleTimeout.isUnresolved()
        ? undefined
        : Duration.seconds(Math.min(idleTimeout.toSeconds(), LONGEST_RESPONSE)),
    });
    return origin.bind(scope, options);
  }
}

/**
 * CloudFront changes no VPC origin that a distribution uses, not even its tags (aws-cdk#35765). So what would change it
 * makes another: the logical id and the name, which is unique in the account, have a hash of it all.
 */
function vpcOriginIn(scope: Construct, { owner, arn, identity }: OriginLoadBalancer): VpcOrigin {
  const stack = topLevelStack(scope);
  const hash = () => hashOf(resolveStable(Stack.of(owner), [identity(), sorted(stack.tags.tagValues())]));
  const vpcOrigin = new VpcOrigin(scope, 'VpcOrigin', {
    endpoint: { endpointArn: arn, domainName: undefined },
    vpcOriginName: Lazy.uncachedString({
      produce: () => `${accountWideName(scope, LONGEST_NAME - HASH)}-${hash()}`,
    }),
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [OriginSslPolicy.TLS_V1_2],
  });
  const resource = vpcOrigin.node.defaultChild as CfnResource;
  const logicalId = Stack.of(scope).getLogicalId(resource);
  resource.overrideLogicalId(Lazy.uncachedString({ produce: () => `${logicalId}${hash()}` }));
  resource.addPropertyDeletionOverride('Tags');
  return vpcOrigin;
}

function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value))
    .digest('hex')
    .slice(0, HASH - 1);
}

function sorted(tags: Record<string, string>): Array<[string, string]> {
  return Object.entries(tags).sort(([one], [other]) => (one < other ? -1 : 1));
}
