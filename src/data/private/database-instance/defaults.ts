import { Size } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { DatabaseInstanceOptions } from '../../database-instance-options';

/** Gibibytes that a DB instance has at most. */
const MOST_STORAGE = 65536;

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

/** The ceiling of the storage; none where RDS has no tenth of room for it. */
export function ceilingOf(options: InstanceOptions): number | undefined {
  const storage = storageOf(options).toGibibytes();
  const usual = Math.min(5 * storage, MOST_STORAGE);
  return options.maxAllocatedStorage?.toGibibytes() ?? (usual >= 1.1 * storage ? usual : undefined);
}
