import { RemovalPolicy } from 'aws-cdk-lib';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IDmsServiceRoles } from './i-dms-service-roles';
import { ExistingRoles } from './private/databases/existing-roles';
import { secondRolesProblem, serviceRole, serviceRoleArnOf } from './private/databases/service-roles';
import { throwOnProblems } from '../core/private/checks/problems';
import { removalPolicyOf } from '../core/private/resources/removal-policy';

/**
 * The IAM roles `dms-vpc-role` and `dms-cloudwatch-logs-role`, which an account has once: DMS finds them by these names, and
 * creates neither a replication instance nor logs without them. They outlive their stack, since any migration of the account
 * needs them.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html#CHAP_Security.APIRole
 * @example
 * import { DmsServiceRoles } from 'rl-bank-constructs/migration';
 *
 * const serviceRoles = new DmsServiceRoles(this, 'DmsRoles');
 */
@propertyInjectable
export class DmsServiceRoles extends Construct implements IDmsServiceRoles {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.migration.DmsServiceRoles';

  /**
   * References the roles of an account that has them already, by the DMS console or another app. Nothing is looked up.
   * @param scope construct that the reference belongs to
   * @param id id of the reference in `scope`
   */
  public static fromExistingRoles(scope: Construct, id: string): IDmsServiceRoles {
    return new ExistingRoles(scope, id);
  }

  /** ARN of `dms-vpc-role`, by which DMS creates network interfaces. */
  public readonly vpcRoleArn: string;

  /** ARN of `dms-cloudwatch-logs-role`, by which DMS writes the logs of tasks. */
  public readonly cloudWatchLogsRoleArn: string;

  /**
   * Creates the roles.
   * @param scope construct that the roles belong to
   * @param id id of the roles in `scope`
   */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    throwOnProblems(this, secondRolesProblem(this));
    this.vpcRoleArn = serviceRoleArnOf(this, 'dms-vpc-role');
    this.cloudWatchLogsRoleArn = serviceRoleArnOf(this, 'dms-cloudwatch-logs-role');
    const kept = removalPolicyOf(this, RemovalPolicy.RETAIN);
    serviceRole(this, 'Vpc', 'dms-vpc-role', kept);
    serviceRole(this, 'CloudWatchLogs', 'dms-cloudwatch-logs-role', kept);
  }
}
