import { DURATION, KEY, SIZE, VPC } from '../../../core/private/checks/cdk-types';
import { BOOLEAN, instance, NUMBER, OPTIONS, TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import type { DatabaseInstanceOptions } from '../../database-instance-options';
import type { ManagedDatabaseOptions } from '../../managed-database-options';

/** Types of what all databases accept. */
export const MANAGED_TYPES: Record<keyof ManagedDatabaseOptions, Type> = {
  ...{ vpc: VPC, subnets: OPTIONS, databaseName: TEXT, users: TEXTS, ownerName: TEXT, identifier: TEXT },
  ...{ encryptionKey: KEY, iamAuthentication: BOOLEAN, userPasswordRotation: DURATION, backupRetention: DURATION },
  ...{ slowStatementThreshold: DURATION, parameters: OPTIONS, logRetention: DURATION },
  ...{ deletionProtection: BOOLEAN, removalPolicy: TEXT },
};

/** Types of what a DB instance accepts. */
export const INSTANCE_TYPES: Record<keyof DatabaseInstanceOptions, Type> = {
  ...MANAGED_TYPES,
  instanceType: instance('an InstanceType, such as `new ec2.InstanceType("t4g.medium")`', 'isBurstable'),
  ...{ singleAz: BOOLEAN, allocatedStorage: SIZE, maxAllocatedStorage: SIZE, readReplicas: NUMBER },
  ...{ allowMajorVersionUpgrade: BOOLEAN, snapshotIdentifier: TEXT },
};
