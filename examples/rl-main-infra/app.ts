import { App } from 'aws-cdk-lib';
import { NetworkStack } from './network-stack';
import { SharedStack } from './shared-stack';
import { TodoApiStack } from './todo-api-stack';
import { BankMvp, BankMvpConfig } from 'rl-bank-constructs/bank';

const env = { account: '982233224911', region: 'ap-southeast-1' };

export function mainInfra(app: App): App {
  // The stacks of this app before the bank, as they are deployed.
  const { vpc } = new NetworkStack(app, 'network', { env });
  const { cluster } = new SharedStack(app, 'shared', { env, vpc });
  new TodoApiStack(app, 'todo-api', { env, cluster });

  // The bank beside them, behind its gate: `infra:bankMvp` of cdk.json names what exists by its id.
  new BankMvp(app, 'bank', { config: BankMvpConfig.fromContext(app) });
  return app;
}

export const app = mainInfra(new App());
