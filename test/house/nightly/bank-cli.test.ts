import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BANK, BankDesk, doneTo, PLAN, PLAN_FOLDER, PLAN_STACK } from '../bank-desk';
import { Outcome } from '../cli-desk';
import { Repository } from '../repository';

jest.setTimeout(120_000);

const OPEN = ['-c', 'config=examples/rl-bank/open.yaml'];
const DESTROY = ['destroy', '--all', '--force'];
const NO_HARM = { code: 0, harm: [], bank: [], unknown: [] };

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

const desk = new BankDesk();
afterAll(() => desk.close());

test.each([
  [['diff'], 0, `Stack ${PLAN}`],
  [['deploy', '**'], 0, `${PLAN}: stack has no resources, skipping deployment`],
  [['deploy', 'Bank/api'], 1, 'No stacks match the name(s) Bank/api'],
  [DESTROY, 0, `${PLAN}: destroyed`],
  [['destroy', 'Bank/api', '--force'], 0, 'No stacks match the name(s): Bank/api'],
])('RB19b RB19d a deployed bank whose gate is closed again stays as it is: %j', async (args, code, told) => {
  const closed = desk.copy('open.yaml', 'createResources: true', 'createResources: false');
  const outcome = await desk.withCredentials('closed', ...args, ...closed);

  expect(doneTo(outcome)).toEqual({ ...NO_HARM, code });
  expect(outcome.err).toContain(told);
});

test('RB19b RB19d the plan keeps every template as it was deployed, byte by byte, until the gate opens again', async () => {
  const closed = desk.copy('open.yaml', 'createResources: true', 'createResources: false');
  const synth = async (config: string[], ...assembly: string[]) => {
    expect(await desk.withNothing('turns', 'synth', '--quiet', ...config)).toMatchObject({ code: 0 });
    return desk.templates('turns', ...assembly);
  };
  const open = await synth(OPEN);
  const planned = await synth(closed, PLAN_FOLDER);
  const deployable = desk.templates('turns');
  const again = await synth(OPEN);

  expect(Object.keys(open).sort()).toEqual(BANK);
  expect(Object.keys(deployable)).toEqual([PLAN_STACK]);
  expect(planned).toEqual(open);
  expect(again).toEqual(open);
  expect(desk.files(join('turns', PLAN_FOLDER))).toEqual([]);
});

test('RB19a is one empty stack and no plan when the bank is not enabled, and a deployed bank stays', async () => {
  const disabled = desk.copy('bank-mvp.yaml', 'enabled: true', 'enabled: false');
  const { out } = await desk.withNothing('disabled', 'synth', ...disabled);
  const deployed = await desk.withCredentials('deployed', 'deploy', '--all', ...disabled);
  const destroyed = await desk.withCredentials('destroyed', ...DESTROY, ...disabled);

  expect(out).toContain('Bank/Gate is disabled: nothing is planned, and nothing is created.');
  expect(Object.keys(desk.templates('disabled'))).toEqual([PLAN_STACK]);
  expect(desk.files('disabled').filter((name) => name.startsWith('plan-'))).toEqual([]);
  expect([deployed, destroyed].map(doneTo)).toEqual([NO_HARM, NO_HARM]);
});

test("RB19c is refused when the gate opens over the document's text, and told every placeholder", async () => {
  const opened = desk.copy('bank-mvp.yaml', 'createResources: false', 'createResources: true');
  const { code, calls, err } = await desk.withCredentials('refused', 'deploy', '--all', ...opened);

  expect({ code, harm: calls.filter((call) => call.startsWith('cloudformation')) }).toEqual({ code: 1, harm: [] });
  expect(PLACEHOLDERS.filter((placeholder) => !err.includes(`is ${placeholder}, but `))).toEqual([]);
  expect(err).toContain(`${PLACEHOLDERS.length} problems [config/placeholder at BankMvpConfig`);
  expect(desk.files('refused').filter((name) => name.endsWith('.template.json'))).toEqual([]);
});

test('RB19b the open bank is deployed and destroyed stack by stack, which the stub sees', async () => {
  const outcomes = [
    await desk.withCredentials('open', 'deploy', '--all', ...OPEN),
    await desk.withCredentials('open', ...DESTROY, ...OPEN),
  ];
  const seen = (action: string, { changes }: Outcome) =>
    [...new Set(changes.filter((call) => call.includes(` ${action} `)).map((call) => call.split(' ')[2]))].sort();

  expect(outcomes.map(({ code, unknown }) => ({ code, unknown }))).toEqual(
    [1, 2].map(() => ({ code: 0, unknown: [] })),
  );
  for (const action of ['CreateChangeSet', 'UpdateTerminationProtection', 'ExecuteChangeSet']) {
    expect(seen(action, outcomes[0])).toEqual(BANK);
  }
  expect(seen('DeleteStack', outcomes[1])).toEqual(BANK);
});

test('RB18b a config is refused, not planned, when the CLI has cut a text of several lines after the first', async () => {
  const document = readFileSync(join(Repository.here.root, 'examples/rl-bank/bank-mvp.yaml'), 'utf8');
  const { code, err } = await desk.withNothing('cut', 'synth', '--quiet', '-c', `infra:bankMvp=${document}`);

  expect(code).toBe(1);
  expect(err).toContain('of a text with several lines the CLI passes the first one alone');
  expect(desk.files(join('cut', PLAN_FOLDER))).toEqual([]);
});

test('RB18b a config is read from any file', async () => {
  const other = desk.copy('bank-mvp.yaml', 'namePrefix: prd-rl-bank', 'namePrefix: stg-rl-bank');
  const { code } = await desk.withNothing('other', 'synth', '--quiet', ...other);
  const names = Object.keys(desk.templates('other', PLAN_FOLDER));

  expect(code).toBe(0);
  expect(names).toContain('stg-rl-bank-api');
  expect(names.filter((name) => !name.startsWith('stg-rl-bank-'))).toEqual([]);
});
