import { GitHubRepository, GitHubRepositoryOptions, OidcSubject, SubjectFormat } from '../../src/delivery';

const NUMBERS = { ownerId: '10000001', repositoryId: '20000001' };
const LEGACY = 'repo:rl-bank/rl-bank-api:';
const IMMUTABLE = 'repo:rl-bank@10000001/rl-bank-api@20000001:';
const textsOf = (subjects: OidcSubject[]) => subjects.map(({ subject }) => subject);
const repository = (options?: GitHubRepositoryOptions) => GitHubRepository.of('rl-bank/rl-bank-api', options);

test.each<[string, GitHubRepositoryOptions | undefined, string[]]>([
  ['the legacy one where the numbers are not known', undefined, [LEGACY]],
  ['the legacy one with empty options', {}, [LEGACY]],
  ['both where the numbers are known', NUMBERS, [IMMUTABLE, LEGACY]],
  ['both where that is stated', { ...NUMBERS, subjectFormat: SubjectFormat.BOTH }, [IMMUTABLE, LEGACY]],
  ['the immutable one where that is stated', { ...NUMBERS, subjectFormat: SubjectFormat.IMMUTABLE }, [IMMUTABLE]],
  ['the legacy one where that is stated', { ...NUMBERS, subjectFormat: SubjectFormat.LEGACY }, [LEGACY]],
  ['the legacy one without numbers', { subjectFormat: SubjectFormat.LEGACY }, [LEGACY]],
])('the format of subjects is %s', (_, options, beginnings) => {
  const subjects = repository(options).subjectsForEnvironment('prd');

  expect(textsOf(subjects)).toEqual(beginnings.map((it) => `${it}environment:prd`));
  expect(new Set(subjects.map(({ repositoryId }) => repositoryId))).toEqual(new Set([options?.repositoryId]));
  expect(repository(options).fullName).toBe('rl-bank/rl-bank-api');
});

test('subjects of branches, tags and pull requests have the format too', () => {
  const both = repository(NUMBERS);

  expect(textsOf(both.subjectsForBranch('release/1.2'))).toEqual(
    [IMMUTABLE, LEGACY].map((it) => `${it}ref:refs/heads/release/1.2`),
  );
  expect(textsOf(both.subjectsForTag('v1.2.0'))).toEqual([IMMUTABLE, LEGACY].map((it) => `${it}ref:refs/tags/v1.2.0`));
  expect(textsOf(repository().subjectsForPullRequest())).toEqual([`${LEGACY}pull_request`]);
});

test('a branch that plain JavaScript leaves out is refused, and not taken for "undefined"', () => {
  expect(() => repository().subjectsForBranch(undefined as unknown as string)).toThrowProblem(
    'delivery/not-a-ref',
    'branch',
    undefined,
  );
});
