import { Duration, Names, Stack } from 'aws-cdk-lib';
import { Effect, IGrantable, IPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { DeployPermissions } from './deploy-permissions';
import { DeployRoleOptions } from './deploy-role-options';
import { deployRoleProblems, deployRoleTypeProblems } from './private/deploy-role-problems';
import { makesProvider } from './private/issuer-problems';
import { kindProblem } from './private/kind-problem';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { REPOSITORY_URL } from '../core/private/repository-url';
import { acknowledgeWildcards } from '../core/private/resources/acknowledge-wildcards';

/** Properties for defining a `DeployRole`. */
export interface DeployRoleProps extends DeployRoleOptions {
  /**
   * Permissions of the role.
   * @default - no permissions, until something is granted to the role
   */
  readonly permissions?: DeployPermissions;

  /**
   * Description of the role.
   * @default - the description of the permissions
   */
  readonly description?: string;
}

/**
 * IAM role for one job of CI, with an exact trust policy and sessions of one hour. The role cannot change itself: its
 * policy denies `iam:*` on its own ARN, whatever is attached later.
 *
 * `LeastPrivilegeDeployRoles` makes all roles of a system.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
 * @example
 * import { DeployPermissions, DeployRole, DeployTrust, GitHubRepository, IOidcIssuer } from 'rl-bank-constructs/delivery';
 * import { ImageRepository } from 'rl-bank-constructs/service';
 *
 * declare const gitHub: IOidcIssuer;
 * declare const image: ImageRepository;
 *
 * const repository = GitHubRepository.of('rl-bank/rl-bank-api');
 * new DeployRole(this, 'Push', {
 *   trust: DeployTrust.oidc(gitHub, repository.subjectsForEnvironment('prd')),
 *   permissions: DeployPermissions.pushImages(image),
 * });
 */
@propertyInjectable
export class DeployRole extends Construct implements IGrantable {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.delivery.DeployRole';

  /** IAM role. */
  public readonly role: Role;

  /** Name of the role. */
  public readonly roleName: string;

  /** ARN of the role, built from its name, so that no CloudFormation export blocks a replacement. */
  public readonly roleArn: string;

  /** Principal for grants: the role. */
  public readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: DeployRoleProps) {
    super(scope, id);
    requireProps(this, props, { trust: true });
    const { trust, permissions: given } = props;
    throwOnProblems(
      this,
      ...deployRoleTypeProblems(props),
      kindProblem('trust', trust, 'DeployTrust', trust.principal !== undefined),
      kindProblem('permissions', given, 'DeployPermissions', given === undefined || given?._set !== undefined),
    );
    const path = props.path ?? '/';
    this.roleName = props.roleName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    const permissions = given?._set;
    throwOnProblems(
      this,
      ...deployRoleProblems(this, props, this.roleName),
      ...(permissions?.problemsOf?.(this) ?? []),
    );
    this.roleArn = Stack.of(this).formatArn({
      service: 'iam',
      region: '',
      resource: `role${path}${this.roleName}`,
    });

    this.role = new Role(this, 'Role', {
      roleName: this.roleName,
      path,
      description: props.description ?? permissions?.description,
      assumedBy: trust.principal,
      maxSessionDuration: props.maxSessionDuration ?? Duration.hours(1),
      permissionsBoundary: props.permissionsBoundary,
    });
    const { issuer } = trust;
    if (issuer && makesProvider(issuer)) {
      this.role.node.addDependency(issuer); // its ARN is built from names, which is no dependency
    }
    this.grantPrincipal = this.role;
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'NeverItself',
        effect: Effect.DENY,
        actions: ['iam:*'],
        resources: [this.roleArn],
      }),
    );
    const statements = permissions?.grantTo(this) ?? [];
    if (permissions?.isListed) {
      const page = `${REPOSITORY_URL}/src/delivery/README.md`;
      const reason = `${page} lists each action of the role with its resource, and tests prove the list.`;
      acknowledgeWildcards(this, statements, reason);
    }
  }
}
