import { Duration } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { DeployTrust } from './deploy-trust';

/** What every role of CI has. */
export interface DeployRoleOptions {
  /** Who may take it on. */
  readonly trust: DeployTrust;

  /**
   * The name of the role.
   * @default - a name that follows from the construct's path
   */
  readonly roleName?: string;

  /**
   * The path of the role.
   * @default '/'
   */
  readonly path?: string;

  /**
   * How long a session may last, from one hour to twelve.
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * What the role may not go beyond, whatever is attached to it.
   * @default - its own statements are the boundary
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
