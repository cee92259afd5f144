// An app with a cell, which the command line describes, and a stack beside it that no command for the cell takes along.
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CellContext, CellDomain, ProductCell } from 'rl-bank-constructs/cell';
import { AlarmTarget } from 'rl-bank-constructs/observability';

const app = new App();
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: app.node.tryGetContext('region') ?? 'us-east-1' };
const { productName, environment, modules } = CellContext.of(app);
new ProductCell(app, 'ProductCell', {
  env,
  productName,
  environment,
  modules,
  domain: CellDomain.subdomainOf('platform.example', {
    hubZoneId: 'Z0123456789ABCDEFGHIJ',
    hubAccount: '222222222222',
  }),
  page: [AlarmTarget.email('oncall@platform.example')],
  ticket: [AlarmTarget.email('platform@platform.example')],
});
new CfnResource(new Stack(app, 'Other', { env }), 'Topic', { type: 'AWS::SNS::Topic' });
