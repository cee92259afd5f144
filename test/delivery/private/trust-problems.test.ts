import { Aws, Lazy } from 'aws-cdk-lib';
import { DeployTrust, GitHubRepository, OidcIssuer, OidcSubject, SubjectFormat } from '../../../src/delivery';
import { workloadStack } from '../../support/cloud';
import { CI_ROLE, gitHubIn, SUBJECT } from '../../support/roles';

const of = (...subjects: string[]) => subjects.map((subject) => OidcSubject.of(subject));
const attempt = (subjects: string[], jobWorkflowRef?: string) => {
  return expect(() => DeployTrust.oidc(gitHubIn(workloadStack()), of(...subjects), { jobWorkflowRef }));
};
const gitLab = () =>
  OidcIssuer.fromOidcIssuerAttributes(workloadStack(), 'GitLab', { url: 'https://gitlab.bank.example' });
const attemptRole = (arn: string, externalId = 'rl-bank') => expect(() => DeployTrust.fromRoleArn(arn, externalId));

/** Subjects whose length with quotes and commas is the given one. */
const subjectsOf = (length: number) => [
  `repo:o/r:${'a'.repeat(750 - 9 - 3)}`,
  `repo:o/r:${'b'.repeat(length - 750 - 9 - 3 - 3)}`,
];

test('subjects without one are refused', () => {
  attempt([]).toThrowProblem('delivery/no-subject', 'subjects', [], 'Web/GitHub');
});

test.each([
  '*',
  'repo:rl-bank/*',
  'repo:rl-bank/rl-bank-api:ref:refs/heads/?',
  '',
  ' a',
  'a ',
  `${SUBJECT}\n`,
  'a\nb',
  '${token.actions.githubusercontent.com:sub}',
  'repo:rl-bank/${aws:PrincipalTag/repo}:ref:refs/heads/main',
])('the subject %j is refused as inexact', (subject) => {
  attempt([SUBJECT, subject]).toThrowProblem('delivery/inexact-subject', 'subjects', subject, 'Web/GitHub');
});

test.each([SUBJECT, 'repo:a@1/b@2:environment:with space', 'repository_id:5:environment:prd'])(
  'the subject "%s" is accepted',
  (subject) => {
    attempt([subject]).not.toThrow();
  },
);

test('a subject that is a token is accepted', () => {
  attempt([Lazy.string({ produce: () => SUBJECT })]).not.toThrow();
});

describe('the length of subjects', () => {
  test('is 1500 characters at most', () => {
    attempt(subjectsOf(1500)).not.toThrow();
    attempt(subjectsOf(1501)).toThrowProblem(
      'delivery/too-many-subjects',
      'subjects',
      '2 subjects of 1501 characters',
      'Web/GitHub',
    );
  });

  test('has ids and a second statement in it', () => {
    const repository = GitHubRepository.of('o/r', {
      ownerId: '1',
      repositoryId: '2',
      subjectFormat: SubjectFormat.LEGACY,
    });
    const trusting = (length: number, ...more: OidcSubject[]) => {
      return expect(() => DeployTrust.oidc(gitHubIn(workloadStack()), [...of(...subjectsOf(length)), ...more]));
    };
    const known = repository.subjectsForPullRequest(); // 21 characters, and 1 of the id

    trusting(1500 - 24 - 4 - 500, ...known).not.toThrow();
    trusting(1501 - 24 - 4 - 500, ...known).toThrowProblem(
      'delivery/too-many-subjects',
      'subjects',
      '3 subjects of 1501 characters',
      'Web/GitHub',
    );
  });

  test('counts a subject once', () => {
    attempt([...subjectsOf(1500), ...subjectsOf(1500)]).not.toThrow();
  });
});

test.each([
  'deploy.yml',
  'rl-bank/workflows/.github/workflows/deploy.yml',
  'rl-bank/workflows/.github/workflows/deploy.yml@*',
  'rl-bank/*/.github/workflows/deploy.yml@refs/heads/main',
  'rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/mai?',
  'rl-bank/workflows/deploy it.yml@refs/heads/main',
  'rl-bank/flows/${token.actions.githubusercontent.com:sub}@refs/heads/main',
  '',
])('the jobWorkflowRef "%s" is refused', (jobWorkflowRef) => {
  attempt([SUBJECT], jobWorkflowRef).toThrowProblem(
    'delivery/not-a-workflow',
    'jobWorkflowRef',
    jobWorkflowRef,
    'Web/GitHub',
  );
});

