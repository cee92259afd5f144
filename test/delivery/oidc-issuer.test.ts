import { Aws, Stack, Stage } from 'aws-cdk-lib';
import { OidcProviderNative, OpenIdConnectProvider } from 'aws-cdk-lib/aws-iam';
import { DeployRole, DeployTrust, IOidcIssuer, OidcIssuer, OidcSubject } from '../../src/delivery';
import { arnOf, exportsIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { GITHUB, gitHubIn, SUBJECT, textOf, trustOf } from '../support/roles';

const PROVIDER = arnOf(`iam::111111111111:oidc-provider/${GITHUB}`);

function roleTrusting(issuer: IOidcIssuer, stack: Stack): DeployRole {
  return new DeployRole(stack, 'Deploy', { trust: DeployTrust.oidc(issuer, [OidcSubject.of(SUBJECT)]) });
}

test('by default the OIDC provider is that of GitHub Actions for STS, and retained', () => {
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
  expect([issuer.oidcProviderIssuer, issuer.audience]).toEqual([
    'token.actions.githubusercontent.com',
    'sts.amazonaws.com',
  ]);
});

describe('an imported issuer', () => {
  const imported = ({ oidcProviderArn, oidcProviderIssuer, audience }: IOidcIssuer, stack: Stack) => {
    return [stack.resolve(oidcProviderArn), oidcProviderIssuer, audience];
  };

  test('is the provider of GitHub Actions in the account of the stack by default, without a resource', () => {
    const stack = workloadStack();

    expect(imported(OidcIssuer.fromOidcIssuerAttributes(stack, 'GitHub'), stack)).toEqual([
      PROVIDER,
      GITHUB,
      'sts.amazonaws.com',
    ]);
    expect(templateOf(stack).Resources).toBeUndefined();
  });

  test('has the URL and audience that are given', () => {
    const stack = workloadStack();
    const attributes = { url: 'https://gitlab.example/oidc', audience: 'bank' };

    expect(imported(OidcIssuer.fromOidcIssuerAttributes(stack, 'GitLab', attributes), stack)).toEqual([
      arnOf('iam::111111111111:oidc-provider/gitlab.example/oidc'),
      'gitlab.example/oidc',
      'bank',
    ]);
  });

  test.each(['111111111111', Aws.ACCOUNT_ID])('has the URL in its ARN, with the account %s', (account) => {
    const stack = workloadStack();
    const arn = `arn:aws:iam::${account}:oidc-provider/gitlab.example/oidc`;

    expect(imported(OidcIssuer.fromOidcProviderArn(stack, 'GitLab', arn), stack)).toEqual([
      stack.resolve(arn),
      'gitlab.example/oidc',
      'sts.amazonaws.com',
    ]);
  });

  test('is an OIDC provider of the CDK: one that exists by its ARN, one of the app with its URL', () => {
    const stack = workloadStack();
    const arn = `arn:aws:iam::111111111111:oidc-provider/${GITHUB}`;
    const existing = OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'Existing', arn);
    const created = new OidcProviderNative(stack, 'Created', { url: 'https://gitlab.example' });
    const options = { url: 'https://gitlab.example', audience: 'bank' };

    expect(imported(OidcIssuer.fromOpenIdConnectProvider(stack, 'GitHub', existing), stack)).toEqual([
      arn,
      GITHUB,
      'sts.amazonaws.com',
    ]);
    expect(imported(OidcIssuer.fromOpenIdConnectProvider(stack, 'GitLab', created, options), stack)).toEqual([
      { Ref: expect.stringMatching(/^Created/) },
      'gitlab.example',
      'bank',
    ]);
  });
});

test('the OIDC provider has the URL and audience that are given', () => {
  const stack = workloadStack();
  const issuer = new OidcIssuer(stack, 'GitLab', { url: 'https://gitlab.example/oidc', audience: 'bank' });

  expect(resourcesOf(stack, 'AWS::IAM::OIDCProvider')[0].Properties).toEqual({
    Url: 'https://gitlab.example/oidc',
    ClientIdList: ['bank'],
  });
  expect([issuer.oidcProviderIssuer, issuer.audience]).toEqual(['gitlab.example/oidc', 'bank']);
  expect(stack.resolve(issuer.oidcProviderArn)).toEqual(arnOf('iam::111111111111:oidc-provider/gitlab.example/oidc'));
});

test('a role of another stack is deployed after the stack that makes the issuer, without an export', () => {
  const app = newApp();
  const [base, roles] = [workloadStack(app, 'Base'), workloadStack(app, 'Roles')];
  const role = roleTrusting(new OidcIssuer(base, 'GitHub'), roles);

  expect(trustOf(role).Principal).toEqual({ Federated: PROVIDER });
  expect(exportsIn(app)).toEqual([]);
  expect(textOf(app)).not.toContain('Fn::GetStackOutput');
  expect([base.dependencies, roles.dependencies]).toEqual([[], [base]]);
});

test.each(['the same Stage', 'another Stage'])('a role in %s does not wait for an issuer that is imported', (where) => {
  const app = newApp();
  const roles = workloadStack(where === 'another Stage' ? new Stage(app, 'Prd') : app, 'Roles');
  const role = roleTrusting(gitHubIn(workloadStack(app, 'Base')), roles);
  app.synth();

  expect(trustOf(role).Principal).toEqual({ Federated: PROVIDER });
  expect(roles.dependencies).toEqual([]);
});

test('an issuer that is made in one Stage is not read from another', () => {
  const app = newApp();
  const issuer = new OidcIssuer(workloadStack(app, 'Base'), 'GitHub');

  expect(() => roleTrusting(issuer, workloadStack(new Stage(app, 'Prd'), 'Roles'))).toThrowProblem(
    'delivery/issuer-in-other-stage',
    'trust',
    'Base/GitHub',
    'Prd/Roles/Deploy',
  );
});

test('a stack without an account makes the issuer too', () => {
  const stack = new Stack(newApp(), 'Agnostic');
  const issuer = new OidcIssuer(stack, 'GitHub');

  expect(resourcesOf(stack, 'AWS::IAM::OIDCProvider')).toHaveLength(1);
  expect(stack.resolve(issuer.oidcProviderArn)).toEqual({
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:oidc-provider/${GITHUB}`],
    ],
  });
});
