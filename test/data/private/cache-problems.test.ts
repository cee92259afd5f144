import { Duration } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ValkeyCache, ValkeyCacheProps } from '../../../src/data';
import { workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

const attempt = (props: Partial<ValkeyCacheProps>) => {
  const stack = workloadStack();
  const { vpc, privateSubnets } = networkIn(stack);
  return expect(() => new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets, ...props }));
};

test('four subnets are refused', () => {
  const stack = workloadStack();
  const availabilityZones = ['a', 'b', 'c', 'd'];
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones });

  expect(() => new ValkeyCache(stack, 'Cache', { vpc })).toThrow(
    `'subnets' is "4 subnets", but a serverless cache takes two or three, in different zones: choose two or three of them [cache/wrong-number-of-subnets at Web/Cache]`,
  );
});

test.each(['Cache', '1cache', 'a--b', 'a-', 'a'.repeat(41), ''])('"%s" is no name', (cacheName) => {
  attempt({ cacheName }).toThrow(
    `'cacheName' is "${cacheName}", but ElastiCache takes 40 lower-case letters, digits and single hyphens at most, with a letter first and no hyphen last: choose such a name, or leave it out [cache/not-a-name at Web/Cache]`,
  );
});

test.each(['prd-rl-bank', 'a', 'a'.repeat(40)])('"%s" is a name', (cacheName) => {
  attempt({ cacheName }).not.toThrow();
});

test.each([0, 5001, 1.5])('%s gigabytes are refused', (maxDataGigabytes) => {
  attempt({ maxDataGigabytes }).toThrow(
    `'maxDataGigabytes' is ${maxDataGigabytes}, but the limit is a whole number from 1 to 5000: choose what the API needs, or leave it out [cache/not-a-data-limit at Web/Cache]`,
  );
});

test.each([999, 15_000_001])('%s units a second are refused', (maxEcpuPerSecond) => {
  attempt({ maxEcpuPerSecond }).toThrow(
    `'maxEcpuPerSecond' is ${maxEcpuPerSecond}, but the limit is a whole number from 1000 to 15000000: choose what the API needs, or leave it out [cache/not-an-ecpu-limit at Web/Cache]`,
  );
});

test.each([
  [Duration.hours(12), 0.5],
  [Duration.days(36), 36],
])('snapshots for %s are refused', (snapshotRetention, days) => {
  attempt({ snapshotRetention }).toThrow(
    `'snapshotRetention' is "${days} days", but snapshots are kept for 1 to 35 whole days: choose such a time, or leave it out for no snapshots [cache/not-a-snapshot-retention at Web/Cache]`,
  );
});
