import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { BANK, BankDesk, doneTo, PLAN, PLAN_FOLDER, PLAN_STACK } from './bank-desk';
import { Outcome } from './cli-desk';
import { Repository } from './repository';

jest.setTimeout(90_000);

const { root } = Repository.here;
const desk = new BankDesk();
const onDemo = { cwd: root, deployed: BANK };
const made = (file: string) => readFileSync(join(root, 'cdk.out', PLAN_FOLDER, file), 'utf8');

let demo: Outcome;
beforeAll(async () => {
  demo = await desk.run({ ...onDemo, withoutCredentials: true }, 'node', 'scripts/demo.mjs');
});
afterAll(() => desk.close());

test('LB3 the demo prints the plan without credentials: what is to do first, then the stacks as they are deployed', () => {
  const lines = demo.out.split('\n');
  const [place, account] = ['ap-southeast-1', '982233224911'];

  expect(demo).toMatchObject({ code: 0, calls: [] });
  expect(lines.filter((line) => /^ {2}Bank\/\S+ \(/.test(line))).toEqual([
    ...['images', 'cache', 'settings', 'api'].map(
      (name) => `  Bank/${name} (prd-rl-bank-${name}) in ${place}, account ${account}`,
    ),
    `  Bank/sites/EdgeTwin (prd-rl-bank-sites-edge) in us-east-1, account ${account}`,
    `  Bank/sites (prd-rl-bank-sites) in ${place}, account ${account}`,
  ]);
  expect(lines.indexOf('What has to be filled in')).toBeLessThan(
    lines.findIndex((line) => line.startsWith('Who may do what')),
  );
  expect(lines).toContain('Nothing was created. The templates: npx cdk -a cdk.out/plan-Bank-Gate synth Bank/api');
});

test('LB3 the plan has templates, which `cdk synth` prints', async () => {
  const { out } = await desk.cdk(onDemo, '-a', `cdk.out/${PLAN_FOLDER}`, 'synth', 'Bank/sites');

  expect(out).toContain('Type: AWS::CloudFront::Distribution');
});

test('RB19b says where the plan is, for people and for programs, and what opens the gate', () => {
  expect(demo.err).toContain(
    `The plan: cdk.out/${PLAN_FOLDER}/plan.txt, for programs cdk.out/${PLAN_FOLDER}/plan.json`,
  );
  expect(demo.err).toContain('To open it: `createResources: true` in examples/rl-bank/bank-mvp.yaml');
});

test('RB19b LB3 RB18b `cdk synth` prints the same plan of a config by --context, with no credentials', async () => {
  const document = readFileSync(join(root, 'examples/rl-bank/bank-mvp.yaml'), 'utf8');
  const context = ['-c', `infra:bankMvp=${JSON.stringify(parse(document))}`];

  const { code, calls, out, err } = await desk.withNothing('context', 'synth', ...context);

  expect({ code, calls }).toEqual({ code: 0, calls: [] });
  expect(desk.read('context', PLAN_FOLDER, 'plan.json')).toBe(made('plan.json'));
  expect(err).toContain("To open it: `createResources: true` in the context 'infra:bankMvp'");
  const printed = out.split('\n').map((line) => line.trim());
  const plan = made('plan.txt').split('\n');
  expect(plan.length).toBeGreaterThan(100);
  expect(plan.filter((line) => !printed.includes(line.trim()))).toEqual([]);
  expect(Object.keys(desk.templates('context'))).toEqual([PLAN_STACK]);
});

test('RB19b RB19d a deployed bank whose gate is closed again stays as it is when all is deployed', async () => {
  const outcome = await desk.cdk(onDemo, '--app', 'cdk.out', 'deploy', '--all');

  expect(doneTo(outcome)).toEqual({ code: 0, harm: [], bank: [], unknown: [] });
  expect(outcome.err).toContain(`${PLAN}: stack has no resources, skipping deployment`);
});
