import { CliDesk } from './cli-desk';
import { DEPLOY, describeKeeping, GATED, onApp, onAssembly, Situation } from './gate-desk';

jest.setTimeout(90_000);

const closed: Situation = { gate: 'closed', host: true };
describeKeeping(closed, ['deploy **', 'deploy by path', 'destroy --all'], (desk) => {
  test('RB19b the plan is not deployed', async () => {
    const { code, changes, err } = await onAssembly(desk, 'out/plan-Gate', 'deploy', '--all', ...DEPLOY);

    expect({ code, changes }).toEqual({ code: 1, changes: [] });
    expect(err).toContain("requires bootstrap stack version '999999'");
  });
});
describeKeeping({ gate: 'disabled', host: false }, ['deploy --all', 'destroy --all']);

const desk = new CliDesk();
afterAll(() => desk.close());

test('a gate that is open keeps nothing, which the stub sees', async () => {
  const deployed = await onApp(desk, { gate: 'open', host: false }, 'open', 'deploy', '--all', ...DEPLOY);
  const destroyed = await onAssembly(desk, 'open', 'destroy', '--all', '--force');

  expect(deployed).toMatchObject({ code: 0, unknown: [] });
  const told = ['CreateChangeSet', 'UpdateTerminationProtection', 'ExecuteChangeSet'];
  const calls = GATED.flatMap((stack) => told.map((action) => `cloudformation ${action} ${stack}`));
  expect(deployed.changes).toEqual(expect.arrayContaining(calls));
  expect(destroyed.changes).toEqual(expect.arrayContaining(GATED.map((it) => `cloudformation DeleteStack ${it}`)));
});
