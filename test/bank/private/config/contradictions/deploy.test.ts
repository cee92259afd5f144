import { changed, said } from '../../../../support/bank-configs';

const one = { repository: 'rl-bank/rl-bank-api' };

test.each<[string, object, string[]]>([
  [
    'nobody who deploys',
    { oidcIssuerExists: true },
    [
      `'deploy' is "a map without identities", but must have an identity: set one of api, webapp, merchantPortal, infra, or remove it`,
    ],
  ],
  [
    'the number of the owner alone',
    { ownerId: 1, api: one },
    [
      "'deploy.api.repositoryId' is missing, but must be set together with deploy.ownerId, since the immutable subjects of GitHub have both ids: look it up with `gh api repos/<owner>/<name> --jq .id`",
    ],
  ],
  [
    'the number of a repository alone',
    { api: { ...one, repositoryId: 2 } },
    [
      `'deploy.api.repositoryId' is "2", but must be set together with deploy.ownerId, since the immutable subjects of GitHub have both ids: set deploy.ownerId too`,
    ],
  ],
  [
    'one number for two owners',
    { ownerId: 1, api: { ...one, repositoryId: 2 }, infra: { repository: 'other/infra', repositoryId: 3 } },
    [
      `'deploy.ownerId' is "1", but must be the owner of all repositories, and they have rl-bank and other: name repositories of one owner, or remove the ids`,
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

test('an identity that is wrong by itself is one problem', () => {
  expect(said(changed('document', { deploy: { api: true } })).map((line) => line.split(' is ')[0])).toEqual([
    "'deploy.api'",
  ]);
});
