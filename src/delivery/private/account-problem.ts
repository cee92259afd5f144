import { IConstruct } from 'constructs';
import { areDifferent, topLevelStack } from '../../core/private/edge-stack';
import { Problem, problemIf } from '../../core/private/refuse';

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
