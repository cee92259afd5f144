import { CfnRoute, CfnTransitGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { HubSpoke } from '../../hub-spoke';
import type { INetworkHub } from '../../i-network-hub';
import { NetworkConnection } from '../../network-connection';
import type { ThreeTierNetwork } from '../../three-tier-network';
import { peerableOf } from '../peering/peerable';

/** CIDR block of a VPC that attaches. */
export function cidrOf({ _network, _vpc }: HubSpoke): string {
  return _network ? peerableOf(_network)!.cidr : _vpc!.cidr;
}

/** The attachment of a VPC, with routes of its private subnets to the ranges behind the hub, and to no others. */
export function attachmentOf(
  scope: Construct,
  { _network, _vpc }: HubSpoke,
  hub: INetworkHub,
  ranges: string[],
): CfnTransitGatewayAttachment {
  const { transitGatewayId } = hub;
  if (_network) {
    const connection = NetworkConnection.transitGateway(transitGatewayId, { ranges });
    const routes = (_network as ThreeTierNetwork).addConnection(scope.node.id, connection);
    return routes.node.findChild('Attachment') as CfnTransitGatewayAttachment;
  }
  const { vpcId, subnetIds, routeTableIds } = _vpc!;
  const attachment = new CfnTransitGatewayAttachment(scope, 'Attachment', {
    ...{ vpcId, transitGatewayId, subnetIds: [...subnetIds].sort() },
  });
  for (const routeTableId of [...routeTableIds].sort()) {
    const table = new Construct(scope, routeTableId);
    for (const destinationCidrBlock of ranges) {
      const route = new CfnRoute(table, destinationCidrBlock, { routeTableId, destinationCidrBlock, transitGatewayId });
      route.node.addDependency(attachment); // EC2 refuses a route to a transit gateway that the VPC is not attached to
    }
  }
  return attachment;
}
