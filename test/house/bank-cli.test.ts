import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { BankDesk } from './bank-desk';
import { Outcome } from './cli-desk';
import { Repository } from './repository';

jest.setTimeout(90_000);

const { root } = Repository.here;
const PLAN_STACK = 'resource-gate-plan-Bank-Gate-093bff07';
const PLAN = `Bank/Gate/Plan (${PLAN_STACK})`;
const PLAN_FOLDER = 'plan-Bank-Gate';
const OPEN = ['-c', 'config=examples/rl-bank/open.yaml'];
const DESTROY = ['destroy', '--all', '--force'];

/** What open.yaml deploys. */
const BANK = [
  'prd-rl-bank-api',
  'prd-rl-bank-cache',
  'prd-rl-bank-deploy-roles',
  'prd-rl-bank-images',
  'prd-rl-bank-settings',
  'prd-rl-bank-sites',
  'prd-rl-bank-sites-edge',
  'prd-rl-bank-watch',
  'prd-rl-bank-watch-edge',
];

/** Every placeholder of the document, as a message quotes it. */
const PLACEHOLDERS = [
  '"example.com"',
  '"Z123456789"',
  '"vpc-..."',
  '"subnet-a"',
  '"subnet-b"',
  '"subnet-c"',
  '"subnet-d"',
  '"tenant.region.auth0.com"',
  '"https://api.example.com"',
];

const documentText = readFileSync(join(root, 'examples/rl-bank/bank-mvp.yaml'), 'utf8');

/** The calls that would create, change or delete a stack of the bank, and those that would any other, but for a look. */
function harmIn({ changes }: Outcome): string[] {
  return changes.filter((call) => call !== `cloudformation CreateChangeSet ${PLAN_STACK}`);
}

/** Which stacks of the bank a command has asked AWS about. */
function bankIn({ asked }: Outcome): string[] {
  return asked.filter((stack) => BANK.includes(stack));
}

/** The names of the texts that are not the same in both. */
function differences(some: Record<string, string>, others: Record<string, string>): string[] {
  const names = [...new Set([...Object.keys(some), ...Object.keys(others)])].sort();
  return names.filter((name) => some[name] !== others[name]);
}

describe("the document's text", () => {
  const desk = new BankDesk();
  let synth: Outcome;
  let list: Outcome;
  beforeAll(async () => {
    [synth, list] = await Promise.all([desk.withNothing('synth', 'synth'), desk.withNothing('list', 'list')]);
  });
  afterAll(() => desk.close());

  test('RB19b LB3 is synthesized with neither credentials nor a region, and its whole plan is printed', () => {
    expect(synth).toMatchObject({ code: 0, calls: [] });
    expect(synth.out).toContain('What has to be filled in');
    const printed = synth.out.split('\n').map((line) => line.trim());
    const plan = desk.read('synth', PLAN_FOLDER, 'plan.txt').split('\n');
    expect(plan.length).toBeGreaterThan(100);
    expect(plan.filter((line) => !printed.includes(line.trim()))).toEqual([]);
  });

  test('RB19b says where the plan is, for people and for programs, and what opens the gate', () => {
    const [, text, json] = /The plan: (.+), for programs (.+)/.exec(synth.err)!;

    expect(readFileSync(resolve(root, text), 'utf8')).toBe(desk.read('synth', PLAN_FOLDER, 'plan.txt'));
    expect(readFileSync(resolve(root, json), 'utf8')).toBe(desk.read('synth', PLAN_FOLDER, 'plan.json'));
    expect(synth.err).toContain('To open it: `createResources: true` in examples/rl-bank/bank-mvp.yaml');
  });

  test('RB19b is listed as one stack, which is empty', () => {
    expect(list).toMatchObject({ code: 0, calls: [] });
    expect(list.out.trim().split('\n')).toEqual([PLAN]);
    const templates = desk.templates('synth');
    expect(Object.keys(templates)).toEqual([PLAN_STACK]);
    expect(Object.keys(JSON.parse(templates[PLAN_STACK]))).toEqual(['Description', 'Metadata']);
  });
});

