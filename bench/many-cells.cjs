// Cells of production in one app, each with all modules of the library: `node bench/many-cells.cjs 20` prints CPU seconds
// and memory as JSON.
const { App } = require('aws-cdk-lib');
const { CellDomain, CellEnvironment, PlatformModule, ProductCell } = require('../lib/cell');
const { AlarmTarget } = require('../lib/observability');
const { LaunchPhase } = require('../lib/service');

const app = new App();
for (let number = 1; number <= Number(process.argv[2]); number++) {
  new ProductCell(app, `Cell${number}`, {
    env: { account: '111111111111', region: 'us-east-1' },
    productName: `product-${number}`,
    environment: CellEnvironment.PROD,
    modules: PlatformModule.fromNames('tasks,contacts,documents,notes,finance'),
    domain: CellDomain.inZone(`product-${number}.example`, 'Z0123456789ABCDEFGHIJ'),
    page: [AlarmTarget.email('oncall@platform.example')],
    ticket: [AlarmTarget.email('platform@platform.example')],
    launchPhase: LaunchPhase.RUNNING,
  });
}
app.synth();

const { user, system } = process.cpuUsage();
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpu: (user + system) / 1e6, megabytes: Math.round(megabytes) }));
