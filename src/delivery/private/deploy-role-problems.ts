import { Stage, Token } from 'aws-cdk-lib';
import { homeOf } from './account-problem';
import { makesProvider } from './issuer-problems';
import { DURATION } from '../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { instance, TEXT, typeProblems } from '../../core/private/checks/types';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { isWhole, matches } from '../../core/private/checks/values';
import { areDifferent, topLevelStack } from '../../core/private/stacks/stack-of';
import type { DeployRole, DeployRoleProps } from '../deploy-role';
import { DeployTrust } from '../deploy-trust';

/** IAM's limit for the description of a role. */
const LONGEST_DESCRIPTION = 1000;

/** Props of another type, which the CDK would leave out or read wrongly. */
export function deployRoleTypeProblems(props: DeployRoleProps): Array<Problem | undefined> {
  return typeProblems(props, {
    roleName: TEXT,
    path: TEXT,
    description: TEXT,
    maxSessionDuration: DURATION,
    permissionsBoundary: instance(
      'an IManagedPolicy, such as ManagedPolicy.fromManagedPolicyArn()',
      'managedPolicyArn',
    ),
  });
}

/** Names, paths, sessions and issuers that IAM refuses. */
export function deployRoleProblems(
  role: DeployRole,
  options: DeployRoleProps,
  roleName: string,
): Array<Problem | undefined> {
  const { path, maxSessionDuration, description = '' } = options;
  const before = claimUnique(role, ['delivery/role', homeOf(role), roleName.toLowerCase()], role);
  const seconds = maxSessionDuration?.toSeconds({ integral: false });
  return [
    ...issuerProblems(role, options.trust),
    problemIf(!matches(/^[\w+=,.@-]{1,64}$/, roleName), {
      code: 'delivery/not-a-role-name',
      prop: 'roleName',
      value: roleName,
      allowed: `must have 1 to 64 letters, digits and + = , . @ - _, and has ${roleName.length} characters`,
      fix: 'choose such a name, or leave it out',
    }),
    problemIf(before !== undefined, {
      code: 'delivery/role-name-taken',
      prop: 'roleName',
      value: roleName,
      allowed: `IAM has one role of a name in an account, whatever its path and case, and ${before} has it`,
      fix: 'give one of the two another name, such as another prefix for each Stage',
    }),
    problemIf(path !== undefined && !matches(/^\/([\w+=,.@-]+\/)*$/, path), {
      code: 'delivery/not-a-path',
      prop: 'path',
      value: path,
      allowed: 'must begin and end with a slash, with letters, digits and + = , . @ - _ between',
      fix: 'write it like "/ci/"',
    }),
    problemIf(!Token.isUnresolved(description) && description.length > LONGEST_DESCRIPTION, {
      code: 'delivery/description-too-long',
      prop: 'description',
      value: `${description.length} characters`,
      allowed: `must have up to ${LONGEST_DESCRIPTION} characters`,
      fix: 'shorten it, or leave it out for the description of the permissions',
    }),
    problemIf(seconds !== undefined && !isWhole(seconds, 3600, 12 * 3600), {
      code: 'delivery/not-a-session',
      prop: 'maxSessionDuration',
      value: `${seconds} seconds`,
      allowed: 'must be whole seconds from 3600 to 43200, which is one hour to twelve',
      fix: 'pass the duration of the longest job, or leave it out for one hour',
    }),
  ];
}

/** STS looks for the OIDC provider in the account of the role. */
function issuerProblems(role: DeployRole, { issuer }: DeployTrust): Array<Problem | undefined> {
  if (issuer === undefined) {
    return [];
  }
  const theirs = issuer.oidcProviderArn.split(':')[4] ?? topLevelStack(issuer).account;
  const ours = topLevelStack(role).account;
  return [
    problemIf(areDifferent(theirs, ours), {
      code: 'delivery/issuer-in-other-account',
      prop: 'trust',
      value: issuer.node.path,
      allowed: `must have its issuer in account ${ours} of the role, where STS looks for it, and not in ${theirs}`,
      fix: `make or import an OidcIssuer in ${ours} too`,
    }),
    problemIf(makesProvider(issuer) && Stage.of(issuer) !== Stage.of(role), {
      code: 'delivery/issuer-in-other-stage',
      prop: 'trust',
      value: issuer.node.path,
      allowed: 'must have its issuer in the Stage of the role, which could be deployed first otherwise',
      fix: "import the provider in the role's Stage, by OidcIssuer.fromOidcIssuerAttributes()",
    }),
  ];
}
