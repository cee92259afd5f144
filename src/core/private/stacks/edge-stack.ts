import { Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { childStack } from './child-stack';
import { areDifferent, isOutsidePartitionAws, topLevelStack } from './stack-of';
import { problemIf, throwOnProblems } from '../checks/problems';

/** Region that CloudFront reads certificates and web ACLs from, and publishes its metrics to. */
export const EDGE_REGION = 'us-east-1';

/**
 * The stack in us-east-1 that goes with the stack of `scope`: that stack itself where it is in us-east-1 already,
 * else its twin. There is one twin per stack, shared by everything that must be in us-east-1 for it.
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

// Stored on the stack and not looked up by id: a child of the team may have any id.
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
      allowed: `must be in the partition aws, which has ${EDGE_REGION}`,
      fix: `move the stack ${home.node.path} to a region of the partition aws`,
    }),
  );
}

function checkedEdgeStack(scope: Construct, home: Stack, given: Stack): Stack {
  throwOnProblems(
    scope,
    problemIf(given.region !== EDGE_REGION, {
      code: 'edge-stack/other-region',
      prop: 'edgeStack',
      value: `${given.node.path} in ${Token.isUnresolved(given.region) ? 'no explicit region' : given.region}`,
      allowed: `must be in ${EDGE_REGION}, the only region that CloudFront reads from`,
      fix: `give that stack \`env: { region: '${EDGE_REGION}' }\`, or leave 'edgeStack' out`,
    }),
    problemIf(given.nestedStackParent !== undefined, {
      code: 'edge-stack/nested',
      prop: 'edgeStack',
      value: given.node.path,
      allowed: 'cannot be a nested stack, which other stacks cannot read from',
      fix: 'pass a stack that is not nested',
    }),
    problemIf(areDifferent(given.account, home.account), {
      code: 'edge-stack/other-account',
      prop: 'edgeStack',
      value: `${given.node.path} in account ${given.account}`,
      allowed: `must be in account ${home.account} of ${home.node.path}`,
      fix: 'pass a stack of the same account, or leave it out',
    }),
    problemIf(Stage.of(given) !== Stage.of(home), {
      code: 'edge-stack/other-stage',
      prop: 'edgeStack',
      value: given.node.path,
      allowed: `must be in the Stage of ${home.node.path}, since values cannot cross Stages`,
      fix: 'create it in the same Stage, or leave it out',
    }),
  );
  return given;
}
