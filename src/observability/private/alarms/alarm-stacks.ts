import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { childScope } from '../../../core/private/resources/child-scope';
import { childStack } from '../../../core/private/stacks/child-stack';
import { EDGE_REGION } from '../../../core/private/stacks/edge-stack';
import { dependOn } from '../../../core/private/stacks/weak-reference';

/** Where the alarms of an environment are created. */
export interface AlarmStackLocation {
  /** The observer. */
  readonly owner: Construct;
  /** Stack after which the stacks with alarms are named. */
  readonly anchor: Stack;
  /** Stack of the team for alarms of the anchor's region. */
  readonly given?: Stack;
}

// Stored on the anchor: two observers beside one stack share the stacks with alarms.
const WATCH_STACKS = Symbol.for('rl-bank-constructs.watchStacks');

/**
 * The scope for alarms of a region, in a stack of its own: `<stack>-watch` or `<stack>-edge-watch`. The stack is deployed
 * after those that it observes, and no other stack is deployed after it.
 */
export function alarmScopeFor(location: AlarmStackLocation, region: string, observed: Stack[] = []): Construct {
  const { owner } = location;
  const stack = alarmStackFor(location, region);
  observed.filter((other) => other !== stack).forEach((other) => dependOn(stack, other));
  if (stack === location.given && stack === Stack.of(owner)) {
    return owner;
  }
  const id = owner.node.path.replaceAll('/', '--'); // as the CDK escapes it
  return childScope(stack, id);
}

function alarmStackFor({ anchor, given }: AlarmStackLocation, region: string): Stack {
  const isHome = Token.isUnresolved(region) || region === anchor.region;
  if (given && isHome) {
    return given;
  }
  const area = isHome ? [] : [region === EDGE_REGION ? 'edge' : region];
  const suffix = [...area, ...(given ? [] : ['watch'])].join('-');
  return sharedStack(anchor, suffix, isHome ? undefined : region);
}

function sharedStack(anchor: Stack & { [WATCH_STACKS]?: Map<string, Stack> }, suffix: string, region?: string): Stack {
  const stacks = (anchor[WATCH_STACKS] ??= new Map());
  const known = stacks.get(suffix);
  if (known) {
    return known;
  }
  const stack = childStack(anchor, `WatchStack-${suffix}`, anchor, {
    suffix,
    region,
    description: `What watches ${anchor.stackName}${region ? ` in ${region}` : ''}`,
    terminationProtection: anchor.terminationProtection ?? false,
  });
  stacks.set(suffix, stack);
  return stack;
}
