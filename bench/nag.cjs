// What cdk-nag's AwsSolutions pack has to say of a site with its defaults, ours and the peers'.
//
//   node bench/nag.cjs       after npx projen compile, and npm ci --prefix bench/peers
const { App, Stack, Validations } = require('aws-cdk-lib');
const { Certificate } = require('aws-cdk-lib/aws-certificatemanager');
const { HostedZone } = require('aws-cdk-lib/aws-route53');
const { AwsSolutionsChecks } = require('cdk-nag');
const { SpaToolchain, StaticSpaSite } = require('rl-bank-constructs/site');

const variants = {
  ours: (stack) => new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite() }),
  'peer-cloudfront-to-s3': (stack) => {
    const { CloudFrontToS3 } = require('./peers/node_modules/@aws-solutions-constructs/aws-cloudfront-s3');
    new CloudFrontToS3(stack, 'Site', {});
  },
  'peer-cloudstructs': (stack) => {
    const { StaticWebsite } = require('./peers/node_modules/cloudstructs');
    new StaticWebsite(stack, 'Site', {
      domainName: 'app.bank.example',
      hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'bank.example' }),
      certificate: Certificate.fromCertificateArn(stack, 'C', 'arn:aws:acm:us-east-1:111111111111:certificate/1'),
    });
  },
};

for (const [name, build] of Object.entries(variants)) {
  const app = new App();
  const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'us-east-1' } });
  build(stack);
  app.synth();
  console.log(`${name}: ${findings(app)} open, ${acknowledged(app)} acknowledged with a reason`);
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
