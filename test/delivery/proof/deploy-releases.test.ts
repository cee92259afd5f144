import { CI, file, role, unseenMutants, universe, world } from './deployment-role';
import { differencesOf } from '../../support/iam/cases';
import { Context } from '../../support/iam/decide';
import { ANYTHING, listOf, statementsOf } from '../../support/iam/policies';
import { canAssume } from '../../support/iam/trust';

jest.setTimeout(5 * 60_000);

test('PC7a the DeploymentRole may do what the table says and nothing else', async () => {
  expect(world.unresolved).toEqual([]);
  expect(await differencesOf(role, file, universe)).toEqual([]);
});

test('PC7a it has actions of ECS, RDS and S3 alone, each spelled out', () => {
  const actions = statementsOf(role.identity)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => listOf(Action));

  expect([...new Set(actions.map((action) => action.split(':')[0]))].sort()).toEqual(['ecs', 'rds', 's3']);
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

// Those of rolling are seen in the proof of the role that rolls, which has the same statements; of buckets, in `exhaustive`.
test('PC7a what it may do with databases, made worse in turn, turns the proof red', async () => {
  const { tried, unseen } = await unseenMutants(/Snapshots/);

  expect(unseen).toEqual([]);
  expect(tried).toBeGreaterThan(30);
});

test.each<[who: string, principal: string, externalId: string | undefined, isLetIn: boolean]>([
  ['the role of the CI/CD account', CI, 'acme-crm-prod', true],
  ['it without the external id', CI, undefined, false],
  ['it with the external id of another cell', CI, 'acme-crm-dev', false],
  ['another role of that account', `${CI}-other`, 'acme-crm-prod', false],
  ['a role of that name in another account', CI.replace('100000000005', '222222222222'), 'acme-crm-prod', false],
])('PC7a the DeploymentRole lets in %s with %s and %s: %s', async (_, principal, externalId, isLetIn) => {
  const context: Context = externalId === undefined ? {} : { 'sts:ExternalId': externalId };

  expect(await canAssume(role, { principal, identity: [{ name: 'All', policy: ANYTHING }], context })).toBe(isLetIn);
});
