import { createHash } from 'node:crypto';
import { CfnRoute, CfnTransitGatewayAttachment, CfnVPCGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import { Construct, Dependable } from 'constructs';
import { childScope } from '../../../core/private/resources/child-scope';
import type { NetworkConnection } from '../../network-connection';
import { AclRule, rangeRules } from '../tiers/network-acls';
import { CreatedTier } from '../tiers/subnets';
import { PlannedTier } from '../tiers/tier-plan';

const TARGETS = {
  virtualPrivateGateway: 'gatewayId',
  transitGateway: 'transitGatewayId',
  peeringConnection: 'vpcPeeringConnectionId',
} as const;

/**
 * Creates the attachment of the VPC below the connection, and the routes below their route tables: a range that moves to
 * another connection changes the target of its routes. EC2 would refuse a second route to it.
 */
export function routesOf(scope: Construct, vpcId: string, tiers: CreatedTier[], connection: NetworkConnection): void {
  const attachment = attachmentOf(scope, vpcId, tiers, connection);
  const subnets = tiers.filter((tier) => isConnected(tier, connection)).flatMap(({ created }) => created);
  const routes = subnets.flatMap((subnet) => {
    const namespace = childScope(subnet, 'Connections');
    return connection.ranges.map((range) => {
      return new CfnRoute(namespace, range, {
        routeTableId: subnet.routeTable.routeTableId,
        destinationCidrBlock: range,
        [TARGETS[connection._kind]]: connection.targetId,
      });
    });
  });
  if (attachment) {
    routes.forEach((route) => route.node.addDependency(attachment));
  }
  Dependable.implement(scope, { dependencyRoots: [scope, ...routes] }); // whatever waits for the connection waits for them
}

/** Rules for the ranges of a connection in the network ACL of a tier. */
export function connectionRules(tier: PlannedTier, connection: NetworkConnection): AclRule[] {
  return isConnected(tier, connection)
    ? connection.ranges.flatMap((range) => rangeRules(tier, range, ruleNumberOf(range)))
    : [];
}

/**
 * Number of the rules of a range, by its hash: one that counted ranges would change with each other range, and EC2 would
 * refuse it as taken. All rules allow, so their order means nothing.
 */
export function ruleNumberOf(range: string): number {
  return 10_000 + (createHash('sha256').update(range).digest().readUInt32BE(0) % 20_000);
}

function isConnected({ kind }: PlannedTier, { includeDataTier }: NetworkConnection): boolean {
  return kind === 'egress' || (kind === 'isolated' && includeDataTier);
}

function attachmentOf(scope: Construct, vpcId: string, [, app]: CreatedTier[], { _kind, targetId }: NetworkConnection) {
  switch (_kind) {
    case 'virtualPrivateGateway':
      return new CfnVPCGatewayAttachment(scope, 'Attachment', { vpcId, vpnGatewayId: targetId });
    case 'transitGateway':
      return new CfnTransitGatewayAttachment(scope, 'Attachment', {
        ...{ vpcId, transitGatewayId: targetId },
        subnetIds: app.created.map(({ subnetId }) => subnetId),
      });
    case 'peeringConnection':
      return undefined;
  }
}
