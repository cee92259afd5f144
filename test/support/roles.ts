import { App, Stack } from 'aws-cdk-lib';
import { arnOf } from './api';
import { resourcesOf, templateOf } from './cloud';
import { DeployRole, DeployTrust, GitHubRepository, OidcIssuer, OidcIssuerProps } from '../../src/delivery';

export const GITHUB = 'token.actions.githubusercontent.com';
export const SUBJECT = 'repo:rl-bank/rl-bank-api:environment:prd';
export const CI_ROLE = 'arn:aws:iam::222222222222:role/ci';

/** A trust that makes nothing in any stack. */
export function anyTrust(): DeployTrust {
  return DeployTrust.role(CI_ROLE, 'rl-bank');
}

/** GitHub as the issuer of tokens, which the account knows already unless the test says otherwise. */
export function gitHubIn(stack: Stack, props: OidcIssuerProps = { issuerExists: true }): OidcIssuer {
  return (stack.node.tryFindChild('GitHub') as OidcIssuer | undefined) ?? new OidcIssuer(stack, 'GitHub', props);
}

/** The trust in jobs of the given repositories, by names alone. */
export function jobsOf(stack: Stack, ...repositories: string[]): DeployTrust {
  const subjects = repositories.flatMap((name) => GitHubRepository.of(name).subjectsForEnvironment('prd'));
  return DeployTrust.token(gitHubIn(stack), subjects);
}

/** What the template says of the role. */
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

/** The policies of a role, by their names. The one that CDK itself names is 'Default'. */
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

/** What every role is denied: all that could change it. */
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
