import { Stack } from 'aws-cdk-lib';
import { DeployRole, DeployTrust, OidcIssuer } from '../../src/delivery';
import { arnOf } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { CI_ROLE, GITHUB, gitHubIn, jobsOf, SUBJECT, trustOf } from '../support/roles';

const WORKFLOW = 'rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main';

const trustedBy = (trust: DeployTrust, stack: Stack = workloadStack()) => {
  return trustOf(new DeployRole(stack, 'Deploy', { trust }));
};

test('a trust policy names audience, exact subject and, if given, one reusable workflow', () => {
  const statementWith = (options?: { jobWorkflowRef?: string }) => {
    const stack = workloadStack();
    return trustedBy(DeployTrust.oidc(gitHubIn(stack), [SUBJECT], options), stack);
  };
  const claims = { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: [SUBJECT] };

  expect(statementWith()).toEqual({
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: arnOf(`iam::111111111111:oidc-provider/${GITHUB}`) },
    Condition: { StringEquals: claims },
  });
  expect(statementWith({})).toEqual(statementWith());
  expect(statementWith({ jobWorkflowRef: WORKFLOW }).Condition).toEqual({
    StringEquals: { ...claims, [`${GITHUB}:job_workflow_ref`]: WORKFLOW },
  });
});

test('a trust policy has each subject once, sorted, and leaves the given list as it is', () => {
  const stack = workloadStack();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => `repo:rl-bank/${name}:environment:prd`);
  const given = [b, a, c, a];

  const { StringEquals } = trustedBy(DeployTrust.oidc(gitHubIn(stack), given), stack).Condition;
  expect(StringEquals[`${GITHUB}:sub`]).toEqual([a, b, c]);
  expect(given).toEqual([b, a, c, a]);
});

test('RB14 jobs of two repositories share one role', () => {
  const stack = workloadStack();
  const { Condition } = trustedBy(jobsOf(stack, 'rl-bank/portal', 'rl-bank/portal-next'), stack);

  expect(Condition.StringEquals[`${GITHUB}:sub`]).toEqual([
    'repo:rl-bank/portal-next:environment:prd',
    'repo:rl-bank/portal:environment:prd',
  ]);
});

test('a trust policy for another issuer has its condition keys', () => {
  const stack = workloadStack();
  const url = 'https://gitlab.bank.example/oidc';
  const issuer = OidcIssuer.fromOidcIssuerAttributes(stack, 'GitLab', { url, audience: 'https://bank.example' });
  const subject = 'project_path:rl-bank/api:ref_type:branch:ref:main';

  expect(trustedBy(DeployTrust.oidc(issuer, [subject]), stack)).toMatchObject({
    Principal: { Federated: arnOf('iam::111111111111:oidc-provider/gitlab.bank.example/oidc') },
    Condition: {
      StringEquals: {
        'gitlab.bank.example/oidc:aud': 'https://bank.example',
        'gitlab.bank.example/oidc:sub': [subject],
      },
    },
  });
});

test('a trust policy for a role of another account asks for the external id', () => {
  expect(trustedBy(DeployTrust.fromRoleArn(CI_ROLE, 'rl-bank-1'))).toEqual({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: CI_ROLE },
    Condition: { StringEquals: { 'sts:ExternalId': 'rl-bank-1' } },
  });
});

test('a trust policy in a stack without an account leaves the account to CloudFormation', () => {
  const stack = new Stack(newApp(), 'Agnostic');

  expect(trustedBy(DeployTrust.oidc(gitHubIn(stack), [SUBJECT]), stack).Principal).toEqual({
    Federated: {
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:oidc-provider/${GITHUB}`],
      ],
    },
  });
});
