import { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { StaticSpaSiteProps } from '../../../src/site';
import { workloadStack } from '../../support/cloud';
import { domainIn, siteIn } from '../../support/site';

const WEB_ACL = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/1';

test.each<[string, (stack: Stack) => Partial<StaticSpaSiteProps>]>([
  ['no name', () => ({})],
  ['a name', (stack) => ({ domain: domainIn(stack) })],
  ['a web ACL', (stack) => ({ domain: domainIn(stack), webAclArn: WEB_ACL })],
])('nag has nothing left to ask of a site with %s', (_, propsFor) => {
  const stack = workloadStack();
  siteIn(stack, propsFor(stack));
  const app = stack.node.root as App;
  app.synth();

  expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
});
