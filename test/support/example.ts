import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';

/** The module of an app of `examples/`, by default its `app.ts`, as the CDK CLI runs it, under the flags of its cdk.json, and without stacks of elements. */
export function requireExample<T = { app: App }>(example: string, flags: object, file = 'app'): T {
  const usual = process.env.CDK_CONTEXT_JSON!;
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...JSON.parse(usual), ...flags });
  try {
    return jest.requireActual<any>(`../../examples/${example}/${file}`);
  } finally {
    process.env.CDK_CONTEXT_JSON = usual;
  }
}

/**
 * The example with an open gate as `npx cdk synth -c config=examples/rl-bank/open.yaml` runs it, under the flags of
 * cdk.json. A test file has one, for the module makes it when it is loaded, and loading the CDK anew takes seconds.
 */
export function exampleApp(): App {
  return requireExample('rl-bank', { ...context, config: 'examples/rl-bank/open.yaml' }).app;
}