test.each([
  'rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main',
  'rl-bank/workflows/.github/workflows/deploy.yml@refs/tags/v1',
  undefined,
])('the jobWorkflowRef %s is accepted', (jobWorkflowRef) => {
  attempt([SUBJECT], jobWorkflowRef).not.toThrow();
});

test.each([
  'arn:aws:iam::222222222222:root',
  '222222222222',
  'arn:aws:iam::222222222222:user/ci',
  'arn:aws:iam::222222222222:role/*',
  'arn:aws:iam::222222222222:role/',
  'arn:aws:iam::222222222222:role/ci/',
  'arn:aws:iam::22222222222:role/ci',
  'arn:aws:iam:eu-west-1:222222222222:role/ci',
  '*',
])('the roleArn "%s" is refused', (roleArn) => {
  attemptRole(roleArn).toThrowProblem('delivery/not-a-role', 'roleArn', roleArn, 'DeployTrust');
});

test.each([CI_ROLE, 'arn:aws-us-gov:iam::222222222222:role/path/to/ci', 'arn:aws:iam::222222222222:role/a+=,.@-_'])(
  'the roleArn "%s" is accepted',
  (roleArn) => {
    attemptRole(roleArn).not.toThrow();
  },
);

test.each(['', 'a', 'a'.repeat(1225), 'a b', 'a*', 'a?'])('the externalId "%s" is refused', (externalId) => {
  attemptRole(CI_ROLE, externalId).toThrowProblem(
    'delivery/not-an-external-id',
    'externalId',
    externalId,
    'DeployTrust',
  );
});

test.each(['ab', 'a'.repeat(1224), '0+=,.@:/-_'])('the externalId "%s" is accepted', (externalId) => {
  attemptRole(CI_ROLE, externalId).not.toThrow();
});

test('a wildcard beside a token is refused', () => {
  attempt([`repo:rl-bank/*:environment:${Aws.REGION}`]).toThrowProblem(
    'delivery/inexact-subject',
    'subjects',
    'repo:rl-bank/*:environment:…',
    'Web/GitHub',
  );
});

test('jobWorkflowRef is refused for another issuer than GitHub, which has the condition key alone', () => {
  const jobWorkflowRef = 'rl-bank/flows/.github/workflows/deploy.yml@refs/heads/main';

  expect(() => DeployTrust.oidc(gitLab(), of('a'), { jobWorkflowRef })).toThrowProblem(
    'delivery/not-of-git-hub',
    'jobWorkflowRef',
    jobWorkflowRef,
    'Web/GitLab',
  );
});

test('an externalId that plain JavaScript leaves out is refused, and not taken for "undefined"', () => {
  const missing = undefined as unknown as string;

  expect(() => DeployTrust.fromRoleArn(CI_ROLE, missing)).toThrowProblem(
    'delivery/not-an-external-id',
    'externalId',
    missing,
  );
});

test.each([
  'environment:prd',
  'ref:refs/heads/main',
  'actor:bob',
  'repo:rl-bank',
  'repository_owner:rl-bank',
  'repo:a/b',
])('the subject "%s" of GitHub names no repository, and is refused', (subject) => {
  expect(() => DeployTrust.oidc(gitHubIn(workloadStack()), of(subject))).toThrowProblem(
    'delivery/subject-too-wide',
    'subjects',
    subject,
    'Web/GitHub',
  );
});

test('a subject of another issuer needs no repository', () => {
  expect(() => DeployTrust.oidc(gitLab(), of('project_path:bank/api:ref_type:branch:ref:main'))).not.toThrow();
});

test('the ARN of an account is refused, with a token as its number too', () => {
  attemptRole(`arn:aws:iam::${Aws.ACCOUNT_ID}:root`).toThrowProblem(
    'delivery/not-a-role',
    'roleArn',
    'arn:aws:iam::…:root',
    'DeployTrust',
  );
  attemptRole(`arn:aws:iam::${Aws.ACCOUNT_ID}:role/ci`).not.toThrow();
});
