import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  ADOPTED,
  bankApp,
  bankOf,
  Changes,
  CLOSED,
  planOf,
  readBank,
  RUNNING,
  stacksOf,
  templatesOf,
  topicIn,
} from '../../support/bank';
import { deployable } from '../../support/gated';

const DISABLED = { enabled: false, createResources: false };

test.each<[string, Changes]>([
  ['by false', DISABLED],
  ['by leaving it out', { enabled: undefined, createResources: undefined }],
])('RB19a a bank that is disabled %s is nothing but an empty stack that says so', (_, changes) => {
  const bank = bankOf(changes);
  const { stacks, directory } = appOf(bank).synth();

  expect(bank).toMatchObject({ parts: undefined, gate: { isEnabled: false, isOpen: false, planFolder: undefined } });
  expect(() => bank.observability).toThrowProblem('bank/disabled', 'enabled', false);
  expect(stacksOf(bank)).toEqual([]);
  expect(stacks.map(({ template }) => template)).toEqual([
    {
      Description: 'Bank/Gate is disabled: this stack has no resources and is never deployed',
      Metadata: { Plan: 'Bank/Gate is disabled: nothing is planned, and nothing is created.' },
    },
  ]);
  expect(readdirSync(directory).filter((name) => name.startsWith('plan-'))).toEqual([]);
});

test('RB19b a bank behind a closed gate cannot be deployed; its empty stack shows the plan and its path', () => {
  const bank = bankOf({ createResources: undefined });
  const app = appOf(bank);
  const [{ hierarchicalId, template, messages }, ...others] = app.synth().stacks;

  expect(deployable(app)).toEqual([]);
  expect([hierarchicalId, others]).toEqual(['Bank/Gate/Plan', []]);
  expect(existsSync(`${app.outdir}/plan-Bank-Gate/plan.txt`)).toBe(true);
  expect(template.Metadata.Plan).toBe(planOf(bank).text.trimEnd());
  expect(messages[0].entry.data).toMatch(/The plan: \S+plan-Bank-Gate\/plan\.txt, for programs \S+plan\.json\n/);
  expect(messages[0].entry.data).toMatch(/\nTo open it: `createResources: true` in the object$/);
});

test.each<[string, Changes]>([
  ['the example', {}],
  ['one that runs, with all that can be adopted', { ...RUNNING, ...ADOPTED }],
])('RB19d what a gate that closes again plans is what was deployed, byte by byte: %s', (_, changes) => {
  const open = templatesOf(bankOf(changes));

  expect(readBank(changes).templates).toEqual(open);
  expect(open.api).toContain('"AWS::ECS::Service"');
});

const IN_THE_APP = (app: App) => app;
const IN_A_STACK = (app: App) => app.node.findChild('Host') as Stack;
const IN_A_STAGE = (app: App) => new Stage(app, 'Prod');

// An open gate in the app itself is what every other test has.
test.each<[string, Changes, (app: App) => Construct, number]>([
  ['open in a stack', {}, IN_A_STACK, 10],
  ['open in a Stage of its own', {}, IN_A_STAGE, 10],
  ['closed beside the stacks', CLOSED, IN_THE_APP, 1],
  ['closed in a stack', CLOSED, IN_A_STACK, 1],
  ['closed in a Stage of its own', CLOSED, IN_A_STAGE, 1],
  ['disabled in a stack', DISABLED, IN_A_STACK, 1],
])("RB19e in another team's app a bank leaves their stack as it is: %s", (_, changes, scopeIn, count) => {
  const [alone, beside] = [hostApp(), hostApp()];
  bankOf(changes, scopeIn(beside));
  const [before, after] = [alone, beside].map((app) => app.synth().getStackArtifact('Host'));

  expect(readFileSync(after.templateFullPath, 'utf8')).toBe(readFileSync(before.templateFullPath, 'utf8'));
  expect(after.manifest).toEqual(before.manifest);
  expect(deployable(beside)).toHaveLength(count);
  expect(deployable(beside)).toContain('Host');
});

function hostApp(): App {
  const app = bankApp();
  topicIn(new Stack(app, 'Host', { env: { account: '982233224911', region: 'ap-southeast-1' } }));
  return app;
}

function appOf({ node }: Construct): App {
  return node.root as App;
}
