import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';

/** The bank of examples/rl-bank with an open gate. */
const OPEN = 'examples/rl-bank/open.yaml';

/** The example as `npx cdk synth -c config=FILE` runs it, under the flags of cdk.json. */
export function exampleApp(config = OPEN): App {
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...context, config });
  let app: App | undefined;
  jest.isolateModules(() => {
    app = jest.requireActual('../../examples/rl-bank/app').app;
  });
  return app!;
}
