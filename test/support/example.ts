import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';

/** The example as `npx cdk synth` runs it, under the flags of cdk.json. */
export function exampleApp(): App {
  process.env.CDK_CONTEXT_JSON = JSON.stringify(context);
  return jest.requireActual('../../examples/rl-bank/app').app;
}
