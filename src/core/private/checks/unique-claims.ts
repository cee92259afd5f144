import { Stage, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { topLevelStack } from '../stacks/stack-of';

// On the root of the tree, so that two copies of this package in one app share them.
const CLAIMS = Symbol.for('rl-bank-constructs.claims');

/** Registers a name that must be unique in the app; returns the path of the earlier owner, if there is one. */
export function claimUnique(scope: Construct, what: string[], owner: IConstruct): string | undefined {
  const holder = scope.node.root as { [CLAIMS]?: Map<string, string> };
  const claims = (holder[CLAIMS] ??= new Map());
  const key = JSON.stringify(what);
  const before = claims.get(key);
  claims.set(key, before ?? owner.node.path);
  return before;
}

/** Where a name is that an account has once in a region: account and region, or the stack while they are not known. */
export function regionalHomeOf(scope: Construct): string[] {
  const { account, region } = topLevelStack(scope);
  return knownOrStack(scope, [account, region]);
}

/** Where a name is that an account has once: the account, or the stack while it is not known. */
export function accountHomeOf(scope: Construct): string[] {
  return knownOrStack(scope, [topLevelStack(scope).account]);
}

function knownOrStack(scope: Construct, home: string[]): string[] {
  const isKnown = !home.some((value) => Token.isUnresolved(value));
  return isKnown ? home : [Stage.of(scope)!.node.path, topLevelStack(scope).node.path];
}
