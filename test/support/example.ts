import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';

/**
 * The example with an open gate as `npx cdk synth -c config=examples/rl-bank/open.yaml` runs it, under the flags of
 * cdk.json. A test file has one, for the module makes it when it is loaded, and loading the CDK anew takes seconds.
 */
export function exampleApp(): App {
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...context, config: 'examples/rl-bank/open.yaml' });
  return jest.requireActual('../../examples/rl-bank/app').app;
}
