const { App, CfnOutput, Fn, Stack } = require('aws-cdk-lib');
const { Certificate, CertificateValidation } = require('aws-cdk-lib/aws-certificatemanager');
const { Distribution } = require('aws-cdk-lib/aws-cloudfront');
const { HttpOrigin } = require('aws-cdk-lib/aws-cloudfront-origins');
const { AaaaRecord, ARecord, HostedZone, HttpsRecord, RecordTarget } = require('aws-cdk-lib/aws-route53');
const { CloudFrontTarget } = require('aws-cdk-lib/aws-route53-targets');

const app = new App();
const edge = new Stack(app, 'WebEdge', { env: { account: '111111111111', region: 'us-east-1' } });
const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'ap-southeast-1' } });
stack.addDependency(edge);
const attributes = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'bank.example' };
const edgeZone = HostedZone.fromHostedZoneAttributes(edge, 'Zone', attributes);
const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', attributes);

for (const id of ['App', 'Merchant', 'Admin', 'Status']) {
  const domainName = `${id.toLowerCase()}.bank.example`;
  const issued = new Certificate(edge, `${id}Certificate`, {
    domainName,
    validation: CertificateValidation.fromDns(edgeZone),
  });
  new CfnOutput(edge, `${id}Arn`, { value: issued.certificateArn });
  const arn = Fn.getStackOutput('WebEdge', `${id}Arn`, 'us-east-1');
  const site = new Distribution(stack, id, {
    defaultBehavior: { origin: new HttpOrigin('origin.bank.example') },
    certificate: Certificate.fromCertificateArn(stack, `${id}Certificate`, arn),
    domainNames: [domainName],
  });
  const record = { zone, recordName: domainName, target: RecordTarget.fromAlias(new CloudFrontTarget(site)) };
  new ARecord(stack, `${id}A`, record);
  new AaaaRecord(stack, `${id}Aaaa`, record);
  new HttpsRecord(stack, `${id}Https`, record);
}
app.synth();
