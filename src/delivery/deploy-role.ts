import { Duration, Names, Stack } from 'aws-cdk-lib';
import { Effect, IGrantable, IPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DeployRoleOptions } from './deploy-role-options';
import { deployRoleProblems } from './private/deploy-role-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { acknowledgeWildcards } from '../core/private/resources/acknowledge-wildcards';

/** Properties for defining a `DeployRole`. */
export interface DeployRoleProps extends DeployRoleOptions {
  /**
   * What the role is for, in a few words.
   * @default - nothing is said
   */
  readonly description?: string;
}

/**
 * A role of CI: exact trust, short sessions, no way to change itself. It may do nothing until something is granted; the
 * roles of this folder are such roles with their grants.
 */
export class DeployRole extends Construct implements IGrantable {
  /** The role. */
  public readonly role: Role;

  /** The name of the role. */
  public readonly roleName: string;

  /** The ARN of the role, put together from its name, so that no export holds the role in its place. */
  public readonly roleArn: string;

  /** Whom grants to it are for. */
  public readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: DeployRoleProps) {
    super(scope, id);
    const path = props.path ?? '/';
    this.roleName = props.roleName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    throwOnProblems(this, ...deployRoleProblems(this, props, this.roleName));
    this.roleArn = Stack.of(this).formatArn({
      service: 'iam',
      region: '',
      resource: `role${path}${this.roleName}`,
    });

    this.role = new Role(this, 'Role', {
      roleName: this.roleName,
      path,
      description: props.description,
      assumedBy: props.trust.principal,
      maxSessionDuration: props.maxSessionDuration ?? Duration.hours(1),
      permissionsBoundary: props.permissionsBoundary,
    });
    if (props.trust.issuer?.isAdopted === false) {
      this.role.node.addDependency(props.trust.issuer); // the ARN is put together from names, and says no order
    }
    this.grantPrincipal = this.role;
    acknowledgeWildcards(this, 'What the role may do on which resource is a table in test/delivery/cases, and proven.');
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'NeverItself',
        effect: Effect.DENY,
        actions: ['iam:*'],
        resources: [this.roleArn],
      }),
    );
  }
}