describe('a bank that is deployed, and its gate closed again', () => {
  const desk = new BankDesk();
  const done: Record<string, Outcome> = {};
  const templates: Record<string, Record<string, string>> = {};

  beforeAll(async () => {
    const closed = desk.copy('open.yaml', 'createResources: true', 'createResources: false');
    const commands: Record<string, string[]> = {
      diff: ['diff'],
      all: ['deploy', '--all'],
      stars: ['deploy', '**'],
      path: ['deploy', 'Bank/api'],
      destroy: DESTROY,
      'destroy of a path': ['destroy', 'Bank/api', '--force'],
    };
    const run = async (name: string) => {
      done[name] = await desk.withCredentials(BANK, name, ...commands[name], ...closed);
    };
    // As at home: one folder, whatever the config says.
    const turn = async (name: string, config: string[], ...assembly: string[]) => {
      done[name] = await desk.withNothing('cdk.out', 'synth', '--quiet', ...config);
      templates[name] = desk.templates('cdk.out', ...assembly);
    };
    await Promise.all([turn('open', OPEN), run('diff'), run('all')]);
    await Promise.all([turn('closed', closed, PLAN_FOLDER), run('stars'), run('path')]);
    templates.deployable = desk.templates('cdk.out');
    await Promise.all([turn('open again', OPEN), run('destroy'), run('destroy of a path')]);
  });
  afterAll(() => desk.close());

  test.each([
    ['diff', 0, `Stack ${PLAN}`],
    ['all', 0, `${PLAN}: stack has no resources, skipping deployment`],
    ['stars', 0, `${PLAN}: stack has no resources, skipping deployment`],
    ['path', 1, 'No stacks match the name(s) Bank/api'],
    ['destroy', 0, `${PLAN}: destroyed`],
    ['destroy of a path', 0, 'No stacks match the name(s): Bank/api'],
  ])('RB19b RB19d gets no change set, is not deleted and not even asked for: %s', (name, code, told) => {
    const outcome = done[name];

    expect({ code: outcome.code, harm: harmIn(outcome), bank: bankIn(outcome) }).toEqual({ code, harm: [], bank: [] });
    expect(outcome.err).toContain(told);
    expect(outcome.unknown).toEqual([]);
  });

  test('RB19b RB19d keeps every template as it was deployed in the plan, byte by byte, and gets it when it opens again', () => {
    expect(['open', 'closed', 'open again'].map((name) => done[name].code)).toEqual([0, 0, 0]);
    expect(Object.keys(templates.open).sort()).toEqual(BANK);
    expect(Object.keys(templates.deployable)).toEqual([PLAN_STACK]);
    expect(differences(templates.closed, templates.open)).toEqual([]);
    expect(differences(templates['open again'], templates.closed)).toEqual([]);
    expect(desk.files('cdk.out', PLAN_FOLDER)).toEqual([]);
  });
});

describe('a config that somebody changes by one word', () => {
  const desk = new BankDesk();
  afterAll(() => desk.close());

  test('RB19a is one empty stack and no plan when the bank is not enabled, and a deployed bank stays', async () => {
    const disabled = desk.copy('bank-mvp.yaml', 'enabled: true', 'enabled: false');
    const [synth, deployed, destroyed] = await Promise.all([
      desk.withNothing('disabled', 'synth', ...disabled),
      desk.withCredentials(BANK, 'deployed', 'deploy', '--all', ...disabled),
      desk.withCredentials(BANK, 'destroyed', ...DESTROY, ...disabled),
    ]);

    expect(synth).toMatchObject({ code: 0, calls: [] });
    expect(synth.out).toContain('Bank/Gate is disabled: nothing is planned, and nothing is created.');
    expect(Object.keys(desk.templates('disabled'))).toEqual([PLAN_STACK]);
    expect(desk.files('disabled').filter((name) => /^plan-|Bank(?!GatePlan).*template/.test(name))).toEqual([]);
    for (const outcome of [deployed, destroyed]) {
      expect({ code: outcome.code, harm: harmIn(outcome), bank: bankIn(outcome) }).toEqual({
        code: 0,
        harm: [],
        bank: [],
      });
    }
  });

  test("RB19c is refused when the gate opens over the document's text, and told every placeholder", async () => {
    const opened = desk.copy('bank-mvp.yaml', 'createResources: false', 'createResources: true');
    const { code, calls, err } = await desk.withCredentials(BANK, 'refused', 'deploy', '--all', ...opened);

    expect({ code, harm: calls.filter((call) => call.startsWith('cloudformation')) }).toEqual({ code: 1, harm: [] });
    expect(PLACEHOLDERS.filter((placeholder) => !err.includes(`is ${placeholder}, but createResources`))).toEqual([]);
    expect(err).toContain(`${PLACEHOLDERS.length} problems [config/placeholder at BankMvpConfig`);
    expect(desk.files('refused').filter((name) => name.endsWith('.template.json'))).toEqual([]);
  });
});

