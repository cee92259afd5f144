// What cdk-nag's AwsSolutions pack has to say of constructs with their defaults, ours and the peers'.
//
//   node bench/nag.cjs       after npx projen compile, and npm ci --prefix bench/peers
const { App, Stack, Validations } = require('aws-cdk-lib');
const { Certificate } = require('aws-cdk-lib/aws-certificatemanager');
const { ContainerImage } = require('aws-cdk-lib/aws-ecs');
const { ApplicationLoadBalancedFargateService } = require('aws-cdk-lib/aws-ecs-patterns');
const { HostedZone } = require('aws-cdk-lib/aws-route53');
const { AwsSolutionsChecks } = require('cdk-nag');
const { BankDns, ImportedNetwork, NetworkEgress, HostedZoneSource } = require('rl-bank-constructs/network');
const { ApiDomain, BankApiService, ImageRepository } = require('rl-bank-constructs/service');
const { SpaToolchain, StaticSpaSite } = require('rl-bank-constructs/site');

const variants = {
  'site ours': (stack) => new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite() }),
  'site peer-cloudfront-to-s3': (stack) => {
    const { CloudFrontToS3 } = require('./peers/node_modules/@aws-solutions-constructs/aws-cloudfront-s3');
    new CloudFrontToS3(stack, 'Site', {});
  },
  'site peer-cloudstructs': (stack) => {
    const { StaticWebsite } = require('./peers/node_modules/cloudstructs');
    new StaticWebsite(stack, 'Site', {
      domainName: 'app.bank.example',
      hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'bank.example' }),
      certificate: Certificate.fromCertificateArn(stack, 'C', 'arn:aws:acm:us-east-1:111111111111:certificate/1'),
    });
  },
  'api ours': (stack) => {
    const dns = new BankDns(stack, 'Dns', {
      rootDomain: 'bank.example',
      zone: HostedZoneSource.fromHostedZoneId('Z1'),
    });
    const { vpc } = new ImportedNetwork(stack, 'Network', {
      vpcId: 'vpc-1',
      publicSubnetIds: ['subnet-a', 'subnet-b'],
      privateSubnetIds: ['subnet-c', 'subnet-d'],
      egress: NetworkEgress.nat(),
    });
    const image = new ImageRepository(stack, 'Image', {
      image: '111111111111.dkr.ecr.us-east-1.amazonaws.com/rl-bank-api:live',
    });
    new BankApiService(stack, 'Api', { vpc, image, domain: ApiDomain.inZone(dns, 'api.bank.example') });
  },
  'api ecs-patterns': (stack) => {
    const taskImageOptions = { image: ContainerImage.fromRegistry('nginx') };
    new ApplicationLoadBalancedFargateService(stack, 'Service', { taskImageOptions });
  },
};

for (const [name, build] of Object.entries(variants)) {
  const app = new App();
  const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'us-east-1' } });
  build(stack);
  const { template } = app.synth().getStackByName('Web');
  console.log(
    `${name}: ${findings(app)} open, ${acknowledged(app)} acknowledged with a reason, ` +
      `${count(template, 'AWS::Lambda::Function')} Lambdas, ${count(template, 'AWS::EC2::NatGateway')} NAT gateways`,
  );
}

function count(template, type) {
  return Object.values(template.Resources).filter(({ Type }) => Type === type).length;
}

function findings(app) {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return violations.reduce((sum, violation) => sum + violation.violatingResources.length, 0);
}

function acknowledged(app) {
  const key = Validations.ACKNOWLEDGED_RULES_METADATA_KEY;
  const ids = app.node.findAll().flatMap((construct) => {
    const data = construct.node.metadata.filter(({ type }) => type === key).flatMap((entry) => Object.keys(entry.data));
    return data.filter((id) => /^(annotation::)?AwsSolutions-/i.test(id)).map((id) => `${construct.node.path} ${id}`);
  });
  return new Set(ids).size;
}
