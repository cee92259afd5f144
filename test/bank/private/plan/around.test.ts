import { bankOf, Changes, CLOSED, planOf } from '../../../support/bank';

describe('RB23 addresses to let in', () => {
  const told = (changes: Changes) => sectionOf(changes, 'Addresses that the database and others have to let in');

  test('are those of the config', () => {
    expect(told({})).toEqual(['  203.0.113.10', '  203.0.113.11']);
    expect(planOf(bankOf(CLOSED)).data.allowList).toEqual(['203.0.113.10', '203.0.113.11']);
  });

  test('are asked for where nobody has told them', () => {
    expect(told({ 'network.natAddresses': undefined })).toEqual([
      `  not known here: those of the network's NAT gateways; write them as network.natAddresses`,
    ]);
  });

  test('are not asked for where there is no NAT gateway, and the config refuses them', () => {
    const lines = told({ 'network.wayOut': 'endpoints', 'network.natAddresses': undefined });

    expect(lines.join()).not.toContain('network.natAddresses');
  });
});

describe('RB12c who is called', () => {
  test('is told by severity', () => {
    expect(sectionOf({}, 'Who is called')).toEqual([
      '  when users are hurt: {"email":"oncall@bank.example"} {"slack":{"workspaceId":"T0123ABCD","channelId":"C0123ABCD"}}',
      '  in working hours: {"email":"platform@bank.example"}',
    ]);
    expect(planOf(bankOf(CLOSED)).data.watch).toEqual({
      page: [{ email: 'oncall@bank.example' }, { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } }],
      ticket: [{ email: 'platform@bank.example' }],
    });
  });

  test('is nobody, and that is told loudly', () => {
    expect(sectionOf({ alarms: undefined }, 'Who is called')).toEqual([
      '  NOBODY IS WATCHING: write alarms.page and alarms.ticket, and alarms are made',
    ]);
    expect(planOf(bankOf({ ...CLOSED, alarms: undefined })).data.watch).toBeNull();
  });
});

describe('RB21c telephony', () => {
  test('that is exposed demands the statement of safety', () => {
    const lines = sectionOf({ 'telephony.exposed': true }, 'Telephony').join('\n');

    expect(lines).toContain('somebody has to state, in writing and with a name');
    expect(lines).toContain('this is no real bank');
    expect(lines).toContain('PBX IVR / Call Script');
    expect(lines).toContain('See PBX IVR / Call Script for the canonical wording');
    expect(planOf(bankOf({ ...CLOSED, 'telephony.exposed': true })).data.telephony).toMatchObject({
      exposed: true,
      statement: expect.arrayContaining([expect.stringContaining('every greeting')]),
    });
  });

  test('that is not exposed demands nothing', () => {
    expect(sectionOf({}, 'Telephony')).toEqual(['  not exposed']);
    expect(planOf(bankOf(CLOSED)).data.telephony).toEqual({ exposed: false, statement: [] });
  });
});

/** The lines under a title, up to the next empty one. */
function sectionOf(changes: Changes, title: string): string[] {
  const [, section] = planOf(bankOf({ ...CLOSED, ...changes })).text.split(`\n${title}\n`);
  return section.split('\n\n')[0].split('\n');
}
