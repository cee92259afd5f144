import { changed, said } from '../../../../support/bank-configs';
import { Said } from '../../../../support/problems';

const one = { repository: 'rl-bank/rl-bank-api' };

test.each<[string, object, problems: Said[]]>([
  ['nobody who deploys', { oidcIssuerExists: true }, [['config/contradiction', 'deploy', 'a map without identities']]],
  [
    'the number of the owner alone',
    { ownerId: 1, api: one },
    [['config/contradiction', 'deploy.api.repositoryId', undefined]],
  ],
  [
    'the number of a repository alone',
    { api: { ...one, repositoryId: 2 } },
    [['config/contradiction', 'deploy.api.repositoryId', '2']],
  ],
  [
    'one number for two owners',
    { ownerId: 1, api: { ...one, repositoryId: 2 }, infra: { repository: 'other/infra', repositoryId: 3 } },
    [['config/contradiction', 'deploy.ownerId', '1']],
  ],
])('%s is refused', (_, deploy, problems) => {
  expect(said(changed('document', { deploy }))).toEqual(problems);
});

test.each<[string, object]>([
  ['names alone', { api: one, infra: { repository: 'other/infra' } }],
  ['names with all numbers', { ownerId: '1', api: { ...one, repositoryId: 2 } }],
])('%s are taken', (_, deploy) => {
  expect(said(changed('document', { deploy }))).toEqual([]);
});

test('an identity that is wrong by itself is one problem', () => {
  expect(said(changed('document', { deploy: { api: true } }))).toEqual([['config/wrong-kind', 'deploy.api', true]]);
});
