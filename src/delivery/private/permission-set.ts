import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Problem } from '../../core/private/checks/problems';
import type { DeployRole } from '../deploy-role';

/** What a `DeployPermissions` holds for the role that gets it. */
export interface PermissionSet {
  /** Description of the role. */
  readonly description?: string;

  /** Whether the README lists every action and resource, so that findings on wildcards have an answer. */
  readonly isListed?: boolean;

  /** Problems between the role and what it gets permissions on. */
  readonly problemsOf?: (role: DeployRole) => Array<Problem | undefined>;

  /** Adds statements to the role, and returns them. */
  readonly grantTo: (role: DeployRole) => PolicyStatement[];
}
