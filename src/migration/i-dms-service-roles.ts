import { IConstruct } from 'constructs';

/** The two IAM roles of an account that DMS finds by their names. */
export interface IDmsServiceRoles extends IConstruct {
  /** ARN of `dms-vpc-role`, by which DMS creates network interfaces. */
  readonly vpcRoleArn: string;

  /** ARN of `dms-cloudwatch-logs-role`, by which DMS writes the logs of tasks. */
  readonly cloudWatchLogsRoleArn: string;
}
