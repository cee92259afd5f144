import { Size } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { DatabaseInstanceOptions } from '../../database-instance-options';

/** Options of a DB instance of whatever engine. */
export type InstanceOptions = DatabaseInstanceOptions & { readonly logicalReplicationUser?: string };

/** The instance type, or the default. */
export function instanceTypeOf({ instanceType }: Pick<InstanceOptions, 'instanceType'>): InstanceType {
  return instanceType ?? new InstanceType('t4g.medium');
}

/** The storage at first, or the default. */
export function storageOf({ allocatedStorage }: Pick<InstanceOptions, 'allocatedStorage'>): Size {
  return allocatedStorage ?? Size.gibibytes(20);
}
