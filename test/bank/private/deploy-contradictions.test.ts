import { changed, said } from '../../support/bank-configs';

const one = { repository: 'rl-bank/rl-bank-api' };

test.each<[string, object, string[]]>([
  [
    'nobody who deploys',
    { oidcIssuerExists: true },
    [
      `'deploy' is "a map without identities", but nobody would deploy anything: name one of api, webapp, merchantPortal, infra, or leave it out`,
    ],
  ],
  [
    'the number of the owner alone',
    { ownerId: 1, api: one },
    [
      "'deploy.api.repositoryId' is missing, but the spelling of subjects that survives a rename has the numbers of owner and repository, both of them: ask for it by `gh api repos/<owner>/<name> --jq .id`",
    ],
  ],
  [
    'the number of a repository alone',
    { api: { ...one, repositoryId: 2 } },
    [
      `'deploy.api.repositoryId' is "2", but the spelling of subjects that survives a rename has the numbers of owner and repository, both of them: write deploy.ownerId too`,
    ],
  ],
  [
    'one number for two owners',
    { ownerId: 1, api: { ...one, repositoryId: 2 }, infra: { repository: 'other/infra', repositoryId: 3 } },
    [
      `'deploy.ownerId' is "1", but the repositories have different owners: rl-bank, other: name repositories of one owner, or leave the numbers out`,
    ],
  ],
])('%s is refused', (_, deploy, lines) => {
  expect(said(changed('document', { deploy }))).toEqual(lines);
});

test.each<[string, object]>([
  ['names alone', { api: one, infra: { repository: 'other/infra' } }],
  ['names with all numbers', { ownerId: '1', api: { ...one, repositoryId: 2 } }],
])('%s are taken', (_, deploy) => {
  expect(said(changed('document', { deploy }))).toEqual([]);
});
