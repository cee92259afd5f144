import { createHash } from 'node:crypto';
import { CfnRoute, CfnTransitGatewayAttachment, CfnVPCGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { NetworkConnection } from '../../network-connection';
import { AclRule, rangeRules } from '../tiers/network-acls';
import { CreatedTier } from '../tiers/subnets';
import { PlannedTier } from '../tiers/tier-plan';

const TARGETS = {
  virtualPrivateGateway: 'gatewayId',
  transitGateway: 'transitGatewayId',
  peeringConnection: 'vpcPeeringConnectionId',
} as const;

/** Creates the routes of a connection, and the attachment of the VPC that they need. */
export function routesOf(scope: Construct, vpcId: string, tiers: CreatedTier[], connection: NetworkConnection): void {
  const attachment = attachmentOf(scope, vpcId, tiers, connection);
  for (const tier of tiers.filter((it) => isConnected(it, connection))) {
    for (const { node, routeTable } of tier.created) {
      const routes = new Construct(scope, node.id);
      for (const range of connection.ranges) {
        const route = new CfnRoute(routes, range, {
          routeTableId: routeTable.routeTableId,
          destinationCidrBlock: range,
          [TARGETS[connection._kind]]: connection.targetId,
        });
        if (attachment) {
          route.node.addDependency(attachment);
        }
      }
    }
  }
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
