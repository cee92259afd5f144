import { Stack } from 'aws-cdk-lib';
import { DeployRole, DeployTrust, GitHubRepository, OidcIssuer } from '../../src/delivery';
import { arnOf } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { CI_ROLE, GITHUB, gitHubIn, SUBJECT, trustOf } from '../support/roles';

const WORKFLOW = 'rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main';

const trustedBy = (trust: DeployTrust, stack: Stack = workloadStack()) => {
  return trustOf(new DeployRole(stack, 'Deploy', { trust }));
};

test('tokens are taken with exactly the subject, and the audience', () => {
  const stack = workloadStack();

  expect(trustedBy(DeployTrust.token(gitHubIn(stack), [SUBJECT]), stack)).toEqual({
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: arnOf(`iam::111111111111:oidc-provider/${GITHUB}`) },
    Condition: { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: [SUBJECT] } },
  });
});

test('any workflow of the subjects is trusted, unless one is pinned', () => {
  const conditionsWith = (options?: { jobWorkflowRef?: string }) => {
    const stack = workloadStack();
    return trustedBy(DeployTrust.token(gitHubIn(stack), [SUBJECT], options), stack).Condition;
  };
  const claims = { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: [SUBJECT] };

  expect(conditionsWith()).toEqual({ StringEquals: claims });
  expect(conditionsWith({})).toEqual({ StringEquals: claims });
  expect(conditionsWith({ jobWorkflowRef: WORKFLOW })).toEqual({
    StringEquals: { ...claims, [`${GITHUB}:job_workflow_ref`]: WORKFLOW },
  });
});

test('subjects are told once each and in one order, however they are given', () => {
  const subjectsOf = (subjects: string[]) => {
    const stack = workloadStack();
    const trust = DeployTrust.token(gitHubIn(stack), subjects);
    return trustedBy(trust, stack).Condition.StringEquals[`${GITHUB}:sub`];
  };

  const [a, b, c] = ['a', 'b', 'c'].map((name) => `repo:rl-bank/${name}:environment:prd`);

  expect(subjectsOf([b, a, c, a])).toEqual([a, b, c]);
  expect(subjectsOf([c, b, a])).toEqual([a, b, c]);
});

test('a list of subjects stays as it was given', () => {
  const [a, b] = ['a', 'b'].map((name) => `repo:rl-bank/${name}:environment:prd`);
  const subjects = [b, a];
  DeployTrust.token(gitHubIn(workloadStack()), subjects);

  expect(subjects).toEqual([b, a]);
});

test('a renamed or transferred repository is trusted under both names, and in both spellings', () => {
  const stack = workloadStack();
  const numbers = { ownerId: '10000001', repositoryId: '20000001' };
  const before = GitHubRepository.of('rl-bank/rl-bank-api', numbers);
  const after = GitHubRepository.of('rl-bank-group/core-api', { ...numbers, ownerId: '10000002' });
  const trust = DeployTrust.token(gitHubIn(stack), [...before.environment('prd'), ...after.environment('prd')]);

  expect(trustedBy(trust, stack).Condition.StringEquals[`${GITHUB}:sub`]).toEqual([
    'repo:rl-bank-group/core-api:environment:prd',
    'repo:rl-bank-group@10000002/core-api@20000001:environment:prd',
    'repo:rl-bank/rl-bank-api:environment:prd',
    'repo:rl-bank@10000001/rl-bank-api@20000001:environment:prd',
  ]);
});

test('tokens of another issuer are compared by its own keys', () => {
  const stack = workloadStack();
  const url = 'https://gitlab.bank.example/oidc';
  const issuer = new OidcIssuer(stack, 'GitLab', { url, audience: 'https://bank.example', issuerExists: true });
  const subject = 'project_path:rl-bank/api:ref_type:branch:ref:main';

  expect(trustedBy(DeployTrust.token(issuer, [subject]), stack)).toMatchObject({
    Principal: { Federated: arnOf('iam::111111111111:oidc-provider/gitlab.bank.example/oidc') },
    Condition: {
      StringEquals: {
        'gitlab.bank.example/oidc:aud': 'https://bank.example',
        'gitlab.bank.example/oidc:sub': [subject],
      },
    },
  });
});

test('a role of another account has to tell the external id', () => {
  expect(trustedBy(DeployTrust.role(CI_ROLE, 'rl-bank-1'))).toEqual({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: CI_ROLE },
    Condition: { StringEquals: { 'sts:ExternalId': 'rl-bank-1' } },
  });
});

test('a stack without an account trusts the issuer of whatever account it goes to', () => {
  const stack = new Stack(newApp(), 'Agnostic');

  expect(trustedBy(DeployTrust.token(gitHubIn(stack), [SUBJECT]), stack).Principal).toEqual({
    Federated: {
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:oidc-provider/${GITHUB}`],
      ],
    },
  });
});
