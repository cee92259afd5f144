import { Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { CellPlan } from './cell-plan';
import { DataPlace } from './data-place';
import { PostgresDatabase } from '../../data';

/** The database of the permission service, with the rest of what keeps data: a restore needs both of one moment. */
export function permissionsDatabase(stack: Stack, { capacity }: CellPlan, place: DataPlace): PostgresDatabase {
  const { permissionsInstanceType, permissionsStandby, deletionProtection } = capacity;
  return new PostgresDatabase(stack, 'PermissionsDatabase', {
    ...place,
    databaseName: 'permissions',
    users: ['permissions'],
    instanceType: new InstanceType(permissionsInstanceType),
    singleAz: !permissionsStandby,
    backupRetention: capacity.databaseBackupRetention,
    logRetention: capacity.logRetention,
    deletionProtection,
  });
}
