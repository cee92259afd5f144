// Banks with names of their own in one app: `node bench/many-banks.cjs 20` prints CPU seconds and memory as JSON.
const { readFileSync } = require('node:fs');
const { App } = require('aws-cdk-lib');
const { BankMvp, BankMvpConfig } = require('../lib/bank');

const text = readFileSync('examples/rl-bank/open.yaml', 'utf8');
const app = new App();
for (let number = 1; number <= Number(process.argv[2]); number++) {
  const own = text
    .replace('namePrefix: prd-rl-bank', `namePrefix: prd-bank-${number}`)
    .replace('/rl-bank-api:live', `/bank-${number}-api:live`)
    .replace('launchPhase: not-ready', `launchPhase: not-ready\n    settingsPath: bank/${number}/api`)
    .replace('apiSubdomain: api', `apiSubdomain: api-${number}`)
    .replace('appSubdomain: app', `appSubdomain: app-${number}`)
    .replace('merchantSubdomain: merchant', `merchantSubdomain: merchant-${number}`)
    .replace('audience: https://api.', `audience: https://api-${number}.`)
    .replace('prd-rl-bank-webapp', `prd-bank-${number}-webapp`)
    .replace('prd-rl-bank-mp-webapp', `prd-bank-${number}-mp-webapp`)
    .replace('channelId: C0123ABCD', `channelId: C0123ABC${number}`);
  new BankMvp(app, `Bank${number}`, { config: BankMvpConfig.fromText(own) });
}
app.synth();

const { user, system } = process.cpuUsage();
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpu: (user + system) / 1e6, megabytes: Math.round(megabytes) }));
