import { join } from 'node:path';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DeployPermissions, DeployRole, DeployTrust } from '../../../src/delivery';
import { EcsService } from '../../../src/service';
import { newApp, workloadStack } from '../../support/cloud';
import { arnsOf, differs, readCases } from '../../support/iam/cases';
import { mutantsOf } from '../../support/iam/mutations';
import { roleIn } from '../../support/iam/policies';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';

export const CI = 'arn:aws:iam::100000000005:role/release-job';
const PLACE = 'arn:aws:rds:ap-southeast-1:111111111111';

// The bank's example is released by other roles: this one is that of a cell.
const app = newApp();
const services = workloadStack(app, 'Services');
const data = workloadStack(app, 'Data');
new CfnDBCluster(data, 'Database', { dbClusterIdentifier: 'acme-crm-prod-product' });
new CfnDBInstance(data, 'Permissions', { dbInstanceIdentifier: 'acme-crm-prod-permissions' });
new DeployRole(workloadStack(app, 'Deploy'), 'DeploymentRole', {
  trust: DeployTrust.fromRoleArn(CI, 'acme-crm-prod'),
  roleName: 'acme-crm-prod-deploy-releases',
  permissions: DeployPermissions.deployReleases({
    services: [EcsService.fromEcsServiceAttributes(services, 'Api', { serviceName: 'acme-crm-prod-api' })],
    databaseArns: [`${PLACE}:cluster:acme-crm-prod-product`, `${PLACE}:db:acme-crm-prod-permissions`],
    buckets: [new Bucket(data, 'Releases', { bucketName: 'acme-crm-prod-releases' })],
  }),
});

export const file = readCases(join(__dirname, '../cases/cell/deploy-releases.json'));
export const world = World.of(app);
export const role = roleIn(world, file.role);
export const universe = universeOf(world, { arns: arnsOf(file) });

/** What could be changed for the worse in statements with such names without the proof turning red; and how much was tried. */
export async function unseenMutants(sid: RegExp): Promise<{ tried: number; unseen: string[] }> {
  const mutants = (await mutantsOf(role)).filter(({ label }) => sid.test(label));
  const seen = await Promise.all(mutants.map(async (mutant) => differs(mutant.role, file, universe)));
  return { tried: mutants.length, unseen: mutants.filter((_, index) => !seen[index]).map(({ label }) => label) };
}
