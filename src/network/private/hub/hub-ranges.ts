import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { INetworkHub } from '../../i-network-hub';
import { doOverlap } from '../tiers/cidr';

/** Addresses of a network at a hub, and the construct that brings them. */
interface Taken {
  readonly range: string;
  readonly path: string;
}

// On the root of the tree, so that two copies of this package in one app share them.
const RANGES = Symbol.for('rl-bank-constructs.network.hub-ranges');

/**
 * Takes ranges at a hub for a construct; returns the problems with ranges that another one of this app has there. Two references to
 * a hub by its ids are one hub.
 */
export function takeRanges(hub: INetworkHub, owner: Construct, prop: string, ranges: string[]): Problem[] {
  const holder = hub.node.root as { [RANGES]?: Map<string, Taken[]> };
  const ofHubs = (holder[RANGES] ??= new Map<string, Taken[]>());
  const key = Token.isUnresolved(hub.transitGatewayId) ? hub.node.path : hub.transitGatewayId;
  const taken = ofHubs.get(key) ?? [];
  ofHubs.set(key, [...taken, ...ranges.map((range) => ({ range, path: owner.node.path }))]);
  return ranges.flatMap((range) => {
    const other = taken.find((one) => doOverlap(one.range, range));
    const problem = problemIf(other !== undefined, {
      code: 'network-hub/ranges-overlap',
      prop,
      value: range,
      allowed: `cannot overlap ${other?.range} of ${other?.path}: the hub would have two ways for one address`,
      fix: 'give the network that is not created yet other addresses',
    });
    return problem ? [problem] : [];
  });
}

/** Ranges that are not of spokes, and overlap those of the spokes. */
export function spokeOverlaps(hub: INetworkHub, prop: string, ranges: string[]): Array<Problem | undefined> {
  return ranges.map((range) => {
    const spokes = hub.spokeRanges.find((one) => doOverlap(one, range));
    return problemIf(spokes !== undefined, {
      code: 'network-hub/range-of-spokes',
      prop,
      value: range,
      allowed: `cannot overlap ${spokes}, the addresses of the spokes: a route to it could lead from one spoke to another`,
      fix: 'name ranges outside of the `spokeRanges` of the hub',
    });
  });
}
