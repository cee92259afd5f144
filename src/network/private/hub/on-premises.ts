import { Stack, Token } from 'aws-cdk-lib';
import { CfnTransitGatewayRouteTableAssociation } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { hubReaches, spokesReach } from './association';
import { rangeProblem } from './hub-problems';
import { spokeOverlaps, takeRanges } from './hub-ranges';
import { PendingInput } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { INetworkHub } from '../../i-network-hub';

/** A connection of a hub to networks on-premises. */
export interface OnPremises {
  readonly hub: INetworkHub;
  readonly ranges: string[];
  readonly attachmentId?: string;
}

/** What a connection cannot be made from: ranges that overlap, and another account than that of the hub. */
export function onPremisesProblems(scope: Construct, { hub, ranges, attachmentId }: OnPremises) {
  const malformed = ranges.map((range) => rangeProblem('on-premises/not-a-range', 'ranges', range));
  const isSound = malformed.every((problem) => problem === undefined);
  return [
    problemIf(isElsewhere(Stack.of(scope), { account: hub.hubAccount, region: hub.hubRegion }), {
      code: 'on-premises/other-account',
      prop: 'hub',
      value: hub.node.path,
      allowed: `must be in the account and region of this stack, and it is in ${hub.hubAccount}, ${hub.hubRegion}`,
      fix: 'create the connection in the stack of the hub, or in one of its account and region',
    }),
    problemIf(ranges.length === 0, {
      code: 'on-premises/no-ranges',
      prop: 'ranges',
      value: [],
      allowed: 'must have one CIDR block at least',
      fix: 'name the ranges on-premises that spokes reach',
    }),
    problemIf(attachmentId !== undefined && !isAttachment(attachmentId), {
      code: 'on-premises/attachment-id',
      prop: 'attachmentId',
      value: Token.isUnresolved(attachmentId) ? 'a token' : attachmentId,
      allowed: 'must be like tgw-attach-0123456789abcdef0, known at synthesis',
      fix: 'copy the answer of the command in `pendingInputs`',
    }),
    ...malformed,
    ...(isSound ? rangeProblems(scope, hub, ranges) : []),
  ];
}

function rangeProblems(scope: Construct, hub: INetworkHub, ranges: string[]): Array<Problem | undefined> {
  return [...spokeOverlaps(hub, 'ranges', ranges), ...takeRanges(hub, scope, 'ranges', ranges)];
}

function isAttachment(id: string): boolean {
  return !Token.isUnresolved(id) && /^tgw-attach-[0-9a-f]{8,17}$/.test(id);
}

/**
 * Routes to and from a connection, once the id of its attachment is known. They are static: what BGP advertises opens no way, and
 * spokes reach the named ranges alone.
 */
export function routesOnPremises(scope: Construct, { hub, ranges, attachmentId }: OnPremises): void {
  if (attachmentId === undefined) {
    return;
  }
  const routes = new Construct(scope, attachmentId); // another attachment gets routes of its own
  new CfnTransitGatewayRouteTableAssociation(routes, 'Association', {
    transitGatewayAttachmentId: attachmentId,
    transitGatewayRouteTableId: hub.hubRouteTableId,
  });
  for (const range of ranges) {
    spokesReach(routes, hub, range, attachmentId);
    hubReaches(routes, hub, range, attachmentId);
  }
}

/** The id of an attachment, which no resource type of CloudFormation returns. */
export function attachmentInput(scope: Construct, type: string, resourceId: string): PendingInput {
  const { region, account } = Stack.of(scope);
  const place = Token.isUnresolved(region) ? '' : ` --region ${region}`;
  const find = `aws ec2 describe-transit-gateway-attachments${place} --filters Name=resource-type,Values=${type} Name=resource-id,Values=${resourceId} --query 'TransitGatewayAttachments[].TransitGatewayAttachmentId' --output text`;
  const owner = Token.isUnresolved(account) ? 'the account of the hub' : `account ${account}`;
  return {
    key: 'attachmentId',
    target: `${scope.node.path}, prop attachmentId`,
    owner: `a network engineer in ${owner}, after the first deployment: then deploy again`,
    command: find,
    check: `${find.replace('].TransitGatewayAttachmentId', '].Association.TransitGatewayRouteTableId')} # prints the HubRouteTableId of the hub`,
  };
}
