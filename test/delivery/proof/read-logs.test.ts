import { join } from 'node:path';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DeployPermissions, DeployRole, DeployTrust } from '../../../src/delivery';
import { newApp, workloadStack } from '../../support/cloud';
import { arnsOf, differencesOf, differs, readCases } from '../../support/iam/cases';
import { Context } from '../../support/iam/decide';
import { mutantsOf } from '../../support/iam/mutations';
import { ANYTHING, roleIn } from '../../support/iam/policies';
import { canAssume } from '../../support/iam/trust';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';

jest.setTimeout(5 * 60_000);

const READER = 'arn:aws:iam::222222222222:role/log-reader';

// The bank's example has no reader of logs: this role is that of a cell.
const app = newApp();
const services = workloadStack(app, 'Services');
const logGroups = ['api', 'worker'].map((name) => {
  return new LogGroup(services, name, { logGroupName: `/ecs/acme-crm-prod-${name}` });
});
new LogGroup(services, 'audit', { logGroupName: '/ecs/acme-crm-prod-audit' });
new DeployRole(workloadStack(app, 'Deploy'), 'LogReader', {
  trust: DeployTrust.fromRoleArn(READER, 'acme-crm-prod'),
  roleName: 'acme-crm-prod-read-logs',
  permissions: DeployPermissions.readLogs(logGroups),
});

const file = readCases(join(__dirname, '../cases/cell/read-logs.json'));
const world = World.of(app);
const role = roleIn(world, file.role);
const universe = universeOf(world, { arns: arnsOf(file) });

test('PC2h who reads logs from outside may do what the table says and nothing else', async () => {
  expect(world.unresolved).toEqual([]);
  expect(await differencesOf(role, file, universe)).toEqual([]);
});

test('PC2h every permission of that role, made worse in turn, turns the proof red', async () => {
  // That no role of CI changes itself is proven for all of them, by what is attached later.
  const mutants = (await mutantsOf(role)).filter(({ label }) => !label.includes('(NeverItself)'));
  const seen = await Promise.all(mutants.map(async (mutant) => differs(mutant.role, file, universe)));

  expect(mutants.filter((_, index) => !seen[index]).map(({ label }) => label)).toEqual([]);
  expect(mutants.length).toBeGreaterThan(5);
});

test.each<[who: string, principal: string, externalId: string | undefined, isLetIn: boolean]>([
  ['the role of the other account', READER, 'acme-crm-prod', true],
  ['it without the external id', READER, undefined, false],
  ['it with the external id of another cell', READER, 'acme-crm-dev', false],
  ['another role of that account', `${READER}-other`, 'acme-crm-prod', false],
])('PC2h the role for logs lets in %s with %s and %s: %s', async (_, principal, externalId, isLetIn) => {
  const context: Context = externalId === undefined ? {} : { 'sts:ExternalId': externalId };

  expect(await canAssume(role, { principal, identity: [{ name: 'All', policy: ANYTHING }], context })).toBe(isLetIn);
});
