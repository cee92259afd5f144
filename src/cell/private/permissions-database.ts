import { Stack } from 'aws-cdk-lib';
import { InstanceType, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CellPlan } from './cell-plan';
import { PostgresDatabase } from '../../data';

/** Where the databases of a cell are, and what encrypts them. */
export interface DataPlace {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly encryptionKey: IKey;
}

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
