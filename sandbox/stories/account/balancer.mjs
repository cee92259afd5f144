import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';

/** The load balancer of the API, as the service has it. */
export async function balancer(sandbox) {
  const ask = (Command, input = {}) => sandbox.ask(elb.ElasticLoadBalancingV2Client, new Command(input));
  const { LoadBalancers } = await ask(elb.DescribeLoadBalancersCommand);
  const { LoadBalancerArn, DNSName, SecurityGroups } = LoadBalancers[0];
  const { Attributes } = await ask(elb.DescribeLoadBalancerAttributesCommand, { LoadBalancerArn });
  const { Listeners } = await ask(elb.DescribeListenersCommand, { LoadBalancerArn });
  const { TargetGroups } = await ask(elb.DescribeTargetGroupsCommand);
  return {
    domainName: DNSName,
    securityGroups: SecurityGroups,
    attributes: Object.fromEntries(Attributes.map(({ Key, Value }) => [Key, Value])),
    listeners: Listeners,
    targets: TargetGroups[0],
  };
}
