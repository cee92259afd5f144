import { GitHubRepository, GitHubRepositoryOptions, OidcSubject, SubjectFormat } from '../../../src/delivery';

const NUMBERS = { ownerId: '1', repositoryId: '2' };
const attempt = (fullName: string, options?: GitHubRepositoryOptions) => {
  return expect(() => GitHubRepository.of(fullName, options).subjectsForEnvironment('prd'));
};
const textsOf = (subjects: OidcSubject[]) => subjects.map(({ subject }) => subject);
const repository = GitHubRepository.of('rl-bank/rl-bank-api');

test.each([
  'rl-bank',
  'rl-bank/',
  '/rl-bank-api',
  'rl-bank/rl-bank-api/x',
  'rl-bank/*',
  '*/rl-bank-api',
  'rl-bank/rl bank',
  '-rl/api',
  'rl-/api',
  '_bank/api',
  'rl-bank@1/api@2',
  `${'a'.repeat(40)}/api`,
  `rl-bank/${'a'.repeat(101)}`,
  '',
])('the repository name "%s" is refused', (fullName) => {
  attempt(fullName).toThrowProblem('delivery/not-a-repository', 'fullName', fullName, 'GitHubRepository');
});

test.each(['a/b', `${'a'.repeat(39)}/${'b'.repeat(100)}`, 'RL-Bank/rl.bank_api-2'])(
  'the repository name "%s" is accepted as it is',
  (fullName) => {
    expect(textsOf(GitHubRepository.of(fullName).subjectsForEnvironment('prd'))).toEqual([
      `repo:${fullName}:environment:prd`,
    ]);
  },
);

describe('ids', () => {
  test.each(['0', '01', 'rl-bank', '*', '1 ', '-1', ''])('"%s" is refused', (id) => {
    attempt('rl-bank/api', { ...NUMBERS, ownerId: id }).toThrowProblem('delivery/not-an-id', 'ownerId', id);
    attempt('rl-bank/api', { ...NUMBERS, repositoryId: id }).toThrowProblem('delivery/not-an-id', 'repositoryId', id);
  });

  test.each<[keyof typeof NUMBERS, GitHubRepositoryOptions]>([
    ['repositoryId', { ownerId: '1' }],
    ['ownerId', { repositoryId: '2' }],
    ['repositoryId', { ownerId: '1', subjectFormat: SubjectFormat.LEGACY }],
  ])('are incomplete without %s', (prop, options) => {
    attempt('rl-bank/api', options).toThrowProblem('delivery/not-an-id', prop, undefined, 'GitHubRepository');
  });

  test.each([SubjectFormat.IMMUTABLE, SubjectFormat.BOTH])('are needed for %s', (subjectFormat) => {
    attempt('rl-bank/api', { subjectFormat }).toThrowProblems([
      ['delivery/not-an-id', 'ownerId', undefined],
      ['delivery/not-an-id', 'repositoryId', undefined],
    ]);
  });
});

describe('an environment', () => {
  test.each(['', '*', 'prd?', ' prd', 'prd ', 'a'.repeat(256), 'prd,dev', 'prd%3A', 'ü', 'a\tb'])(
    'refuses %j',
    (name) => {
      expect(() => repository.subjectsForEnvironment(name)).toThrowProblem(
        'delivery/not-an-environment',
        'environment',
        name,
        'GitHubRepository',
      );
    },
  );

  test.each(['p', 'a'.repeat(255), 'PRD', 'the one', 'a/b-c_d.e'])('"%s" is accepted as it is', (name) => {
    expect(textsOf(repository.subjectsForEnvironment(name))).toEqual([`repo:rl-bank/rl-bank-api:environment:${name}`]);
  });

  test('has its colons escaped, so that it cannot add a part to the subject', () => {
    expect(textsOf(repository.subjectsForEnvironment('prd:ref:x'))).toEqual([
      'repo:rl-bank/rl-bank-api:environment:prd%3Aref%3Ax',
    ]);
  });
});

const BAD_REFS = ['', '*', 'release/*', 'refs/heads/main', '/main', 'main/', '-x', 'a//b', 'a..b', 'a@{b', 'a.'];
const MORE_BAD_REFS = ['a.lock', 'a b', 'a:b', 'a?', 'a~1', 'a'.repeat(245)];

describe('a ref', () => {
  test.each([...BAD_REFS, ...MORE_BAD_REFS])('"%s" is refused for branch and tag', (name) => {
    expect(() => repository.subjectsForBranch(name)).toThrowProblem(
      'delivery/not-a-ref',
      'branch',
      name,
      'GitHubRepository',
    );
    expect(() => repository.subjectsForTag(name)).toThrowProblem('delivery/not-a-ref', 'tag', name, 'GitHubRepository');
  });

  test.each(['m', 'main', 'release/1.2', 'v1.2.0+build', 'dependabot/npm@1', 'a'.repeat(244)])(
    '"%s" is accepted for branch and tag',
    (name) => {
      expect(textsOf(repository.subjectsForBranch(name))).toEqual([`repo:rl-bank/rl-bank-api:ref:refs/heads/${name}`]);
      expect(textsOf(repository.subjectsForTag(name))).toEqual([`repo:rl-bank/rl-bank-api:ref:refs/tags/${name}`]);
    },
  );
});
