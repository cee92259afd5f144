import { App } from 'aws-cdk-lib';
import { BankMvp, BankMvpConfig } from 'rl-bank-constructs/bank';

export const app = new App();

// `-c config=PATH` reads any file; else what stands in cdk.json or comes by `-c infra:bankMvp={…}`; else the document.
const file: string | undefined = app.node.tryGetContext('config');
const isInContext = file === undefined && app.node.tryGetContext('infra:bankMvp') !== undefined;

new BankMvp(app, 'Bank', {
  config: isInContext
    ? BankMvpConfig.fromContext(app)
    : BankMvpConfig.fromFile(file ?? 'examples/rl-bank/bank-mvp.yaml'),
});
