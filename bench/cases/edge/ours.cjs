const { App, Stack } = require('aws-cdk-lib');
const { Distribution } = require('aws-cdk-lib/aws-cloudfront');
const { HttpOrigin } = require('aws-cdk-lib/aws-cloudfront-origins');
const { EdgeCertificate } = require('rl-bank-constructs/edge');
const { AliasTarget, BankDns, HostedZoneSource } = require('rl-bank-constructs/network');

const app = new App();
const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'ap-southeast-1' } });
const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });

for (const id of ['App', 'Merchant', 'Admin', 'Status']) {
  const domainName = `${id.toLowerCase()}.bank.example`;
  const certificate = new EdgeCertificate(stack, `${id}Certificate`, { zone: dns.zone, domainName });
  const site = new Distribution(stack, id, {
    defaultBehavior: { origin: new HttpOrigin('origin.bank.example') },
    certificate,
    domainNames: [domainName],
  });
  dns.addAlias(domainName, AliasTarget.distribution(site));
}
app.synth();
