import { Aws, Lazy } from 'aws-cdk-lib';
import { DeployTrust, OidcIssuer } from '../../../src/delivery';
import { workloadStack } from '../../support/cloud';
import { CI_ROLE, gitHubIn, SUBJECT } from '../../support/roles';

const attempt = (subjects: string[], jobWorkflowRef?: string) => {
  return expect(() => DeployTrust.token(gitHubIn(workloadStack()), subjects, { jobWorkflowRef }));
};
const attemptRole = (arn: string, externalId = 'rl-bank') => expect(() => DeployTrust.role(arn, externalId));

/** Subjects of a length that counts as told, with quotes and comma. */
const subjectsOf = (length: number) => [
  `repo:o/r:${'a'.repeat(750 - 9 - 3)}`,
  `repo:o/r:${'b'.repeat(length - 750 - 9 - 3 - 3)}`,
];

test('no subject is refused', () => {
  attempt([]).toThrow(
    `'subjects' is [], but without a subject every token of the issuer would be refused: name one, such as GitHubRepository.of(…).environment("prd") [delivery/no-subject at Web/GitHub]`,
  );
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
])('the subject %j is not the whole of one', (subject) => {
  attempt([SUBJECT, subject]).toThrow(
    `'subjects' is ${JSON.stringify(subject)}, but it has to be the whole subject of a token: a wildcard matches nobody there, and a variable of IAM everybody: write each subject out [delivery/inexact-subject at Web/GitHub]`,
  );
});

test.each([SUBJECT, 'repo:a@1/b@2:environment:with space', 'repository_id:5:environment:prd'])(
  'the subject "%s" is taken',
  (subject) => {
    attempt([subject]).not.toThrow();
  },
);

test('a subject that only CloudFormation knows is taken', () => {
  attempt([Lazy.string({ produce: () => SUBJECT })]).not.toThrow();
});

describe('the room for subjects', () => {
  test('is 1500 characters', () => {
    attempt(subjectsOf(1500)).not.toThrow();
    attempt(subjectsOf(1501)).toThrow(
      `'subjects' is "2 subjects of 1501 characters", but IAM takes trust policies of 2048 characters, which leaves 1500 for them: make two roles, or let one environment of a reusable workflow stand for many repositories [delivery/too-many-subjects at Web/GitHub]`,
    );
  });

  test('is not taken twice by one subject', () => {
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
])('"%s" is not one workflow', (jobWorkflowRef) => {
  attempt([SUBJECT], jobWorkflowRef).toThrow(
    `'jobWorkflowRef' is "${jobWorkflowRef}", but it has to be one workflow of one repository at one ref, without wildcards: write it like "rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main" [delivery/not-a-workflow at Web/GitHub]`,
  );
});

test.each([
  'rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main',
  'rl-bank/workflows/.github/workflows/deploy.yml@refs/tags/v1',
  undefined,
])('%s is a workflow, or none', (jobWorkflowRef) => {
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
])('"%s" is not one role', (roleArn) => {
  attemptRole(roleArn).toThrow(
    `'roleArn' is "${roleArn}", but it has to be the ARN of one role: an account as a whole would let in everybody there: write it like "arn:aws:iam::222222222222:role/ci" [delivery/not-a-role at DeployTrust]`,
  );
});

test.each([CI_ROLE, 'arn:aws-us-gov:iam::222222222222:role/path/to/ci', 'arn:aws:iam::222222222222:role/a+=,.@-_'])(
  '"%s" is one role',
  (roleArn) => {
    attemptRole(roleArn).not.toThrow();
  },
);

test.each(['', 'a', 'a'.repeat(1225), 'a b', 'a*', 'a?'])('"%s" is no external id', (externalId) => {
  attemptRole(CI_ROLE, externalId).toThrow(
    `'externalId' is "${externalId}", but STS takes 2 to 1224 letters, digits and + = , . @ : / - _: take the id that the CI system gave you, or a long random one [delivery/not-an-external-id at DeployTrust]`,
  );
});

test.each(['ab', 'a'.repeat(1224), '0+=,.@:/-_'])('"%s" is an external id', (externalId) => {
  attemptRole(CI_ROLE, externalId).not.toThrow();
});

test('a wildcard beside a value that only CloudFormation knows is refused', () => {
  expect(() => DeployTrust.token(gitHubIn(workloadStack()), [`repo:rl-bank/*:environment:${Aws.REGION}`])).toThrow(
    `'subjects' is "repo:rl-bank/*:environment:…", but it has to be the whole subject of a token`,
  );
});

test('a workflow is of GitHub: IAM has the key for no other issuer', () => {
  const gitLab = new OidcIssuer(workloadStack(), 'GitLab', { url: 'https://gitlab.bank.example', issuerExists: true });
  const jobWorkflowRef = 'rl-bank/flows/.github/workflows/deploy.yml@refs/heads/main';

  expect(() => DeployTrust.token(gitLab, ['a'], { jobWorkflowRef })).toThrow(
    `'jobWorkflowRef' is "${jobWorkflowRef}", but IAM has such a key for token.actions.githubusercontent.com alone, and the issuer is gitlab.bank.example: nobody would get in: leave it out [delivery/not-of-git-hub at Web/GitLab]`,
  );
});

test('an external id that JavaScript left out is not taken for the text "undefined"', () => {
  const missing = undefined as unknown as string;

  expect(() => DeployTrust.role(CI_ROLE, missing)).toThrow('delivery/not-an-external-id');
});

test.each([
  'environment:prd',
  'ref:refs/heads/main',
  'actor:bob',
  'repo:rl-bank',
  'repository_owner:rl-bank',
  'repo:a/b',
])('the subject "%s" of GitHub names no repository, and is refused', (subject) => {
  expect(() => DeployTrust.token(gitHubIn(workloadStack()), [subject])).toThrow(
    `'subjects' is "${subject}", but it names no repository: other repositories can have such a subject, by a template that they choose themselves: write it like "repo:owner/name:environment:prd", or take it from GitHubRepository [delivery/subject-of-anybody at Web/GitHub]`,
  );
});

test('another issuer has subjects of its own', () => {
  const gitLab = new OidcIssuer(workloadStack(), 'GitLab', { url: 'https://gitlab.bank.example', issuerExists: true });

  expect(() => DeployTrust.token(gitLab, ['project_path:bank/api:ref_type:branch:ref:main'])).not.toThrow();
});

test('an account as a whole is refused, also where only CloudFormation knows its number', () => {
  expect(() => DeployTrust.role(`arn:aws:iam::${Aws.ACCOUNT_ID}:root`, 'rl-bank')).toThrow(
    `'roleArn' is "arn:aws:iam::…:root", but it has to be the ARN of one role`,
  );
  expect(() => DeployTrust.role(`arn:aws:iam::${Aws.ACCOUNT_ID}:role/ci`, 'rl-bank')).not.toThrow();
});
