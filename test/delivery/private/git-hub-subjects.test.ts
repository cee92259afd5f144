import { GitHubRepository, GitHubRepositoryOptions, SubjectFormat } from '../../../src/delivery';

const NUMBERS = { ownerId: '1', repositoryId: '2' };
const attempt = (fullName: string, options?: GitHubRepositoryOptions) => {
  return expect(() => GitHubRepository.of(fullName, options).subjectsForEnvironment('prd'));
};
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
])('"%s" is no repository', (fullName) => {
  attempt(fullName).toThrow(
    `'fullName' is "${fullName}", but it has to be the owner (39 letters, digits and inner - and _ at most), a slash, and the name: write it like "rl-bank/rl-bank-api" [delivery/not-a-repository at GitHubRepository]`,
  );
});

test.each(['a/b', `${'a'.repeat(39)}/${'b'.repeat(100)}`, 'RL-Bank/rl.bank_api-2'])(
  '"%s" is a repository, spelled as it is',
  (fullName) => {
    expect(GitHubRepository.of(fullName).subjectsForEnvironment('prd')).toEqual([`repo:${fullName}:environment:prd`]);
  },
);

const idMessage = (prop: string, value: string) => {
  return `'${prop}' is ${value}, but the immutable spelling has the numbers of owner and repository, both of them: ask for them by \`gh api repos/<owner>/<name> --jq '.owner.id, .id'\`, or trust the legacy spelling alone`;
};

describe('the numbers', () => {
  test.each(['0', '01', 'rl-bank', '*', '1 ', '-1', ''])('"%s" is none', (id) => {
    const place = ' [delivery/not-an-id at GitHubRepository]';

    attempt('rl-bank/api', { ...NUMBERS, ownerId: id }).toThrow(idMessage('ownerId', `"${id}"`) + place);
    attempt('rl-bank/api', { ...NUMBERS, repositoryId: id }).toThrow(idMessage('repositoryId', `"${id}"`) + place);
  });

  test.each<[keyof typeof NUMBERS, GitHubRepositoryOptions]>([
    ['repositoryId', { ownerId: '1' }],
    ['ownerId', { repositoryId: '2' }],
    ['repositoryId', { ownerId: '1', subjectFormat: SubjectFormat.LEGACY }],
  ])('are incomplete without %s', (prop, options) => {
    attempt('rl-bank/api', options).toThrow(`${idMessage(prop, 'missing')} [delivery/not-an-id at GitHubRepository]`);
  });

  test.each([SubjectFormat.IMMUTABLE, SubjectFormat.BOTH])('are needed for %s', (subjectFormat) => {
    attempt('rl-bank/api', { subjectFormat }).toThrow(
      [
        '2 problems [delivery/not-an-id at GitHubRepository]:',
        `- ${idMessage('ownerId', 'missing')}`,
        `- ${idMessage('repositoryId', 'missing')}`,
      ].join('\n'),
    );
  });
});

describe('an environment', () => {
  test.each(['', '*', 'prd?', ' prd', 'prd ', 'a'.repeat(256), 'prd,dev', 'prd%3A', 'ü', 'a\tb'])(
    '%j is refused',
    (name) => {
      expect(() => repository.subjectsForEnvironment(name)).toThrow(
        `'environment' is ${JSON.stringify(name)}, but it has to be 1 to 255 letters, digits, inner spaces and . _ - / : and no wildcard: these are the characters that an exact subject is sure for here: rename the environment, or write its subject out [delivery/not-an-environment at GitHubRepository]`,
      );
    },
  );

  test.each(['p', 'a'.repeat(255), 'PRD', 'the one', 'a/b-c_d.e'])('"%s" is taken as it is spelled', (name) => {
    expect(repository.subjectsForEnvironment(name)).toEqual([`repo:rl-bank/rl-bank-api:environment:${name}`]);
  });

  test('cannot end its part of the subject by a colon', () => {
    expect(repository.subjectsForEnvironment('prd:ref:x')).toEqual([
      'repo:rl-bank/rl-bank-api:environment:prd%3Aref%3Ax',
    ]);
  });
});

const BAD_REFS = ['', '*', 'release/*', 'refs/heads/main', '/main', 'main/', '-x', 'a//b', 'a..b', 'a@{b', 'a.'];
const MORE_BAD_REFS = ['a.lock', 'a b', 'a:b', 'a?', 'a~1', 'a'.repeat(245)];

describe('a ref', () => {
  test.each([...BAD_REFS, ...MORE_BAD_REFS])('"%s" is neither branch nor tag', (name) => {
    expect(() => repository.subjectsForBranch(name)).toThrow(
      `'branch' is "${name}", but it has to be the full name of one branch, without "refs/" and without a wildcard: write it like "main" [delivery/not-a-ref at GitHubRepository]`,
    );
    expect(() => repository.subjectsForTag(name)).toThrow(
      `'tag' is "${name}", but it has to be the full name of one tag, without "refs/" and without a wildcard: write it like "v1.2.0" [delivery/not-a-ref at GitHubRepository]`,
    );
  });

  test.each(['m', 'main', 'release/1.2', 'v1.2.0+build', 'dependabot/npm@1', 'a'.repeat(244)])(
    '"%s" is one',
    (name) => {
      expect(repository.subjectsForBranch(name)).toEqual([`repo:rl-bank/rl-bank-api:ref:refs/heads/${name}`]);
      expect(repository.subjectsForTag(name)).toEqual([`repo:rl-bank/rl-bank-api:ref:refs/tags/${name}`]);
    },
  );
});
