import { Stage, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { matches, isWhole } from '../../core/private/checks/values';
import { areDifferent, topLevelStack } from '../../core/private/stacks/stack-of';
import type { DeployRole } from '../deploy-role';
import type { DeployRoleOptions } from '../deploy-role-options';
import { DeployTrust } from '../deploy-trust';

/** What IAM would refuse. */
export function deployRoleProblems(
  role: DeployRole,
  options: DeployRoleOptions,
  roleName: string,
): Array<Problem | undefined> {
  const { path, maxSessionDuration } = options;
  const { account } = topLevelStack(role);
  // Stacks that do not say where they are mostly are in one account.
  const home = Token.isUnresolved(account) ? `Stage ${Stage.of(role)!.node.path}` : account;
  const before = claimUnique(role, ['delivery/role', home, roleName.toLowerCase()], role);
  const seconds = maxSessionDuration?.toSeconds({ integral: false });
  return [
    ...issuerProblems(role, options.trust),
    problemIf(!matches(/^[\w+=,.@-]{1,64}$/, roleName), {
      code: 'delivery/not-a-role-name',
      prop: 'roleName',
      value: roleName,
      allowed: `IAM takes 1 to 64 letters, digits and + = , . @ - _, and it has ${roleName.length}`,
      fix: 'choose such a name, or leave it out',
    }),
    problemIf(before !== undefined, {
      code: 'delivery/role-name-taken',
      prop: 'roleName',
      value: roleName,
      allowed: `${before} has that name already, and an account has one role of a name, whatever the path and the case`,
      fix: 'give one of the two another name, such as another prefix for each Stage',
    }),
    problemIf(path !== undefined && !matches(/^\/([\w+=,.@-]+\/)*$/, path), {
      code: 'delivery/not-a-path',
      prop: 'path',
      value: path,
      allowed: 'it has to begin and end with a slash, with letters, digits and + = , . @ - _ between',
      fix: 'write it like "/ci/"',
    }),
    problemIf(seconds !== undefined && !isWhole(seconds, 3600, 12 * 3600), {
      code: 'delivery/not-a-session',
      prop: 'maxSessionDuration',
      value: `${seconds} seconds`,
      allowed: 'IAM takes whole seconds, from 3600 to 43200, which is one hour to twelve',
      fix: 'take what the longest job needs, or leave it out for one hour',
    }),
  ];
}

/** STS looks for the issuer in the account of the role. */
function issuerProblems(role: DeployRole, { issuer }: DeployTrust): Array<Problem | undefined> {
  if (issuer === undefined) {
    return [];
  }
  const [theirs, ours] = [issuer, role].map((construct) => topLevelStack(construct).account);
  return [
    problemIf(areDifferent(theirs, ours), {
      code: 'delivery/issuer-in-other-account',
      prop: 'trust',
      value: issuer.node.path,
      allowed: `it is known to account ${theirs}, and the role is in ${ours}, where STS looks for it`,
      fix: `make an OidcIssuer in ${ours} too`,
    }),
    problemIf(!issuer.isAdopted && Stage.of(issuer) !== Stage.of(role), {
      code: 'delivery/issuer-in-other-stage',
      prop: 'trust',
      value: issuer.node.path,
      allowed: 'it is made in another Stage, and the role could be deployed before it',
      fix: "state by 'issuerExists' that it is there, in an OidcIssuer of the role's own Stage",
    }),
  ];
}
