import { Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { childStack } from './child-stack';
import { areDifferent, areInOnePartition, topLevelStack } from './stack-of';
import { problemIf, throwOnProblems } from '../checks/problems';

/** A stack of the team, in place of the twin. */
export interface GivenTwin {
  readonly stack: Stack;
  /** Prop that has it. */
  readonly prop: string;
  /** Why it must be in that region, such as `the only region that CloudFront reads from`. */
  readonly reason: string;
}

/** Names of the twin in us-east-1; elsewhere they have the region. */
const EDGE: Record<string, { readonly id: string; readonly suffix: string }> = {
  'us-east-1': { id: 'EdgeTwin', suffix: 'edge' },
};

/**
 * The stack in a region that goes with the stack of `scope`: that stack itself where it is in the region already, else its
 * twin, such as `<stack>-eu-central-1`. A stack has one twin in each region, shared by everything that must be there for it.
 *
 * The twin is a child of its stack in the tree, so that tags, aspects and gates around the stack reach it too.
 */
export function twinIn(scope: Construct, region: string, given?: GivenTwin): Stack {
  const home = topLevelStack(scope);
  if (given === undefined && home.region === region) {
    return home;
  }
  refuseRegion(scope, home, region);
  return given ? checkedTwin(scope, home, region, given) : twinOf(home, region);
}

// Stored on the stack and not looked up by id: a child of the team may have any id.
const TWINS = Symbol.for('rl-bank-constructs.twins');

function twinOf(home: Stack & { [TWINS]?: Map<string, Stack> }, region: string): Stack {
  const twins = (home[TWINS] ??= new Map());
  const { id, suffix } = EDGE[region] ?? { id: `Twin-${region}`, suffix: region };
  const twin =
    twins.get(region) ??
    childStack(home, id, home, {
      suffix,
      region,
      description: `What ${home.stackName} needs in ${region}`,
      terminationProtection: home.terminationProtection ?? false,
    });
  twins.set(region, twin);
  return twin;
}

function refuseRegion(scope: Construct, home: Stack, region: string): void {
  throwOnProblems(
    scope,
    problemIf(Token.isUnresolved(region), {
      code: 'twin-stack/late-region',
      prop: 'region',
      value: 'a region that only CloudFormation knows',
      allowed: `must be known at synthesis, because a stack of its own is created in it for ${home.node.path}`,
      fix: "write the region out, such as 'eu-central-1'",
    }),
    problemIf(!areInOnePartition(home.region, region), {
      code: 'twin-stack/other-partition',
      prop: 'env.region',
      value: home.region,
      allowed: `must be in the partition of ${region}, where ${home.node.path} needs resources`,
      fix: `move the stack ${home.node.path} to a region of that partition`,
    }),
  );
}

function checkedTwin(scope: Construct, home: Stack, region: string, { stack, prop, reason }: GivenTwin): Stack {
  throwOnProblems(
    scope,
    problemIf(stack.region !== region, {
      code: 'twin-stack/other-region',
      prop,
      value: `${stack.node.path} in ${Token.isUnresolved(stack.region) ? 'no explicit region' : stack.region}`,
      allowed: `must be in ${region}, ${reason}`,
      fix: `give that stack \`env: { region: '${region}' }\`, or leave '${prop}' out`,
    }),
    problemIf(stack.nestedStackParent !== undefined, {
      code: 'twin-stack/nested',
      prop,
      value: stack.node.path,
      allowed: 'cannot be a nested stack, which other stacks cannot read from',
      fix: 'pass a stack that is not nested',
    }),
    problemIf(areDifferent(stack.account, home.account), {
      code: 'twin-stack/other-account',
      prop,
      value: `${stack.node.path} in account ${stack.account}`,
      allowed: `must be in account ${home.account} of ${home.node.path}`,
      fix: 'pass a stack of the same account, or leave it out',
    }),
    problemIf(Stage.of(stack) !== Stage.of(home), {
      code: 'twin-stack/other-stage',
      prop,
      value: stack.node.path,
      allowed: `must be in the Stage of ${home.node.path}, since values cannot cross Stages`,
      fix: 'create it in the same Stage, or leave it out',
    }),
  );
  return stack;
}
