import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { attachmentRangeProblems } from './attachment-ranges';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { HubSpoke } from '../../hub-spoke';
import type { INetworkHub } from '../../i-network-hub';
import { peerableOf } from '../peering/peerable';

/** An attachment as its props have it. */
export interface PlannedAttachment {
  readonly hub: INetworkHub;
  readonly spoke: HubSpoke;
  readonly ranges: string[];
  readonly isHubNetwork: boolean;
}

/** What cannot attach to a hub. */
export function attachmentProblems(scope: Construct, planned: PlannedAttachment): Array<Problem | undefined> {
  const before = [...placeProblems(scope, planned), ...spokeProblems(planned.spoke)];
  return before.some((problem) => problem !== undefined) ? before : attachmentRangeProblems(scope, planned);
}

function placeProblems(scope: Construct, { hub, spoke, isHubNetwork }: PlannedAttachment): Array<Problem | undefined> {
  const { account, region } = Stack.of(spoke._network ?? scope);
  return [
    problemIf(areDifferent(region, hub.hubRegion), {
      code: 'network-attachment/other-region',
      prop: 'hub',
      value: hub.node.path,
      allowed: `must be in ${region}, where the VPC is, and it is in ${hub.hubRegion}: a transit gateway has attachments of its region`,
      fix: 'create a hub in that region',
    }),
    problemIf(areDifferent(account, hub.hubAccount) && Token.isUnresolved(hub.transitGatewayId), {
      code: 'network-attachment/hub-not-known',
      prop: 'hub',
      value: hub.node.path,
      allowed: `must be known by its ids, since CloudFormation makes them in account ${hub.hubAccount} and the VPC is in ${account}`,
      fix: 'deploy the hub, copy the outputs of its stack, and pass `NetworkHub.fromNetworkHubAttributes()`',
    }),
    problemIf(isHubNetwork && areDifferent(account, hub.hubAccount), {
      code: 'network-attachment/hub-network-elsewhere',
      prop: 'isHubNetwork',
      value: true,
      allowed: `only a VPC of account ${hub.hubAccount} can be a hub network, and this one is of ${account}: all spokes would get a route to it`,
      fix: 'attach it in a stack of the account of the hub, or as a spoke',
    }),
  ];
}

function spokeProblems({ _network, _vpc }: HubSpoke): Array<Problem | undefined> {
  const { vpcId, subnetIds = [], routeTableIds = [] } = _vpc ?? {};
  return [
    problemIf(_network !== undefined && peerableOf(_network) === undefined, {
      code: 'network-attachment/not-a-network',
      prop: 'spoke',
      value: _network?.node.path,
      allowed: 'must be a ThreeTierNetwork of this app, whose route tables are known',
      fix: 'pass `HubSpoke.vpc()` for a VPC that is known by its ids',
    }),
    ...(_vpc
      ? [
          idProblem('vpcId', vpcId!, 'vpc-'),
          ...listProblems('subnetIds', subnetIds, 'subnet-'),
          ...listProblems('routeTableIds', routeTableIds, 'rtb-'),
        ]
      : []),
  ];
}

function listProblems(prop: string, ids: string[], prefix: string): Array<Problem | undefined> {
  return [
    problemIf(ids.length === 0 || new Set(ids).size < ids.length, {
      code: 'network-attachment/ids',
      prop,
      value: ids,
      allowed: 'must be a list of different ids, of one at least',
      fix: 'name each once',
    }),
    ...ids.map((id) => idProblem(prop, id, prefix)),
  ];
}

function idProblem(prop: string, id: string, prefix: string): Problem | undefined {
  return problemIf(!Token.isUnresolved(id) && !(id.startsWith(prefix) && id.length > prefix.length), {
    code: 'network-attachment/not-an-id',
    prop,
    value: id,
    allowed: `must begin with "${prefix}"`,
    fix: 'copy the id of the VPC, subnet or route table',
  });
}
