import { Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { areDifferent, topLevelStack } from '../../core/private/stacks/stack-of';

/** A role of one account cannot be given access to a resource of another by its own policy alone. */
export function accountProblem(role: IConstruct, prop: string, target: IConstruct): Problem | undefined {
  return accountsProblem(role, prop, target.node.path, topLevelStack(target).account);
}

/** As `accountProblem`, for what has its account in its ARN or URI. */
export function accountsProblem(role: IConstruct, prop: string, value: string, theirs: string): Problem | undefined {
  const ours = topLevelStack(role).account;
  return problemIf(areDifferent(theirs, ours), {
    code: 'delivery/in-other-account',
    prop,
    value,
    allowed: `must be in account ${ours} of the role, and is in ${theirs}`,
    fix: `make the role in ${theirs}: jobs and roles of other accounts can assume it too`,
  });
}

/** A stack without a region gives ARNs of the role's own region. */
export function regionProblem(role: IConstruct, prop: string, target: IConstruct): Problem | undefined {
  const [theirs, ours] = [target, role].map(topLevelStack);
  return problemIf(Token.isUnresolved(theirs.region) && theirs !== ours, {
    code: 'delivery/in-no-region',
    prop,
    value: target.node.path,
    allowed: `must be in a stack with a region, and ${theirs.node.path} has none`,
    fix: `give ${theirs.node.path} an explicit \`env.region\``,
  });
}

/** Account of a construct, or its Stage: stacks without an account are mostly deployed to one. */
export function homeOf(construct: IConstruct): string {
  const { account } = topLevelStack(construct);
  return Token.isUnresolved(account) ? `Stage ${Stage.of(construct)!.node.path}` : account;
}
