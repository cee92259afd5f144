import { Token } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';

const OF_BURSTABLE: Record<string, number> = { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16, '2xlarge': 32 };

/** Gibibytes for each vCPU, by the family. */
const FOR_EACH_VCPU: Array<[family: RegExp, gibibytes: number]> = [
  [/^m\d/, 4],
  [/^r\d/, 8],
  [/^x2g/, 16],
];

/**
 * Memory of a DB instance class, in gibibytes; `undefined` where the family has no rule.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 */
export function memoryOf(type: InstanceType): number | undefined {
  const name = type.toString();
  const [family, size] = Token.isUnresolved(name) ? ['', ''] : name.split('.');
  if (/^t\d/.test(family)) {
    return OF_BURSTABLE[size];
  }
  const each = FOR_EACH_VCPU.find(([pattern]) => pattern.test(family))?.[1];
  const vcpus = vcpusOf(size);
  return each === undefined || vcpus === undefined ? undefined : each * vcpus;
}

function vcpusOf(size: string): number | undefined {
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return size === 'large' ? 2 : times === undefined ? undefined : 4 * Number(times || 1);
}
