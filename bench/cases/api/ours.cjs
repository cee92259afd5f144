const { App, Stack } = require('aws-cdk-lib');
const { BankDns, ImportedNetwork, NetworkEgress, HostedZoneSource } = require('rl-bank-constructs/network');
const { ApiDomain, LaunchPhase, BankApiService, ImageRepository } = require('rl-bank-constructs/service');

const app = new App();
const stack = new Stack(app, 'Api', { env: { account: '111111111111', region: 'ap-southeast-1' } });
const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
const { vpc } = new ImportedNetwork(stack, 'Network', {
  vpcId: 'vpc-1',
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
  egress: NetworkEgress.nat(),
});
const image = new ImageRepository(stack, 'Image', {
  image: '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live',
});

new BankApiService(stack, 'Service', {
  vpc,
  image,
  domain: ApiDomain.inZone(dns, 'api.bank.example'),
  launchPhase: LaunchPhase.RUNNING,
});
app.synth();
