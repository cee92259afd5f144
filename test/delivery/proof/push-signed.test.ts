import { join } from 'node:path';
import { DeployPermissions, DeployRole } from '../../../src/delivery';
import { ImageRepository, ImageSigning } from '../../../src/service';
import { newApp, workloadStack } from '../../support/cloud';
import { arnsOf, differencesOf, differs, readCases } from '../../support/iam/cases';
import { mutantsOf } from '../../support/iam/mutations';
import { roleIn } from '../../support/iam/policies';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';
import { anyTrust } from '../../support/roles';

jest.setTimeout(5 * 60_000);

const REGISTRY = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com';

// The bank's example signs nothing: this role is that of a cell.
const app = newApp();
const images = workloadStack(app, 'Images');
const [image] = ['api-v1', 'worker'].map((name) => {
  return new ImageRepository(images, name, { image: `${REGISTRY}/acme-crm-prod/${name}:live`, nextTag: true });
});
const signing = ImageSigning.fromRule(images, 'Signing', {
  signingProfileArn: 'arn:aws:signer:ap-southeast-1:111111111111:/signing-profiles/acme_crm_prod',
  repositories: ['acme-crm-prod/*'],
});
new DeployRole(workloadStack(app, 'Deploy'), 'Push', {
  trust: anyTrust(),
  roleName: 'acme-crm-prod-push-api-v1',
  permissions: DeployPermissions.pushSignedImages(image, signing),
});

const file = readCases(join(__dirname, '../cases/cell/push-signed-image.json'));
const world = World.of(app);
const role = roleIn(world, file.role);
const universe = universeOf(world, { arns: arnsOf(file) });

test('PC11b who pushes signed images may do what the table says and nothing else', async () => {
  expect(world.unresolved).toEqual([]);
  expect(await differencesOf(role, file, universe)).toEqual([]);
});

test('PC11b every permission of that role, made worse in turn, turns the proof red', async () => {
  // That no role of CI changes itself is proven for all of them, by what is attached later.
  const mutants = (await mutantsOf(role)).filter(({ label }) => !label.includes('(NeverItself)'));
  const seen = await Promise.all(mutants.map(async (mutant) => differs(mutant.role, file, universe)));

  expect(mutants.filter((_, index) => !seen[index]).map(({ label }) => label)).toEqual([]);
  expect(mutants.length).toBeGreaterThan(5);
});
