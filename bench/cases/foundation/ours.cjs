const { App, Stack } = require('aws-cdk-lib');
const { FileStore, PostgresDatabase } = require('rl-bank-constructs/data');
const { NetworkEgress, ThreeTierNetwork } = require('rl-bank-constructs/network');

const app = new App();
const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'eu-central-1' } });
const { vpc } = new ThreeTierNetwork(stack, 'Network', {
  cidr: '10.0.0.0/16',
  egress: NetworkEgress.natGatewayPerZone(),
});
new PostgresDatabase(stack, 'Database', { vpc, databaseName: 'tracker', ownerName: 'tracker', users: ['app'] });
new FileStore(stack, 'Files');
app.synth();
