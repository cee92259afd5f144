import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { resourcesBelow } from '../../../../src/core/private/plan/template-reader';
import { bankOf } from '../../../support/bank';

test.each<[string, string, string[]]>([
  ['RB13 whoever builds the API', 'api', ['mark-release', 'push-image', 'roll-service']],
  ['RB14 whoever builds the web app', 'webapp', ['publish-webapp']],
  ['RB14 whoever builds the portal', 'merchantPortal', ['publish-mp-webapp']],
  ['RB17 whoever deploys the stacks', 'infra', ['deploy', 'infrastructure', 'plan']],
])('%s has roles of their own', (_, identity, names) => {
  const others = ['api', 'webapp', 'merchantPortal', 'infra'].filter((it) => it !== identity);
  const bank = bankOf(Object.fromEntries(others.map((it) => [`deploy.${it}`, undefined])));
  const roles = resourcesBelow(bank.deployRoles!, 'AWS::IAM::Role') as CfnRole[];

  expect(roles.map(({ roleName }) => roleName!.replace('prd-rl-bank-', '')).sort()).toEqual(names);
});

test.each([
  [true, 0],
  [false, 1],
])('RB24 where the issuer of tokens exists (%j) %i are made', (oidcIssuerExists, count) => {
  const bank = bankOf({ 'deploy.oidcIssuerExists': oidcIssuerExists });

  expect(resourcesBelow(bank, 'AWS::IAM::OIDCProvider')).toHaveLength(count);
});
