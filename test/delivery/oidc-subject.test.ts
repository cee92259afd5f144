import { GitHubRepository, OidcSubject } from '../../src/delivery';

test('a subject of any issuer has no repository id, and one of a GitHub repository has it where it is known', () => {
  const ofName = GitHubRepository.of('rl-bank/rl-bank-api').subjectsForEnvironment('prd');
  const ids = { ownerId: '10000001', repositoryId: '20000001' };
  const ofIds = GitHubRepository.of('rl-bank/rl-bank-api', ids).subjectsForEnvironment('prd');

  expect(OidcSubject.of('project_path:bank/api').repositoryId).toBeUndefined();
  expect(ofName.map(({ subject, repositoryId }) => [subject, repositoryId])).toEqual([
    ['repo:rl-bank/rl-bank-api:environment:prd', undefined],
  ]);
  expect(new Set(ofIds.map(({ repositoryId }) => repositoryId))).toEqual(new Set(['20000001']));
});

test.each([undefined, 5, {}])('a subject that is %j is refused', (subject: any) => {
  expect(() => OidcSubject.of(subject)).toThrow(/'subject' is .*but must be/);
});
