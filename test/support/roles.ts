import { App, Stack } from 'aws-cdk-lib';
import { arnOf } from './api';
import { resourcesOf, templateOf } from './cloud';
import {
  DeployPermissions,
  DeployRole,
  DeployTrust,
  GitHubRepository,
  IOidcIssuer,
  OidcIssuer,
} from '../../src/delivery';

export const GITHUB = 'token.actions.githubusercontent.com';
export const SUBJECT = 'repo:rl-bank/rl-bank-api:environment:prd';
export const CI_ROLE = 'arn:aws:iam::222222222222:role/ci';

/** A trust without a resource in any stack. */
export function anyTrust(): DeployTrust {
  return DeployTrust.fromRoleArn(CI_ROLE, 'rl-bank');
}

/** A role with the permissions, that trusts a role of another account. */
export function roleWith(stack: Stack, permissions: DeployPermissions, roleName = 'ci'): DeployRole {
  return new DeployRole(stack, 'Role', { trust: anyTrust(), roleName, permissions });
}

/** The OIDC provider of GitHub, which the account has. */
export function gitHubIn(stack: Stack): IOidcIssuer {
  const before = stack.node.tryFindChild('GitHub') as IOidcIssuer | undefined;
  return before ?? OidcIssuer.fromOidcIssuerAttributes(stack, 'GitHub');
}

/** Trust in jobs of the repositories, by names alone. */
export function jobsOf(stack: Stack, ...repositories: string[]): DeployTrust {
  const subjects = repositories.flatMap((name) => GitHubRepository.of(name).subjectsForEnvironment('prd'));
  return DeployTrust.oidc(gitHubIn(stack), subjects);
}

/** Properties of the role in the template. */
export function roleOf({ role }: DeployRole): any {
  const stack = Stack.of(role);
  return templateOf(stack).Resources[logicalIdOf(stack, role)].Properties;
}

/** The one statement of the trust policy. */
export function trustOf(role: DeployRole): any {
  const { Statement } = roleOf(role).AssumeRolePolicyDocument;
  expect(Statement).toHaveLength(1);
  return Statement[0];
}

/** Policies of a role, by their names. 'Default' is the policy that the CDK names. */
export function policiesOf({ role }: DeployRole): Record<string, any[]> {
  const stack = Stack.of(role);
  const ref = logicalIdOf(stack, role);
  const own = resourcesOf(stack, 'AWS::IAM::Policy').filter(({ Properties }) =>
    Properties.Roles.some(({ Ref }: any) => Ref === ref),
  );
  return Object.fromEntries(
    own.map(({ Properties: { PolicyName, PolicyDocument } }) => [
      PolicyName.includes('DefaultPolicy') ? 'Default' : PolicyName,
      PolicyDocument.Statement,
    ]),
  );
}

/** Statement of every role that denies changes to itself. */
export function neverItself(roleName: string, account = '111111111111'): object {
  return { Sid: 'NeverItself', Effect: 'Deny', Action: 'iam:*', Resource: arnOf(`iam::${account}:role/${roleName}`) };
}

/** All templates of the app as one text, to look for what must not be in any. */
export function textOf(app: App): string {
  return JSON.stringify(app.synth().stacksRecursively.map(({ template }) => template));
}

function logicalIdOf(stack: Stack, role: DeployRole['role']): string {
  return stack.resolve(stack.getLogicalId(role.node.defaultChild as any));
}
