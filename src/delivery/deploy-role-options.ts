import { Duration } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { DeployTrust } from './deploy-trust';

/** Options of every IAM role for CI. */
export interface DeployRoleOptions {
  /** Principals that can assume the role. */
  readonly trust: DeployTrust;

  /**
   * Name of the role.
   * @default - a name from the path of the construct, or `<namePrefix>-<job>` in `LeastPrivilegeDeployRoles`
   */
  readonly roleName?: string;

  /**
   * Path of the role.
   * @default '/'
   */
  readonly path?: string;

  /**
   * Maximum duration of a session, from one hour to twelve.
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * Permissions boundary of the role.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   * @default - no permissions boundary
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
