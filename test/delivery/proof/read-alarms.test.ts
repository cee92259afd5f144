import { join } from 'node:path';
import { DeployPermissions, DeployRole, DeployTrust } from '../../../src/delivery';
import { newApp, workloadStack } from '../../support/cloud';
import { arnsOf, differencesOf, differs, readCases } from '../../support/iam/cases';
import { mutantsOf } from '../../support/iam/mutations';
import { ANYTHING, roleIn } from '../../support/iam/policies';
import { canAssume } from '../../support/iam/trust';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';

jest.setTimeout(5 * 60_000);

const PIPELINE = 'arn:aws:iam::100000000005:role/acme-crm-pipeline';

const app = newApp();
new DeployRole(workloadStack(app, 'Deploy'), 'AlarmReader', {
  trust: DeployTrust.fromPipelineRoleArn(PIPELINE),
  roleName: 'acme-crm-prod-read-alarms',
  permissions: DeployPermissions.readAlarms(),
});

const file = readCases(join(__dirname, '../cases/cell/read-alarms.json'));
const world = World.of(app);
const role = roleIn(world, file.role);
const universe = universeOf(world, { arns: arnsOf(file) });

test('PC15d a pipeline may do with the alarms of an account what the table says and nothing else', async () => {
  expect(await differencesOf(role, file, universe)).toEqual([]);
  const mutants = (await mutantsOf(role)).filter(({ label }) => !label.includes('(NeverItself)'));
  const seen = await Promise.all(mutants.map(async (mutant) => differs(mutant.role, file, universe)));
  expect(mutants.filter((_, index) => !seen[index]).map(({ label }) => label)).toEqual([]);
  expect(mutants.length).toBeGreaterThan(1);
});

test.each<[principal: string, isLetIn: boolean]>([
  [PIPELINE, true],
  [`${PIPELINE}-other`, false],
  [PIPELINE.replace('100000000005', '222222222222'), false],
])('PC15d the role that reads alarms lets in %s: %s', async (principal, isLetIn) => {
  expect(await canAssume(role, { principal, identity: [{ name: 'All', policy: ANYTHING }], context: {} })).toBe(
    isLetIn,
  );
});

test('a pipeline is trusted by one role, not by its account', () => {
  const account = 'arn:aws:iam::100000000005:root';

  expect(() => DeployTrust.fromPipelineRoleArn(account)).toThrowProblem('delivery/not-a-role', 'roleArn', account);
});
