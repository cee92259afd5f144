import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { childStack } from '../../../core/private/stacks/child-stack';
import { EDGE_REGION } from '../../../core/private/stacks/edge-stack';

/** Where the alarms of a world are made. */
export interface AlarmStackLocation {
  /** Whose alarms they are. */
  readonly owner: Construct;
  /** The stack that the watching ones are named after. */
  readonly anchor: Stack;
  /** The team's own stack for the anchor's region. */
  readonly given?: Stack;
}

// Remembered on the anchor: two observers beside one stack share the stacks they make.
const WATCH_STACKS = Symbol.for('rl-bank-constructs.watchStacks');

/**
 * A place for what watches the region. It is in a stack of its own, `<stack>-watch` or `<stack>-edge-watch`: it comes
 * after whatever it observes, and nothing comes after it.
 */
export function alarmScopeFor({ owner, anchor, given }: AlarmStackLocation, region: string): Construct {
  const isHome = Token.isUnresolved(region) || region === anchor.region;
  if (given && isHome) {
    return given === Stack.of(owner) ? owner : new Construct(given, owner.node.path);
  }
  const area = isHome ? [] : [region === EDGE_REGION ? 'edge' : region];
  const suffix = [...area, ...(given ? [] : ['watch'])].join('-');
  const stack = sharedStack(anchor, suffix, isHome ? undefined : region);
  return new Construct(stack, owner.node.path);
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
