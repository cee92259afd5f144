import { CfnEIP, ISubnet, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { childScope } from '../../../core/private/resources/child-scope';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import type { ReplicationEndpointProps } from '../../replication-endpoint';

/** An Elastic IP address of the load balancer in a subnet. */
export interface FixedAddress {
  readonly subnet: ISubnet;
  readonly eip: CfnEIP;
}

/** Subnets of the load balancer. */
export function balancerSubnets({ vpc, exposure, loadBalancerSubnets }: ReplicationEndpointProps): SubnetSelection {
  return loadBalancerSubnets ?? (exposure.isPublic ? { subnets: vpc.publicSubnets } : privateSubnets(vpc));
}

/** Creates an address for each subnet, which stays when another subnet comes or goes; none with PrivateLink. */
export function addressesFor(scope: Construct, props: ReplicationEndpointProps): FixedAddress[] {
  const removalPolicy = removalPolicyOf(scope, props.removalPolicy);
  if (!props.exposure.isPublic) {
    return [];
  }
  const place = childScope(scope, 'Addresses');
  return props.vpc.selectSubnets(balancerSubnets(props)).subnets.map((subnet) => {
    const eip = new CfnEIP(childScope(place, subnet.node.id), 'Address', { domain: 'vpc' });
    eip.applyRemovalPolicy(removalPolicy);
    return { subnet, eip };
  });
}

/** The addresses for any stack. */
export function addressTexts(addresses: FixedAddress[]): string[] {
  return addresses.map(({ eip }) => crossStackValue(eip, { name: 'Address', value: eip.attrPublicIp }));
}
