import { watchSection } from '../../../../src/bank/private/plan/watch';
import { configOf } from '../../../support/bank';

describe('RB12c the targets of alarms', () => {
  test('are listed by severity', () => {
    const { alarms } = configOf();
    const { lines, data } = watchSection({ observability: {} } as any, configOf());

    expect(lines).toEqual([
      'when users are hurt: {"email":"oncall@bank.example"} {"slack":{"workspaceId":"T0123ABCD","channelId":"C0123ABCD"}}',
      'in working hours: {"email":"platform@bank.example"}',
    ]);
    expect(data).toEqual(alarms);
  });

  test('are missing, which the plan says loudly', () => {
    const { lines, data } = watchSection({} as any, configOf({ alarms: undefined }));

    expect(lines).toEqual(['NO ALARMS: write alarms.page and alarms.ticket, and alarms are created']);
    expect(data).toBeNull();
  });
});
