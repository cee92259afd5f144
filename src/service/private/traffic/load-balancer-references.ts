import { ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { ServerGroup } from '../../../core/private/stacks/server-group';
import type { ISharedLoadBalancer } from '../../i-shared-load-balancer';
import { crossStackName } from '../observed/references';

type Names = Pick<
  ISharedLoadBalancer,
  | 'loadBalancerArn'
  | 'loadBalancerFullName'
  | 'loadBalancerDnsName'
  | 'loadBalancerCanonicalHostedZoneId'
  | 'listenerArn'
>;

/** Names of load balancer and listener for any stack, by weak reference. Another kind of exposure replaces both. */
export function loadBalancerNames(
  owner: ApplicationLoadBalancer,
  listener: ApplicationListener,
  isPublic: boolean,
): Names {
  const replacedBy = [isPublic];
  const named = (name: string, value: string) => crossStackName({ name, owner, value, replacedBy });
  return {
    loadBalancerArn: named('LoadBalancerArn', owner.loadBalancerArn),
    loadBalancerFullName: named('LoadBalancerFullName', owner.loadBalancerFullName),
    loadBalancerDnsName: named('LoadBalancerDnsName', owner.loadBalancerDnsName),
    loadBalancerCanonicalHostedZoneId: named('LoadBalancerHostedZoneId', owner.loadBalancerCanonicalHostedZoneId),
    listenerArn: crossStackName({ name: 'ListenerArn', owner: listener, value: listener.listenerArn, replacedBy }),
  };
}

/** Connections of a shared load balancer for its clients, and the id of its security group for any stack. */
export function clientsOf(scope: Construct, group: ISecurityGroup): ServerGroup {
  return new ServerGroup(scope, 'Clients', {
    group,
    port: Port.tcp(443),
    code: 'load-balancer/not-a-client',
    fix: 'pass `service`, the tasks, of one that shares it',
  });
}
