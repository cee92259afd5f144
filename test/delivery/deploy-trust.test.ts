import { Stack } from 'aws-cdk-lib';
import { DeployRole, DeployTrust, GitHubRepository, OidcIssuer, OidcSubject, SubjectFormat } from '../../src/delivery';
import { arnOf } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { CI_ROLE, GITHUB, gitHubIn, jobsOf, roleOf, SUBJECT, trustOf } from '../support/roles';

const WORKFLOW = 'rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main';

const trustedBy = (trust: DeployTrust, stack: Stack = workloadStack()) => {
  return trustOf(new DeployRole(stack, 'Deploy', { trust }));
};

test('a trust policy names audience, exact subject and, if given, one reusable workflow', () => {
  const statementWith = (options?: { jobWorkflowRef?: string }) => {
    const stack = workloadStack();
    return trustedBy(DeployTrust.oidc(gitHubIn(stack), [OidcSubject.of(SUBJECT)], options), stack);
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
  const given = [b, a, c, a].map((it) => OidcSubject.of(it));

  const { StringEquals } = trustedBy(DeployTrust.oidc(gitHubIn(stack), given), stack).Condition;
  expect(StringEquals[`${GITHUB}:sub`]).toEqual([a, b, c]);
  expect(given.map(({ subject: it }) => it)).toEqual([b, a, c, a]);
});

test('RB14 jobs of two repositories share one role', () => {
  const stack = workloadStack();
  const { Condition } = trustedBy(jobsOf(stack, 'rl-bank/portal', 'rl-bank/portal-next'), stack);

  expect(Condition.StringEquals[`${GITHUB}:sub`]).toEqual([
    'repo:rl-bank/portal-next:environment:prd',
    'repo:rl-bank/portal:environment:prd',
  ]);
});

describe('a repository whose ids are known', () => {
  const [one, two] = ['20000001', '20000002'].map((repositoryId) => {
    return GitHubRepository.of(`rl-bank/${repositoryId}`, { ownerId: '10000001', repositoryId });
  });
  const conditionsOf = (...subjects: OidcSubject[]) => {
    const stack = workloadStack();
    const trust = DeployTrust.oidc(gitHubIn(stack), subjects);
    const { Statement } = roleOf(new DeployRole(stack, 'Deploy', { trust })).AssumeRolePolicyDocument;
    return Statement.map(({ Condition }: any) => Condition.StringEquals);
  };

  test('is trusted by its id beside either format of the subject', () => {
    expect(conditionsOf(...one.subjectsForEnvironment('prd'))).toEqual([
      {
        [`${GITHUB}:aud`]: 'sts.amazonaws.com',
        [`${GITHUB}:sub`]: [
          'repo:rl-bank/20000001:environment:prd',
          'repo:rl-bank@10000001/20000001@20000001:environment:prd',
        ],
        [`${GITHUB}:repository_id`]: '20000001',
      },
    ]);
  });

  test('shares a statement with others whose ids are known, and none with those that are known by name', () => {
    const byName = OidcSubject.of(SUBJECT);
    const [known, unknown, ...more] = conditionsOf(byName, ...two.subjectsForTag('v1'), ...one.subjectsForTag('v1'));

    expect(more).toEqual([]);
    expect(known[`${GITHUB}:repository_id`]).toEqual(['20000001', '20000002']);
    expect(known[`${GITHUB}:sub`]).toHaveLength(4);
    expect(unknown).toEqual({ [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: [SUBJECT] });
  });

  test('is not trusted by its name beside that: the next owner of the name would get the role', () => {
    const [{ subject }] = one.subjectsForTag('v1').slice(-1);

    expect(() => conditionsOf(OidcSubject.of(subject), ...one.subjectsForTag('v1'))).toThrowProblem(
      'delivery/subject-without-id',
      'subjects',
      subject,
    );
  });

  test('is trusted by the ids in its subject where the issuer has no condition key for them', () => {
    const url = 'https://token.actions.githubusercontent.com/rl-bank';
    const issuer = OidcIssuer.fromOidcIssuerAttributes(workloadStack(), 'Enterprise', { url });
    const subjectsIn = (subjectFormat: SubjectFormat) => {
      const options = { ownerId: '10000001', repositoryId: '20000001', subjectFormat };
      return GitHubRepository.of('rl-bank/rl-bank-api', options).subjectsForEnvironment('prd');
    };

    expect(DeployTrust.oidc(issuer, subjectsIn(SubjectFormat.IMMUTABLE)).principal.policyFragment.conditions).toEqual({
      StringEquals: {
        [`${GITHUB}/rl-bank:aud`]: 'sts.amazonaws.com',
        [`${GITHUB}/rl-bank:sub`]: ['repo:rl-bank@10000001/rl-bank-api@20000001:environment:prd'],
      },
    });
    expect(() => DeployTrust.oidc(issuer, subjectsIn(SubjectFormat.BOTH))).toThrowProblem(
      'delivery/subject-without-id',
      'subjects',
      SUBJECT,
      'Web/Enterprise',
    );
  });
});

test('a trust policy for another issuer has its condition keys', () => {
  const stack = workloadStack();
  const url = 'https://gitlab.bank.example/oidc';
  const issuer = OidcIssuer.fromOidcIssuerAttributes(stack, 'GitLab', { url, audience: 'https://bank.example' });
  const subject = 'project_path:rl-bank/api:ref_type:branch:ref:main';

  expect(trustedBy(DeployTrust.oidc(issuer, [OidcSubject.of(subject)]), stack)).toMatchObject({
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

  expect(trustedBy(DeployTrust.oidc(gitHubIn(stack), [OidcSubject.of(SUBJECT)]), stack).Principal).toEqual({
    Federated: {
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:oidc-provider/${GITHUB}`],
      ],
    },
  });
});
