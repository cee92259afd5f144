import { Fn, Stack } from 'aws-cdk-lib';
import {
  CfnTransitGatewayAttachment,
  CfnTransitGatewayRoute,
  CfnTransitGatewayRouteTableAssociation,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { PlannedAttachment } from './attachment-problems';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { childScope } from '../../../core/private/resources/child-scope';
import { childStack } from '../../../core/private/stacks/child-stack';
import { executionRoleOf, readerOfOutputs } from '../../../core/private/stacks/output-reader';
import { areDifferent, topLevelStack } from '../../../core/private/stacks/stack-of';
import { dependOn, outputOf } from '../../../core/private/stacks/weak-reference';
import type { INetworkHub } from '../../i-network-hub';

/** An attachment, with what is to know of it in the account of the hub. */
export interface Association {
  readonly attachment: CfnTransitGatewayAttachment;
  readonly planned: PlannedAttachment;
  readonly cidr: string;
}

/**
 * Associates an attachment with its route table, and writes its routes: in the account of the hub, which alone may do so. Where the VPC is in
 * another account, a stack of its own is deployed there after it, and reads the id of the attachment by a role.
 */
export function associate(scope: Construct, association: Association): Stack {
  const home = topLevelStack(association.attachment);
  const { hubAccount, hubRegion } = association.planned.hub;
  if (!areDifferent(home.account, hubAccount)) {
    const place = new Construct(home === topLevelStack(scope) ? scope : home, `${scope.node.id}Association`);
    routesOf(place, association, association.attachment.ref);
    return home;
  }
  const hubStack = childStack(scope, 'hub', home, {
    suffix: `hub-${scope.node.id}-${home.account}`, // a stack of this name of another account would be updated
    description: `${home.stackName}: association with the network hub`,
    account: hubAccount,
    region: hubRegion,
    terminationProtection: false, // it goes before the attachment that it associates
  });
  routesOf(hubStack, association, idSeenFrom(hubStack, home, scope, association));
  dependOn(hubStack, home);
  return hubStack;
}

/** The id of the attachment as CloudFormation reads it from another account, which it does when the template changes. */
function idSeenFrom(
  hubStack: Stack,
  home: Stack,
  scope: Construct,
  { attachment, cidr, planned }: Association,
): string {
  const executionRoleArn = executionRoleOf(hubStack);
  throwOnProblems(
    scope,
    problemIf(executionRoleArn === undefined, {
      code: 'network-attachment/synthesizer',
      prop: 'synthesizer',
      value: hubStack.synthesizer.constructor.name,
      allowed: 'must be a DefaultStackSynthesizer: the role of its bootstrap reads the id of the attachment',
      fix: 'pass a `DefaultStackSynthesizer` to the stack of the VPC',
    }),
  );
  const output = outputOf({
    producer: home,
    name: `${scope.node.id.replace(/-/g, '')}AttachmentId`, // CloudFormation takes no hyphen in the name of an output
    value: attachment.ref,
    identity: () => [attachment.logicalId, planned.hub.transitGatewayId, cidr],
  });
  const roleArn = readerOfOutputs(scope, 'HubReader', {
    ...{ reader: hubStack, producer: home, roleName: readerNameOf(scope, home) },
    description: `Reads the attachment of ${home.stackName} for the account ${hubStack.account}`,
    executionRoleArn: executionRoleArn!,
  });
  return Fn.getStackOutput(home.stackName, output, home.region, roleArn);
}

/** A name that the account has once: no stack has a dot in its name, so that `a-b` with `c` is not `a` with `b-c`. */
function readerNameOf(scope: Construct, home: Stack): string {
  const roleName = `${home.stackName}.${scope.node.id}-hub-reader-${home.region}`;
  throwOnProblems(
    scope,
    problemIf(roleName.length > 64, {
      code: 'network-attachment/id-too-long',
      prop: 'id',
      value: scope.node.id,
      allowed: `must leave the role ${roleName} at most 64 characters, which IAM takes`,
      fix: 'shorten the id, or the name of the stack of the VPC',
    }),
  );
  return roleName;
}

function routesOf(scope: Construct, { planned, cidr }: Association, transitGatewayAttachmentId: string): void {
  const { hub, isHubNetwork } = planned;
  const own = isHubNetwork ? hub.hubRouteTableId : hub.spokeRouteTableId;
  new CfnTransitGatewayRouteTableAssociation(scope, 'Association', {
    transitGatewayAttachmentId,
    transitGatewayRouteTableId: own,
  });
  hubReaches(scope, hub, cidr, transitGatewayAttachmentId);
  if (isHubNetwork) {
    spokesReach(scope, hub, cidr, transitGatewayAttachmentId);
  }
}

/**
 * The route of hub networks and on-premises networks to a range. A propagated one would follow each block that the account of a VPC adds to
 * it, such as a part of another spoke, and win as the more specific.
 */
export function hubReaches(scope: Construct, hub: INetworkHub, range: string, attachmentId: string): void {
  new CfnTransitGatewayRoute(childScope(scope, 'HubTo'), range, {
    transitGatewayRouteTableId: hub.hubRouteTableId,
    destinationCidrBlock: range,
    transitGatewayAttachmentId: attachmentId,
  });
}

/** The route of all spokes to a range. */
export function spokesReach(scope: Construct, hub: INetworkHub, range: string, attachmentId: string): void {
  new CfnTransitGatewayRoute(childScope(scope, 'SpokesTo'), range, {
    transitGatewayRouteTableId: hub.spokeRouteTableId,
    destinationCidrBlock: range,
    transitGatewayAttachmentId: attachmentId,
  });
}
