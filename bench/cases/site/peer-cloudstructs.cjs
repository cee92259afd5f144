const { App, Stack } = require('aws-cdk-lib');
const { Certificate } = require('aws-cdk-lib/aws-certificatemanager');
const { HostedZone } = require('aws-cdk-lib/aws-route53');
const { StaticWebsite } = require('../../peers/node_modules/cloudstructs');

const app = new App();
const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'us-east-1' } });
const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'bank.example' });
const arn = 'arn:aws:acm:us-east-1:111111111111:certificate/11111111-2222-3333-4444-555555555555';
new StaticWebsite(stack, 'Portal', {
  domainName: 'merchant.bank.example',
  hostedZone,
  certificate: Certificate.fromCertificateArn(stack, 'Certificate', arn),
});
app.synth();
