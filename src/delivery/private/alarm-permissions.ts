import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { attach } from './attach';
import type { PermissionSet } from './permission-set';

/** What `readAlarms()` holds for its role. */
export function alarmReadPermissions(): PermissionSet {
  return {
    isListed: true,
    description: 'Reads alarms, for a pipeline that stops at them',
    grantTo: (role) =>
      attach(role, 'Alarms', [new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] })]),
  };
}
