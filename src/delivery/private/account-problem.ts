import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { areDifferent, topLevelStack } from '../../core/private/stacks/stack-of';

/** A role of one account is given nothing in another: the other side would have to say so too. */
export function accountProblem(role: IConstruct, prop: string, target: IConstruct): Problem | undefined {
  const [theirs, ours] = [target, role].map((construct) => topLevelStack(construct).account);
  return problemIf(areDifferent(theirs, ours), {
    code: 'delivery/in-other-account',
    prop,
    value: target.node.path,
    allowed: `it is in account ${theirs}, and the role in ${ours}`,
    fix: `make the role in ${theirs}; it may trust jobs and roles from anywhere`,
  });
}

/** The ARN of what is in a stack without a region would be one of the role's own region. */
export function regionProblem(role: IConstruct, prop: string, target: IConstruct): Problem | undefined {
  const [theirs, ours] = [target, role].map(topLevelStack);
  return problemIf(Token.isUnresolved(theirs.region) && theirs !== ours, {
    code: 'delivery/in-no-region',
    prop,
    value: target.node.path,
    allowed: `${theirs.node.path} states no region, and the role has to name it`,
    fix: `give ${theirs.node.path} an explicit \`env.region\``,
  });
}
