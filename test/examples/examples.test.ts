import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { launchPhaseOf } from '../../examples/expense-tracker/launch-phase';

jest.setTimeout(30_000);

const EXAMPLES = join(__dirname, '../../examples');
const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'app.ts')));

/** Examples with a test file of their own record their templates there. */
const own = names.filter((name) => existsSync(join(__dirname, `${name}.test.ts`)));

/** The app of an example as the CDK CLI runs it, under the flags of its cdk.json, or of that at the root. */
function appOf(name: string): App {
  const file = join(EXAMPLES, name, 'cdk.json');
  const flags = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).context : context;
  process.env.CDK_CONTEXT_JSON = JSON.stringify(flags);
  const { app } = jest.requireActual<{ app: App }>(join(EXAMPLES, name, 'app'));
  delete process.env.CDK_CONTEXT_JSON;
  return app;
}

/** The templates with the keys of hidden expressions of dashboards in one order: it differs between releases of the CDK. */
function inOneOrder(templates: object): object {
  const text = JSON.stringify(templates);
  return JSON.parse(text.replace(/(\\"visible\\":false),(\\"expression\\":\\"[^"]*\\")/g, '$2,$1'));
}

test('each example is tested, by a file of its name or by this one', () => {
  expect(own).toEqual(['rl-bank', 'rl-main-infra']);
  expect(names.filter((name) => !own.includes(name))).toEqual(['expense-tracker']);
});

describe.each(names.filter((name) => !own.includes(name)))('examples/%s', (name) => {
  const assembly = appOf(name).synth();

  test('LB4 its templates are what was read by eye', () => {
    const templates = assembly.stacks.map(
      ({ stackName, template: { Rules: _rules, Parameters: _parameters, ...ours } }) => [stackName, ours],
    );

    expect(inOneOrder(Object.fromEntries(templates))).toMatchSnapshot();
  });

  test('it is synthesized without an AWS account: nothing is looked up', () => {
    expect(assembly.manifest.missing).toBeUndefined();
  });
});

test.each(['runing', 'constructor', ''])('the expense tracker refuses the launch phase %j', (launchPhase) => {
  const { node } = new App({ context: { launchPhase } });

  expect(() => launchPhaseOf(node)).toThrow('must be one of: not-ready, first-start, running');
});
