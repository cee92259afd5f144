import { CliDesk } from '../cli-desk';
import { commands, DEPLOY, describeKeeping, GATED, onApp, onAssembly } from '../gate-desk';

jest.setTimeout(90_000);

for (const gate of ['closed', 'disabled'] as const) {
  for (const host of [false, true]) describeKeeping({ gate, host }, commands);
}

test('RB19b the plan is listed, printed and compared as any assembly', async () => {
  const desk = new CliDesk();
  try {
    await onApp(desk, { gate: 'closed', host: false }, 'out', 'synth', '--quiet');
    const [listed, printed, compared] = await Promise.all([
      onAssembly(desk, 'out/plan-Gate', 'list'),
      onAssembly(desk, 'out/plan-Gate', 'synth', 'Data'),
      onAssembly(desk, 'out/plan-Gate', 'diff', 'Data', '--method', 'template'),
    ]);

    expect(listed.out.trim().split('\n')).toEqual(['Data (prd-data)', 'Api (prd-api)']);
    expect(printed.out).toContain('Type: AWS::S3::Bucket');
    expect(compared).toMatchObject({ code: 0, changes: [] });
    expect(`${compared.out}${compared.err}`).toContain('[-] AWS::SNS::Topic Former');
  } finally {
    desk.close();
  }
});

describe.each([{ host: false }, { host: true }])('an app with a stack of its own: $host', ({ host }) => {
  const desk = new CliDesk();
  afterAll(() => desk.close());

  test('RB19a is refused while its gate is to be open and disabled', async () => {
    const { code, err, changes } = await onApp(desk, { gate: 'disabled and open', host }, 'out', 'deploy', '--all');

    expect({ code, changes }).toEqual({ code: 1, changes: [] });
    expect(err).toMatch(/'createResources' is true, but .*\[resource-gate\/open-and-disabled at /);
  });

  test('RB19b RB19e gets the templates of the plan when its gate opens, byte by byte, and its own as before', async () => {
    for (const gate of ['closed', 'open'] as const) await onApp(desk, { gate, host }, gate, 'synth', '--quiet');
    const templates = (folder: string) => desk.files(folder).filter((name) => name.endsWith('.template.json'));
    const planned = templates('closed/plan-Gate');

    expect(planned).toEqual([
      'Api.template.json',
      expect.stringMatching(/^ApiNested.*\.nested\./),
      'Data.template.json',
    ]);
    expect(templates('open')).toEqual([...planned, ...(host ? ['Host.template.json'] : [])].sort());
    planned.forEach((name) => expect(desk.read(`open/${name}`)).toBe(desk.read(`closed/plan-Gate/${name}`)));
    expect(host && desk.read('open/Host.template.json')).toBe(host && desk.read('closed/Host.template.json'));
    expect(desk.files('open/plan-Gate')).toEqual([]);
  });
});

describe('a gate that is open', () => {
  const desk = new CliDesk();
  afterAll(() => desk.close());

  test('keeps nothing, which the stub sees', async () => {
    const deployed = await onApp(desk, { gate: 'open', host: false }, 'open', 'deploy', '--all', ...DEPLOY);
    const destroyed = await onAssembly(desk, 'open', 'destroy', '--all', '--force');

    expect(deployed).toMatchObject({ code: 0, unknown: [] });
    const told = ['CreateChangeSet', 'UpdateTerminationProtection', 'ExecuteChangeSet'];
    const calls = GATED.flatMap((stack) => told.map((action) => `cloudformation ${action} ${stack}`));
    expect(deployed.changes).toEqual(expect.arrayContaining(calls));
    expect(destroyed.changes).toEqual(expect.arrayContaining(GATED.map((it) => `cloudformation DeleteStack ${it}`)));
  });
});
