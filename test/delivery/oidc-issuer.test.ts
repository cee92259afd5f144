import { Stack, Stage } from 'aws-cdk-lib';
import { DeployRole, DeployTrust, OidcIssuer } from '../../src/delivery';
import { arnOf, exportsIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { GITHUB, gitHubIn, SUBJECT, textOf, trustOf } from '../support/roles';

const PROVIDER = arnOf(`iam::111111111111:oidc-provider/${GITHUB}`);

function roleTrusting(issuer: OidcIssuer, stack: Stack): DeployRole {
  return new DeployRole(stack, 'Deploy', { trust: DeployTrust.token(issuer, [SUBJECT]) });
}

test('without a word, GitHub is made as the issuer of tokens for STS, and kept', () => {
  const stack = workloadStack();
  const issuer = new OidcIssuer(stack, 'GitHub');

  expect(Object.values(templateOf(stack).Resources)).toEqual([
    {
      Type: 'AWS::IAM::OIDCProvider',
      Properties: { Url: 'https://token.actions.githubusercontent.com', ClientIdList: ['sts.amazonaws.com'] },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    },
  ]);
  expect([issuer.host, issuer.audience]).toEqual(['token.actions.githubusercontent.com', 'sts.amazonaws.com']);
});

test('an issuer that the account knows is used, and not made', () => {
  const stack = workloadStack();
  const issuer = gitHubIn(stack, { issuerExists: true });

  expect(templateOf(stack).Resources).toBeUndefined();
  expect(stack.resolve(issuer.providerArn)).toEqual(PROVIDER);
});

test('another issuer and another audience are taken as they are given', () => {
  const stack = workloadStack();
  const issuer = new OidcIssuer(stack, 'GitLab', { url: 'https://gitlab.example/oidc', audience: 'bank' });

  expect(resourcesOf(stack, 'AWS::IAM::OIDCProvider')[0].Properties).toEqual({
    Url: 'https://gitlab.example/oidc',
    ClientIdList: ['bank'],
  });
  expect([issuer.host, issuer.audience]).toEqual(['gitlab.example/oidc', 'bank']);
  expect(stack.resolve(issuer.providerArn)).toEqual(arnOf('iam::111111111111:oidc-provider/gitlab.example/oidc'));
});

test('a role of another stack comes after the stack that makes the issuer, and holds nothing there', () => {
  const app = newApp();
  const [base, roles] = [workloadStack(app, 'Base'), workloadStack(app, 'Roles')];
  const role = roleTrusting(gitHubIn(base, {}), roles);

  expect(trustOf(role).Principal).toEqual({ Federated: PROVIDER });
  expect(exportsIn(app)).toEqual([]);
  expect(textOf(app)).not.toContain('Fn::GetStackOutput');
  expect([base.dependencies, roles.dependencies]).toEqual([[], [base]]);
});

test.each(['the same Stage', 'another Stage'])('a role in %s does not wait for an issuer that is adopted', (where) => {
  const app = newApp();
  const roles = workloadStack(where === 'another Stage' ? new Stage(app, 'Prd') : app, 'Roles');
  const role = roleTrusting(gitHubIn(workloadStack(app, 'Base')), roles);
  app.synth();

  expect(trustOf(role).Principal).toEqual({ Federated: PROVIDER });
  expect(roles.dependencies).toEqual([]);
});

test('an issuer that is made in one Stage is not read from another', () => {
  const app = newApp();
  const issuer = gitHubIn(workloadStack(app, 'Base'), {});

  expect(() => roleTrusting(issuer, workloadStack(new Stage(app, 'Prd'), 'Roles'))).toThrowProblem(
    'delivery/issuer-in-other-stage',
    'trust',
    'Base/GitHub',
  );
});

test('a stack without an account makes the issuer too', () => {
  const stack = new Stack(newApp(), 'Agnostic');
  const issuer = gitHubIn(stack, {});

  expect(resourcesOf(stack, 'AWS::IAM::OIDCProvider')).toHaveLength(1);
  expect(stack.resolve(issuer.providerArn)).toEqual({
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:oidc-provider/${GITHUB}`],
    ],
  });
});
