import { Outcome } from './cli-desk';
import { GateDesk, Situation } from './gate-desk';

jest.setTimeout(90_000);

const DEPLOY = ['--require-approval', 'never'];
const GATED = ['prd-api', 'prd-data'];
const PLAN = 'Gate/Plan (resource-gate-plan-Gate-fa77a525)';

/** What a stack of somebody else is told, beside the gate as alone. */
const DEPLOYED_HOST = ['cloudformation CreateChangeSet Host', 'cloudformation ExecuteChangeSet Host'];

const keeping: Situation[] = [
  { gate: 'closed', host: false },
  { gate: 'closed', host: true },
  { gate: 'disabled', host: false },
  { gate: 'disabled', host: true },
];

describe.each(keeping)('a gate that is $gate, with a stack of a host: $host,', (situation) => {
  const { gate, host } = situation;
  const desk = new GateDesk();
  const done: Record<string, Outcome> = {};

  /** Three at a time, each into a folder of its own: most of the time the CLI waits. */
  beforeAll(async () => {
    const [list, all, stars] = [['list'], ['deploy', '--all', ...DEPLOY], ['deploy', '**', ...DEPLOY]];
    const [path, destroy, diff] = [['deploy', 'Data', ...DEPLOY], ['destroy', '--all', '--force'], ['diff']];
    for (const commands of [{ list, all, stars }, { path, destroy, diff }, { synth: ['synth'] }]) {
      const run = ([name, args]: [string, string[]]) => desk.cdk(situation, name, ...args);
      const outcomes = await Promise.all(Object.entries(commands).map(run));
      Object.keys(commands).forEach((name, index) => (done[name] = outcomes[index]));
    }
  });
  afterAll(() => desk.close());

  test('RB19b RB19e lists an empty stack and those of the host', () => {
    const { code, out } = done.list;

    expect({ code, out: out.trim().split('\n') }).toEqual({ code: 0, out: [...(host ? ['Host'] : []), PLAN] });
  });

  test.each(['all', 'stars'])('RB19b RB19e deploys nothing of its own with a pattern: %s', (pattern) => {
    expect(done[pattern]).toMatchObject({ code: 0, changes: host ? DEPLOYED_HOST : [], unknown: [] });
    expect(done[pattern].asked.filter((stack) => GATED.includes(stack))).toEqual([]);
    expect(done[pattern].err).toContain(`${PLAN}: stack has no resources, skipping deployment`);
  });

  test('RB19b deploys nothing of its own by path', () => {
    expect(done.path).toMatchObject({ code: 1, changes: [], asked: [] });
    expect(done.path.err).toContain('No stacks match the name(s) Data');
  });

  test('RB19d RB19e destroys nothing of its own', () => {
    const changes = host ? ['cloudformation DeleteStack Host'] : [];

    expect(done.destroy).toMatchObject({ code: 0, changes, unknown: [] });
  });

  test('RB19b compares nothing of its own', () => {
    expect(done.diff).toMatchObject({ code: 0, unknown: [] });
    expect(done.diff.asked.filter((stack) => GATED.includes(stack))).toEqual([]);
    expect(done.diff.changes.filter((call) => /(Execute|Delete)/.test(call))).toEqual([]);
  });

  test('RB19a RB19b synthesizes, and says what it keeps and where the plan is', () => {
    const { code, out, err } = done.synth;

    expect(code).toBe(0);
    expect(err).toContain(gate === 'closed' ? 'The plan: synth/plan-Gate/plan.txt' : 'Gate is disabled');
    expect(desk.files('synth/plan-Gate').length > 0).toBe(gate === 'closed');
    if (!host) {
      expect(out).toContain(gate === 'closed' ? 'Data (prd-data) in ap-southeast-1' : 'nothing is planned');
    }
  });
});

describe.each([{ host: false }, { host: true }])('an app with a stack of a host: $host', ({ host }) => {
  const desk = new GateDesk();
  afterAll(() => desk.close());

  test('RB19a is refused while its gate is to be open and disabled', async () => {
    const { code, err, changes } = await desk.cdk({ gate: 'disabled and open', host }, 'out', 'deploy', '--all');

    expect({ code, changes }).toEqual({ code: 1, changes: [] });
    expect(err).toContain("'createResources' is true, but 'disabled' is true as well");
  });

  test('RB19b RB19e gets the templates of the plan when its gate opens, byte by byte, and the same of the host', async () => {
    await Promise.all([
      desk.cdk({ gate: 'closed', host }, 'closed', 'synth', '--quiet'),
      desk.cdk({ gate: 'open', host }, 'open', 'synth', '--quiet'),
    ]);
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

  test('is deployed and destroyed when its gate is open and nothing protects it, which the stub sees', async () => {
    const [deployed, destroyed] = await Promise.all([
      desk.cdk({ gate: 'open', host }, 'deploy', 'deploy', '--all', ...DEPLOY),
      desk.cdk({ gate: 'open', host }, 'destroy', 'destroy', '--all', '--force'),
    ]);

    expect(deployed).toMatchObject({ code: 0, unknown: [] });
    const told = ['CreateChangeSet', 'UpdateTerminationProtection', 'ExecuteChangeSet'];
    const calls = GATED.flatMap((stack) => told.map((action) => `cloudformation ${action} ${stack}`));
    expect(deployed.changes).toEqual(expect.arrayContaining(calls));
    expect(destroyed.changes).toEqual(expect.arrayContaining(GATED.map((it) => `cloudformation DeleteStack ${it}`)));
  });
});

test('RB19b the plan is listed, printed and compared as any assembly, and not deployed', async () => {
  const desk = new GateDesk();
  try {
    await desk.cdk({ gate: 'closed', host: false }, 'out', 'synth', '--quiet');
    const [listed, printed, compared, deployed] = await Promise.all([
      desk.onAssembly('out/plan-Gate', 'list'),
      desk.onAssembly('out/plan-Gate', 'synth', 'Data'),
      desk.onAssembly('out/plan-Gate', 'diff', 'Data', '--method', 'template'),
      desk.onAssembly('out/plan-Gate', 'deploy', '--all', ...DEPLOY),
    ]);

    expect(listed.out.trim().split('\n')).toEqual(['Data (prd-data)', 'Api (prd-api)']);
    expect(printed.out).toContain('Type: AWS::S3::Bucket');
    expect(compared).toMatchObject({ code: 0, changes: [] });
    expect(`${compared.out}${compared.err}`).toContain('[-] AWS::SNS::Topic Former');
    expect(deployed).toMatchObject({ code: 1, changes: [] });
    expect(deployed.err).toContain("requires bootstrap stack version '999999'");
  } finally {
    desk.close();
  }
});
