const { App } = require('aws-cdk-lib');
const { BankMvp, BankMvpConfig } = require('../../../lib/bank');

const app = new App();
new BankMvp(app, 'Bank', { config: BankMvpConfig.fromFile('examples/rl-bank/open.yaml') });
app.synth();