test('RB19b the open bank is deployed and destroyed stack by stack, which the stub sees', async () => {
  const desk = new BankDesk();
  try {
    const [deployed, destroyed] = await Promise.all([
      desk.withCredentials(BANK, 'deploy', 'deploy', '--all', ...OPEN),
      desk.withCredentials(BANK, 'destroy', ...DESTROY, ...OPEN),
    ]);
    const seen = (action: string, { changes }: Outcome) =>
      [...new Set(changes.filter((call) => call.includes(` ${action} `)).map((call) => call.split(' ')[2]))].sort();

    expect([deployed, destroyed].map(({ code, unknown }) => ({ code, unknown }))).toEqual([
      { code: 0, unknown: [] },
      { code: 0, unknown: [] },
    ]);
    for (const action of ['CreateChangeSet', 'UpdateTerminationProtection', 'ExecuteChangeSet']) {
      expect(seen(action, deployed)).toEqual(BANK);
    }
    expect(seen('DeleteStack', destroyed)).toEqual(BANK);
  } finally {
    desk.close();
  }
});

describe('a config from elsewhere', () => {
  const desk = new BankDesk();
  const plan = (folder: string) => desk.read(folder, PLAN_FOLDER, 'plan.json');
  const synth = async (folder: string, ...options: string[]) =>
    desk.withNothing(folder, 'synth', '--quiet', ...options);
  const asContext = (text: string) => ['-c', `infra:bankMvp=${text}`];
  afterAll(() => desk.close());

  test('RB18b gives the plan of the file when it comes by --context as one line of JSON', async () => {
    const [file, context] = await Promise.all([
      synth('file'),
      synth('context', ...asContext(JSON.stringify(parse(documentText)))),
    ]);

    expect([file.code, context.code]).toEqual([0, 0]);
    expect(plan('context')).toBe(plan('file'));
    expect(context.err).toContain("To open it: `createResources: true` in the context 'infra:bankMvp'");
  });

  test('RB18b is refused, not planned, when the CLI has cut a text of several lines after the first', async () => {
    const { code, err } = await synth('cut', ...asContext(documentText));

    expect(code).toBe(1);
    expect(err).toContain('of a text with several lines the CLI passes the first one alone');
    expect(desk.files('cut', PLAN_FOLDER)).toEqual([]);
  });

  test('RB18b is read from any file, and a file that is not there gets a sentence', async () => {
    const [other, missing] = await Promise.all([
      synth('other', ...desk.copy('bank-mvp.yaml', 'namePrefix: prd-rl-bank', 'namePrefix: stg-rl-bank')),
      synth('missing', '-c', 'config=nowhere.yaml'),
    ]);

    expect(other.code).toBe(0);
    const names = Object.keys(desk.templates('other', PLAN_FOLDER));
    expect(names).toContain('stg-rl-bank-api');
    expect(names.filter((name) => !name.startsWith('stg-rl-bank-'))).toEqual([]);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain(
      `'config' is "nowhere.yaml", but there is no such file: write the path from the folder of cdk.json`,
    );
  });
});
