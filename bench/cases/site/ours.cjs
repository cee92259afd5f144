const { App, Stack } = require('aws-cdk-lib');
const { BankDns, HostedZoneSource } = require('rl-bank-constructs/network');
const { SiteDomain, SpaToolchain, StaticSpaSite } = require('rl-bank-constructs/site');

const app = new App();
const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'ap-southeast-1' } });
const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });

new StaticSpaSite(stack, 'Portal', {
  toolchain: SpaToolchain.vite(),
  domain: SiteDomain.inZone(dns, 'merchant.bank.example'),
  backends: { apiUrl: 'https://api.bank.example', auth0Domain: 'tenant.region.auth0.com' },
});
app.synth();
