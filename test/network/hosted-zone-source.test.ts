import { HostedZoneSource } from '../../src/network';

test('an existing zone is delegated: its owner uses it', () => {
  expect(HostedZoneSource.fromHostedZoneId('Z1')).toMatchObject({
    hostedZoneId: 'Z1',
    isCreated: false,
    isDelegated: true,
  });
});

test.each([true, false])('a new zone has no id yet, and is delegated as stated: %s', (delegated) => {
  expect(HostedZoneSource.newZone({ delegated })).toMatchObject({
    hostedZoneId: undefined,
    isCreated: true,
    isDelegated: delegated,
  });
});
