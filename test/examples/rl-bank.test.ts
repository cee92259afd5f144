import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bankOf, RUNNING } from '../support/bank';
import { exampleApp } from '../support/example';

/** The template without what every stack has: the check of the bootstrap version. */
function ownPartOf({ Rules: _rules, Parameters: _parameters, ...template }: Record<string, unknown>) {
  return template;
}

/** Versions of the CDK write the keys of a dashboard's metrics in different orders. */
function inOneOrder(template: object): object {
  const options = /\{(\\"(?:[^{}])*?)\}/g;
  const sorted = (text: string) =>
    text
      .split(/,(?=\\"[a-z]+\\":)/i)
      .sort()
      .join(',');
  return JSON.parse(JSON.stringify(template).replace(options, (_, inner: string) => `{${sorted(inner)}}`));
}

function templatesOf(app: App) {
  const { stacks } = app.synth();
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, inOneOrder(ownPartOf(stack.template))]));
}

test('LB4 examples/rl-bank with its gate closed is what was read by eye: one empty stack, and the plan', () => {
  const assembly = exampleApp('examples/rl-bank/bank-mvp.yaml').synth();

  expect(assembly.stacks.map(({ template }) => template.Resources)).toEqual([undefined]);
  expect(readFileSync(join(assembly.directory, 'plan-Bank-Gate', 'plan.txt'), 'utf8')).toMatchSnapshot();
});

test('LB4 examples/rl-bank with its gate open is what was read by eye', () => {
  expect(templatesOf(exampleApp())).toMatchSnapshot();
});

test('LB4 examples/rl-bank with its tasks running has the alarms and checks that were read by eye', () => {
  const app = bankOf(RUNNING).node.root as App;
  const { 'prd-rl-bank-watch': watch, 'prd-rl-bank-watch-edge': edge } = templatesOf(app);

  expect({ watch, edge }).toMatchSnapshot();
});
