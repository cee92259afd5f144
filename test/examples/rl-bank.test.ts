import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';

/** The example as `npx cdk synth` runs it, under the flags of cdk.json. */
function exampleApp(): App {
  process.env.CDK_CONTEXT_JSON = JSON.stringify(context);
  return jest.requireActual('../../examples/rl-bank/app').app;
}

/** The template without what every stack has: the check of the bootstrap version. */
function ownPartOf({ Rules: _rules, Parameters: _parameters, ...template }: Record<string, unknown>) {
  return template;
}

test('LB4 examples/rl-bank is what was read by eye', () => {
  const stacks = exampleApp().synth().stacks;

  expect(Object.fromEntries(stacks.map((stack) => [stack.stackName, ownPartOf(stack.template)]))).toMatchSnapshot();
});
