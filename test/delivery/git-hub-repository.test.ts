import { GitHubRepository, GitHubRepositoryOptions, SubjectFormat } from '../../src/delivery';

const NAME = 'rl-bank/rl-bank-api';
const NUMBERS = { ownerId: '10000001', repositoryId: '20000001' };
const subjectsWith = (options?: GitHubRepositoryOptions) => GitHubRepository.of(NAME, options).environment('prd');

const LEGACY = 'repo:rl-bank/rl-bank-api:environment:prd';
const IMMUTABLE = 'repo:rl-bank@10000001/rl-bank-api@20000001:environment:prd';

test('a repository knows its name', () => {
  expect(GitHubRepository.of(NAME).fullName).toBe('rl-bank/rl-bank-api');
});

describe('the spelling', () => {
  test('is the legacy one where the numbers are not known', () => {
    expect(subjectsWith()).toEqual([LEGACY]);
    expect(subjectsWith({})).toEqual([LEGACY]);
  });

  test('is both where the numbers are known', () => {
    expect(subjectsWith(NUMBERS)).toEqual([IMMUTABLE, LEGACY]);
  });

  test.each([
    [SubjectFormat.BOTH, [IMMUTABLE, LEGACY]],
    [SubjectFormat.IMMUTABLE, [IMMUTABLE]],
    [SubjectFormat.LEGACY, [LEGACY]],
  ])('is %s where that is stated', (subjectFormat, subjects) => {
    expect(subjectsWith({ ...NUMBERS, subjectFormat })).toEqual(subjects);
  });

  test('is the legacy one without numbers where that is stated', () => {
    expect(subjectsWith({ subjectFormat: SubjectFormat.LEGACY })).toEqual([LEGACY]);
  });
});

describe('the jobs', () => {
  const both = GitHubRepository.of(NAME, NUMBERS);

  test('of an environment', () => {
    expect(both.environment('prd')).toEqual([IMMUTABLE, LEGACY]);
  });

  test('of a branch', () => {
    expect(both.branch('release/1.2')).toEqual([
      'repo:rl-bank@10000001/rl-bank-api@20000001:ref:refs/heads/release/1.2',
      'repo:rl-bank/rl-bank-api:ref:refs/heads/release/1.2',
    ]);
  });

  test('of a tag', () => {
    expect(both.tag('v1.2.0')).toEqual([
      'repo:rl-bank@10000001/rl-bank-api@20000001:ref:refs/tags/v1.2.0',
      'repo:rl-bank/rl-bank-api:ref:refs/tags/v1.2.0',
    ]);
  });
});

test('a renamed or transferred repository keeps its number, and has its new names', () => {
  expect(GitHubRepository.of('rl-bank-group/core-api', { ...NUMBERS, ownerId: '10000002' }).environment('prd')).toEqual(
    ['repo:rl-bank-group@10000002/core-api@20000001:environment:prd', 'repo:rl-bank-group/core-api:environment:prd'],
  );
});

test('pull requests have a subject of their own, for reading', () => {
  expect(GitHubRepository.of('rl-bank/rl-bank-infra').pullRequest()).toEqual([
    'repo:rl-bank/rl-bank-infra:pull_request',
  ]);
});

test('a branch that JavaScript left out is not taken for the text "undefined"', () => {
  expect(() => GitHubRepository.of('rl-bank/rl-bank-infra').branch(undefined as unknown as string)).toThrow(
    'delivery/not-a-ref',
  );
});
