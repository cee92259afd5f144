import { Duration } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  NetworkListener,
  NetworkLoadBalancer,
  NetworkTargetGroup,
  Protocol,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import type { FixedAddress } from './fixed-addresses';
import { balancerSubnets } from './fixed-addresses';
import { HEALTH_PORT, RELAY_PORT } from './relay-config';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import type { ReplicationEndpointProps } from '../../replication-endpoint';

/** Security group of the load balancer: it admits the named addresses, and with PrivateLink nothing of the VPC. */
export function loadBalancerGroup(
  scope: Construct,
  { vpc, database, exposure }: ReplicationEndpointProps,
): SecurityGroup {
  const group = new SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc,
    description: 'Who may replicate from the database',
    allowAllOutbound: false,
  });
  for (const range of exposure.addressRanges) {
    group.addIngressRule(Peer.ipv4(range), Port.tcp(database.port), 'Named address');
  }
  return group;
}

/**
 * Network Load Balancer: internal with PrivateLink, else with Elastic IP addresses.
 *
 * Inbound rules are off for PrivateLink: they would see addresses of the consumer's VPC, which this account does not know and
 * which may be those of this VPC. Principals and acceptance decide there, and the group admits nothing else.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export function loadBalancerFor(
  scope: Construct,
  props: ReplicationEndpointProps,
  securityGroup: SecurityGroup,
  addresses: FixedAddress[],
): NetworkLoadBalancer {
  const { vpc, exposure, deletionProtection = true } = props;
  const subnets = exposure.isPublic
    ? { subnetMappings: addresses.map(({ subnet, eip }) => ({ subnet, allocationId: eip.attrAllocationId })) }
    : { vpcSubnets: balancerSubnets(props) };
  const loadBalancer = new NetworkLoadBalancer(scope, 'LoadBalancer', {
    ...{ vpc, deletionProtection, ...subnets },
    internetFacing: exposure.isPublic,
    securityGroups: [securityGroup],
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: exposure.isPublic,
    crossZoneEnabled: true,
  });
  if (exposure.isPublic) {
    // The CDK looks for the mapped subnets among the private ones, and so lets nothing wait.
    const { internetConnectivityEstablished } = vpc.selectSubnets(balancerSubnets(props));
    loadBalancer.node.addDependency(internetConnectivityEstablished);
  }
  acknowledge(
    loadBalancer,
    'ELB2',
    'A Network Load Balancer logs TLS listeners alone: the relays log each connection.',
  );
  return loadBalancer;
}

/** Listener on the port of the database, and the relays as its targets. */
export function targetsFor(
  scope: Construct,
  { vpc, database, exposure }: ReplicationEndpointProps,
  loadBalancer: NetworkLoadBalancer,
): { targets: NetworkTargetGroup; listener: NetworkListener } {
  // A target group belongs to one load balancer, and the other kind of exposure replaces that.
  const targets = new NetworkTargetGroup(scope, exposure.isPublic ? 'PublicTargets' : 'Targets', {
    vpc,
    port: RELAY_PORT,
    protocol: Protocol.TCP,
    targetType: TargetType.IP,
    preserveClientIp: false, // endpoints of PrivateLink have none to preserve
    deregistrationDelay: Duration.seconds(30), // replication never pauses by itself
    connectionTermination: true,
    healthCheck: {
      protocol: Protocol.HTTP,
      port: String(HEALTH_PORT),
      path: '/',
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2,
    },
  });
  const listener = loadBalancer.addListener('Listener', {
    port: database.port,
    protocol: Protocol.TCP,
    defaultTargetGroups: [targets],
  });
  return { targets, listener };
}
