import { CfnResource, Stack } from 'aws-cdk-lib';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { LoadBalancerOrigin } from './vpc-origin';
import type { ISharedLoadBalancer } from '../../i-shared-load-balancer';
import type { SharedLoadBalancer } from '../../shared-load-balancer';

type Names = Pick<ISharedLoadBalancer, 'loadBalancerArn' | 'loadBalancerDnsName' | 'idleTimeout'>;

/** What an origin follows from, beside the names of its load balancer. */
export interface BalancerOriginOptions {
  /** Everything that makes it another load balancer. */
  readonly identity: () => unknown;
  /** Domain name that the load balancer has a certificate and a rule for: a wildcard is none. */
  readonly name?: string;
}

/** The origin for a load balancer: by a name of its certificate, or with the Host of the viewer. */
export function balancerOrigin(owner: Construct, names: Names, { identity, name }: BalancerOriginOptions): IOrigin {
  const domainName = name?.startsWith('*') ? undefined : name;
  return new LoadBalancerOrigin({
    owner,
    identity,
    arn: names.loadBalancerArn,
    domainName: domainName ?? names.loadBalancerDnsName,
    needsViewerHost: domainName === undefined,
    idleTimeout: names.idleTimeout,
  });
}

/** The origin for a service behind a shared load balancer, by the name of the service. */
export function originBehind(shared: ISharedLoadBalancer & Partial<SharedLoadBalancer>, name: string): IOrigin {
  const { vpcOrigin, loadBalancer, loadBalancerArn } = shared; // the origin of all throws where there is none
  const identity = loadBalancer ? identityOf(loadBalancer) : () => loadBalancerArn;
  return name.startsWith('*') ? vpcOrigin : balancerOrigin(shared, shared, { identity, name });
}

/** What makes a load balancer of this app another one: another resource, stack or region. */
export function identityOf(loadBalancer: ApplicationLoadBalancer): () => unknown {
  const { stackName, region } = Stack.of(loadBalancer);
  return () => [stackName, region, (loadBalancer.node.defaultChild as CfnResource).logicalId];
}
