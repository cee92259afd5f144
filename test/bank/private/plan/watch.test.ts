import { watchSection } from '../../../../src/bank/private/plan/watch';
import { configOf, RUNNING } from '../../../support/bank';

describe('RB12c the targets of alarms', () => {
  test('are listed by severity', () => {
    const { alarms } = configOf();
    const { lines, data } = watchSection({ observability: {} } as any, configOf());

    expect(lines).toEqual([
      'when users are hurt: {"email":"oncall@bank.example"} {"slack":{"workspaceId":"T0123ABCD","channelId":"C0123ABCD"}}',
      'in working hours: {"email":"platform@bank.example"}',
      'objective webapp-available: 99.9 % of requests succeed in 30 days; prd-rl-bank-webapp-available-FastBurn-Call pages',
      'objective mp-webapp-available: 99.9 % of requests succeed in 30 days; prd-rl-bank-mp-webapp-available-FastBurn-Call pages',
      'objectives of the API: with api.launchPhase first-start, once tasks can answer',
    ]);
    expect(data).toMatchObject(alarms);
  });

  test('are those of the objectives of the API, too, once its tasks run', () => {
    const config = configOf({ ...RUNNING, 'objectives.apiLatencyMilliseconds': 800 });
    const { lines, data } = watchSection({ observability: {} } as any, config);

    expect(lines.slice(2, 4)).toEqual([
      'objective api-available: 99.9 % of requests succeed in 30 days; prd-rl-bank-api-available-FastBurn-Call pages',
      'objective api-fast: 99 % of requests are answered within 800 ms in 30 days; prd-rl-bank-api-fast-FastBurn-Call pages',
    ]);
    expect(lines).toHaveLength(6);
    expect((data as any).objectives.map(({ name }: { name: string }) => name)).toHaveLength(4);
  });

  test('are without objectives where the config disables them', () => {
    const { lines } = watchSection({ observability: {} } as any, configOf({ 'objectives.disabled': true }));

    expect(lines.slice(2)).toEqual([
      'no objectives: objectives.disabled is true, and errors and response times page by themselves',
    ]);
  });

  test('are missing, which the plan says loudly', () => {
    const { lines, data } = watchSection({} as any, configOf({ alarms: undefined }));

    expect(lines).toEqual(['NO ALARMS: write alarms.page and alarms.ticket, and alarms are created']);
    expect(data).toBeNull();
  });
});
