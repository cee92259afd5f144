import { allowListSection, telephonySection, watchSection } from '../../../../src/bank/private/plan/around';
import { CacheStack } from '../../../../src/bank/private/stacks/cache-stack';
import { bankApp, Changes, configOf, ENDPOINTS } from '../../../support/bank';

test.each<[string, Changes, string[], string[]]>([
  ['are those of the config', {}, ['203.0.113.10', '203.0.113.11'], ['203.0.113.10', '203.0.113.11']],
  [
    'are asked for where the config does not tell them',
    { 'network.natAddresses': undefined },
    ["not known here: those of the network's NAT gateways; write them as network.natAddresses"],
    [],
  ],
  ['are none without a NAT gateway', ENDPOINTS, ['none: with endpoints the tasks reach AWS alone'], []],
])('RB23 addresses to let in %s', (_, changes, lines, data) => {
  const config = configOf(changes);
  const { network } = new CacheStack(bankApp(), 'cache', config);

  expect(allowListSection({ network } as any, config)).toEqual({
    ...{ key: 'allowList', title: 'Addresses that the database and others have to let in' },
    ...{ lines, data },
  });
});

describe('RB12c who is called', () => {
  test('is told by severity', () => {
    const { alarms } = configOf();
    const { lines, data } = watchSection({ observability: {} } as any, configOf());

    expect(lines).toEqual([
      'when users are hurt: {"email":"oncall@bank.example"} {"slack":{"workspaceId":"T0123ABCD","channelId":"C0123ABCD"}}',
      'in working hours: {"email":"platform@bank.example"}',
    ]);
    expect(data).toEqual(alarms);
  });

  test('is nobody, and that is told loudly', () => {
    const { lines, data } = watchSection({} as any, configOf({ alarms: undefined }));

    expect(lines).toEqual(['NOBODY IS WATCHING: write alarms.page and alarms.ticket, and alarms are made']);
    expect(data).toBeNull();
  });
});

describe('RB21c telephony', () => {
  test('that is exposed demands the statement of safety', () => {
    const { lines, data } = telephonySection(configOf({ 'telephony.exposed': true }));
    const text = lines.join('\n');

    expect(text).toContain('somebody has to state, in writing and with a name');
    expect(text).toContain('this is no real bank');
    expect(text).toContain('PBX IVR / Call Script');
    expect(text).toContain('See PBX IVR / Call Script for the canonical wording');
    expect(data).toEqual({ exposed: true, statement: lines });
  });

  test('that is not exposed demands nothing', () => {
    const { lines, data } = telephonySection(configOf());

    expect(lines).toEqual(['not exposed']);
    expect(data).toEqual({ exposed: false, statement: [] });
  });
});
