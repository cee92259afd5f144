import { Construct, IConstruct } from 'constructs';

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
