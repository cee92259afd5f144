import { CfnParameter, Stack } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { HostedZoneSource } from '../../src/network';
import { workloadStack, zoneOf } from '../support/cloud';

test('a zone given by id is delegated: it is in use', () => {
  expect(HostedZoneSource.fromHostedZoneId('Z1').isDelegated).toBe(true);
});

test.each([true, false])('a new zone is delegated as stated: %s', (delegated) => {
  expect(HostedZoneSource.newZone({ delegated }).isDelegated).toBe(delegated);
});

test('a zone given as a construct is delegated as stated, and by default if its id is known', () => {
  const stack = new Stack();
  const hostedZoneId = new CfnParameter(stack, 'ZoneId').valueAsString;
  const late = HostedZone.fromHostedZoneAttributes(stack, 'Late', { hostedZoneId, zoneName: 'bank.example' });
  const known = zoneOf(workloadStack());

  const isDelegated = [
    HostedZoneSource.fromHostedZone(known),
    HostedZoneSource.fromHostedZone(late),
    HostedZoneSource.fromHostedZone(late, { delegated: true }),
    HostedZoneSource.fromHostedZone(known, { delegated: false }),
  ].map((source) => source.isDelegated);

  expect(isDelegated).toEqual([true, false, true, false]);
});
