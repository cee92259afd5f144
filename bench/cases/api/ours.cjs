const { App, Stack } = require('aws-cdk-lib');
const { BankDns, ImportedNetwork, WayOut, ZoneSource } = require('rl-bank-constructs/network');
const { ApiDomain, ApiReadiness, BankApiService, ContainerImageChannel } = require('rl-bank-constructs/service');

const app = new App();
const stack = new Stack(app, 'Api', { env: { account: '111111111111', region: 'ap-southeast-1' } });
const zone = ZoneSource.existing('Z0123456789ABCDEFGHIJ');
const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
const { vpc } = new ImportedNetwork(stack, 'Network', {
  vpcId: 'vpc-1',
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
  wayOut: WayOut.nat(),
});
const image = new ContainerImageChannel(stack, 'Image', {
  image: '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live',
});

new BankApiService(stack, 'Service', {
  vpc,
  image,
  domain: ApiDomain.inZone(dns, 'api.bank.example'),
  readiness: ApiReadiness.RUNNING,
});
app.synth();
