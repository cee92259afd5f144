import { Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import { DURATION, KEY, SIZE, VPC } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { BOOLEAN, NUMBER, OPTIONS, TEXT, Type } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import type { ValkeyCacheProps } from '../../valkey-cache';

/** Types of the props. */
export const CACHE_TYPES: Record<keyof ValkeyCacheProps, Type> = {
  vpc: VPC,
  subnets: OPTIONS,
  cacheName: TEXT,
  maxDataStorage: SIZE,
  maxEcpuPerSecond: NUMBER,
  snapshotRetention: DURATION,
  encryptionKey: KEY,
  iamAuthentication: BOOLEAN,
};

/** Props that ElastiCache refuses minutes into the deployment. */
export function cacheProblems(props: ValkeyCacheProps, subnetIds: string[]): Array<Problem | undefined> {
  const { cacheName, maxDataStorage: data, maxEcpuPerSecond: ecpu, snapshotRetention } = props;
  return [
    problemIf(!Token.isUnresolved(subnetIds) && (subnetIds.length < 2 || subnetIds.length > 3), {
      code: 'cache/wrong-number-of-subnets',
      prop: 'subnets',
      value: `${subnetIds.length} subnets`,
      allowed: 'must be two or three, in different Availability Zones',
      fix: "select two or three, such as by 'subnetType' and 'availabilityZones'",
    }),
    problemIf(cacheName !== undefined && !isCacheName(cacheName), {
      code: 'cache/not-a-name',
      prop: 'cacheName',
      value: cacheName,
      allowed:
        'ElastiCache takes 40 lower-case letters, digits and single hyphens at most, with a letter first and no hyphen last',
      fix: 'choose such a name, or leave it out',
    }),
    problemIf(data !== undefined && !data.isUnresolved() && !isWhole(gibibytesOf(data), 1, 5000), {
      code: 'cache/not-a-data-limit',
      prop: 'maxDataStorage',
      value: data && !data.isUnresolved() ? `${gibibytesOf(data)} GiB` : undefined,
      allowed: 'must be 1 to 5000 whole gibibytes',
      fix: 'choose what the API needs, or leave it out',
    }),
    problemIf(ecpu !== undefined && !isWhole(ecpu, 1000, 15_000_000), {
      code: 'cache/not-an-ecpu-limit',
      prop: 'maxEcpuPerSecond',
      value: ecpu,
      allowed: 'must be a whole number from 1000 to 15000000',
      fix: 'choose what the API needs, or leave it out',
    }),
    problemIf(snapshotRetention !== undefined && !isWhole(snapshotRetention.toDays({ integral: false }), 1, 35), {
      code: 'cache/not-a-snapshot-retention',
      prop: 'snapshotRetention',
      value: snapshotRetention && `${snapshotRetention.toDays({ integral: false })} days`,
      allowed: 'must be 1 to 35 whole days',
      fix: 'choose such a time, or leave it out for no snapshots',
    }),
  ];
}

function gibibytesOf(size: Size): number {
  return size.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
}

function isCacheName(name: string): boolean {
  return Token.isUnresolved(name) || (/^[a-z](-?[a-z0-9])*$/.test(name) && name.length <= 40);
}
