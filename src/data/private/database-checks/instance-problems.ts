import { Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { literalProblems } from './literal-problems';
import { managedProblems } from './managed-problems';
import { snapshotProblems } from './snapshot-problems';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';
import type { Engine } from '../database/engine';
import { InstanceOptions, storageOf } from '../database-instance/defaults';

/** Families that RDS has for both engines, and sizes of each. */
const CLASS = /^(t(3|4g)\.(micro|small|medium|large|2?xlarge)|([mrx]\d\w*|z1d)\.(large|\d*xlarge))$/;

/** What RDS refuses minutes into the deployment, of a DB instance. */
export function instanceProblems(
  options: InstanceOptions,
  engine: Engine,
  subnets: SelectedSubnets,
): Array<Problem | undefined> {
  return [
    ...managedProblems(options, engine, subnets),
    ...literalProblems(options, ['allocatedStorage', 'readReplicas']),
    classProblem(options),
    ...storageProblems(options),
    replicasProblem(options),
    ...snapshotProblems(options),
  ];
}

function classProblem({ instanceType }: InstanceOptions): Problem | undefined {
  const name = instanceType?.toString();
  return problemIf(name !== undefined && !Token.isUnresolved(name) && !CLASS.test(name), {
    code: 'database/not-an-instance-class',
    prop: 'instanceType',
    value: name,
    allowed: 'must be a class of RDS without its "db.", of the families t3, t4g, m, r, x or z1d',
    fix: 'write it like `new ec2.InstanceType("m7g.large")`',
  });
}

function storageProblems(options: InstanceOptions): Array<Problem | undefined> {
  const { allocatedStorage, maxAllocatedStorage } = options;
  const least = gibibytesOf(storageOf(options));
  const most = gibibytesOf(maxAllocatedStorage);
  const leastMaximum = Math.ceil(1.1 * (least ?? 0));
  return [
    problemIf(least !== undefined && !isWhole(least, 20, 65536), {
      code: 'database/not-a-storage',
      prop: 'allocatedStorage',
      value: allocatedStorage && `${least} GiB`,
      allowed: 'must be 20 to 65536 whole gibibytes',
      fix: 'choose such a size, or leave it out',
    }),
    problemIf(least !== undefined && most !== undefined && !isWhole(most, leastMaximum, 65536), {
      code: 'database/not-a-storage-ceiling',
      prop: 'maxAllocatedStorage',
      value: `${most} GiB`,
      allowed: `must be whole gibibytes from a tenth above 'allocatedStorage', ${leastMaximum}, to 65536`,
      fix: 'raise it, or leave it out',
    }),
  ];
}

function gibibytesOf(size: Size | undefined): number | undefined {
  return size?.isUnresolved() ? undefined : size?.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
}

function replicasProblem({ readReplicas }: InstanceOptions): Problem | undefined {
  return problemIf(readReplicas !== undefined && !isWhole(readReplicas, 0, 15), {
    code: 'database/not-a-number-of-replicas',
    prop: 'readReplicas',
    value: readReplicas,
    allowed: 'must be a whole number from 0 to 15, the limit of RDS',
    fix: 'choose such a number, or leave it out for none',
  });
}
