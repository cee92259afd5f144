import { Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { childStack } from './child-stack';
import { areDifferent, isOutsidePartitionAws, topLevelStack } from './stack-of';
import { problemIf, throwOnProblems } from '../checks/problems';

/** CloudFront reads certificates and web ACLs from here, and publishes its metrics here. */
export const EDGE_REGION = 'us-east-1';

/**
 * The stack in us-east-1 that goes with the stack of `scope`: that stack itself where it is in us-east-1 already,
 * else its twin. There is one twin a stack, shared by everything that must be in us-east-1 for it.
 *
 * The twin is a child of its stack in the tree, so that tags, aspects and gates around the stack reach it too.
 */
export function edgeStackOf(scope: Construct, given?: Stack): Stack {
  const home = topLevelStack(scope);
  refusePartition(scope, home);
  if (given) {
    return checkedEdgeStack(scope, home, given);
  }
  return home.region === EDGE_REGION ? home : twinOf(home);
}

// Remembered on the stack and not looked up by id: a child of the team's own may be called anything.
const TWIN = Symbol.for('rl-bank-constructs.edgeTwin');

function twinOf(home: Stack & { [TWIN]?: Stack }): Stack {
  return (home[TWIN] ??= childStack(home, 'EdgeTwin', home, {
    suffix: 'edge',
    region: EDGE_REGION,
    description: `What ${home.stackName} needs in ${EDGE_REGION}`,
    terminationProtection: home.terminationProtection ?? false,
  }));
}

function refusePartition(scope: Construct, home: Stack): void {
  throwOnProblems(
    scope,
    problemIf(isOutsidePartitionAws(home.region), {
      code: 'edge-stack/other-partition',
      prop: 'env.region',
      value: home.region,
      allowed: `it is in a partition from which ${EDGE_REGION} cannot be reached`,
      fix: `put the stack ${home.node.path} into a region of the partition aws`,
    }),
  );
}

function checkedEdgeStack(scope: Construct, home: Stack, given: Stack): Stack {
  throwOnProblems(
    scope,
    problemIf(given.region !== EDGE_REGION, {
      code: 'edge-stack/other-region',
      prop: 'edgeStack',
      value: `${given.node.path} in ${Token.isUnresolved(given.region) ? 'no stated region' : given.region}`,
      allowed: `CloudFront reads from ${EDGE_REGION} alone`,
      fix: `give that stack \`env: { region: '${EDGE_REGION}' }\`, or leave 'edgeStack' out`,
    }),
    problemIf(given.nestedStackParent !== undefined, {
      code: 'edge-stack/nested',
      prop: 'edgeStack',
      value: given.node.path,
      allowed: 'it is a nested stack, and other stacks cannot read from one',
      fix: 'pass a stack that is deployed by itself',
    }),
    problemIf(areDifferent(given.account, home.account), {
      code: 'edge-stack/other-account',
      prop: 'edgeStack',
      value: `${given.node.path} in account ${given.account}`,
      allowed: `${home.node.path} is in account ${home.account}`,
      fix: 'take a stack of the same account, or leave it out',
    }),
    problemIf(Stage.of(given) !== Stage.of(home), {
      code: 'edge-stack/other-stage',
      prop: 'edgeStack',
      value: given.node.path,
      allowed: `it is not in the Stage of ${home.node.path}, and values do not cross Stages`,
      fix: 'make it in the same Stage, or leave it out',
    }),
  );
  return given;
}
