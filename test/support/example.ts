import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { BankMvp, BankMvpConfig } from '../../src/bank';

/** The bank of examples/rl-bank with an open gate. */
export const OPEN = 'examples/rl-bank/open.yaml';

/** The example as `npx cdk synth -c config=FILE` runs it, under the flags of cdk.json. */
export function exampleApp(config = OPEN): App {
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...context, config });
  let app: App | undefined;
  jest.isolateModules(() => {
    app = jest.requireActual('../../examples/rl-bank/app').app;
  });
  return app!;
}

/** The bank of a text in YAML, under the flags of cdk.json. */
export function bankOf(text: string): App {
  const app = new App({ context });
  new BankMvp(app, 'Bank', { config: BankMvpConfig.fromText(text) });
  return app;
}
