import { Construct } from 'constructs';
import { serviceRoleArnOf } from './service-roles';
import type { IDmsServiceRoles } from '../../i-dms-service-roles';

/** The roles of an account that has them already. */
export class ExistingRoles extends Construct implements IDmsServiceRoles {
  public readonly vpcRoleArn: string;
  public readonly cloudWatchLogsRoleArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpcRoleArn = serviceRoleArnOf(this, 'dms-vpc-role');
    this.cloudWatchLogsRoleArn = serviceRoleArnOf(this, 'dms-cloudwatch-logs-role');
  }
}
