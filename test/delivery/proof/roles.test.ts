import { changesToItself, deployRoles, files, roleNamed, roles, universe, world } from './example-roles';
import { differencesOf } from '../../support/iam/cases';
import { idleConditionsOf } from '../../support/iam/conditions';

// Every action that some statement could allow. `npm run iam:exhaustive` asks for all that AWS has.
jest.setTimeout(5 * 60_000);

/** The clause that a table proves. */
const CLAUSES: Record<string, string> = {
  'prd-rl-bank-push-image': 'RB13',
  'prd-rl-bank-roll-service': 'RB13',
  'prd-rl-bank-mark-release': 'RB8b',
  'prd-rl-bank-publish-webapp': 'RB14',
  'prd-rl-bank-publish-mp-webapp': 'RB14',
  'prd-rl-bank-infrastructure': 'RB17a RB17b RB17c',
  'prd-rl-bank-plan': 'RB17a RB17b RB17c',
  'prd-rl-bank-deploy': 'RB17d',
  'prd-rl-bank-api-bankapiExecutionRole657FAC50': 'RB15',
  'prd-rl-bank-api-bankapiTaskRole70359D8E': 'RB16',
  'prd-rl-bank-watch-edge-BankwatchbankobservabilityWatchChatsslackT0123ABCDC0123ABCDRole8429C918': 'RB12c',
};

test('every value in the templates is known, so what is proven is what is deployed', () => {
  expect(world.unresolved).toEqual([]);
});

test('every role of examples/rl-bank has a table, and every table a role and a clause', () => {
  const tables = files.map(({ role }) => role).sort();

  expect(roles.map(({ name }) => name).sort()).toEqual(tables);
  expect(Object.keys(CLAUSES).sort()).toEqual(tables);
});

test.each(files.map((file) => [CLAUSES[file.role], file.role, file] as const))(
  '%s %s may do what its table says and nothing else',
  async (_clauses, name, file) => {
    expect(await differencesOf(roleNamed(name), file, universe)).toEqual([]);
  },
);

test.each(deployRoles.map((role) => [role.name, role] as const))(
  'every condition of %s lets the right value through, and neither a wrong nor a missing one',
  async (_name, role) => {
    expect(await idleConditionsOf(role, universe)).toEqual([]);
  },
);

test.each(deployRoles.map((role) => [role.name, role] as const))(
  '%s cannot change itself, whatever is attached to it later',
  async (_name, role) => {
    expect(await changesToItself(role)).toEqual([]);
  },
);

test('a role without the denial could change itself, which is seen', async () => {
  const [{ identity, ...role }] = deployRoles;
  const allowed = identity.map(({ name, policy }) => ({
    name,
    policy: { ...policy, Statement: [policy.Statement].flat().filter(({ Effect }) => Effect === 'Allow') },
  }));

  expect(await changesToItself({ ...role, identity: allowed })).toContain('iam:PutRolePolicy');
});
