import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * The load balancer of the API, as its service returns it.
 *
 * @param {Sandbox} sandbox
 */
export async function balancer(sandbox) {
  const Client = elb.ElasticLoadBalancingV2Client;
  const { LoadBalancers } = await sandbox.ask(Client, new elb.DescribeLoadBalancersCommand({}));
  const { LoadBalancerArn, LoadBalancerName, DNSName, SecurityGroups } = LoadBalancers[0];
  const described = new elb.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn });
  const { Attributes } = await sandbox.ask(Client, described);
  const { Listeners } = await sandbox.ask(Client, new elb.DescribeListenersCommand({ LoadBalancerArn }));
  const { TargetGroups } = await sandbox.ask(Client, new elb.DescribeTargetGroupsCommand({}));
  return {
    arn: LoadBalancerArn,
    name: LoadBalancerName,
    domainName: DNSName,
    securityGroups: SecurityGroups,
    attributes: Object.fromEntries(Attributes.map(({ Key, Value }) => [Key, Value])),
    listeners: Listeners,
    targets: TargetGroups[0],
  };
}
