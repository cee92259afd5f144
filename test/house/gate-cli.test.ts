import { DEPLOY, describeKeeping, onAssembly, Situation } from './gate-desk';

jest.setTimeout(90_000);

const closed: Situation = { gate: 'closed', host: true };
// What changes the stack beside the gate shows that the stub sees it. All commands, and a gate that is open, are tried by night.
describeKeeping(closed, ['deploy **', 'destroy --all'], (desk) => {
  test('RB19b the plan is not deployed', async () => {
    const { code, changes, err } = await onAssembly(desk, 'out/plan-Gate', 'deploy', '--all', ...DEPLOY);

    expect({ code, changes }).toEqual({ code: 1, changes: [] });
    expect(err).toContain("requires bootstrap stack version '999999'");
  });
});
describeKeeping({ gate: 'disabled', host: false }, ['destroy --all']);
