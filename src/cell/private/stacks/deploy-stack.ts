import { Stack } from 'aws-cdk-lib';
import { DataPart } from './data-stack';
import { idOf, ImagesPart } from './images-stack';
import { ServicesPart } from './services-stack';
import { SitePart } from './site-stack';
import {
  DeployPermissions,
  DeployRole,
  DeployTrust,
  IOidcIssuer,
  LeastPrivilegeDeployRoles,
  OidcIssuer,
} from '../../../delivery';
import type { CellDeployOptions } from '../../cell-deploy-options';
import { CellPlan, partOf } from '../cell-plan';

/** What the roles may act on. */
export interface DeployNeeds {
  readonly data: DataPart;
  readonly images: ImagesPart;
  readonly services: ServicesPart;
  readonly site: SitePart;
}

/** A role for each job of CI, and one that reads logs, each of which has no other permission. */
export function deployStack(cell: Stack, plan: CellPlan, needs: DeployNeeds): void {
  const { cellName, deploy, environmentName } = plan;
  if (deploy === undefined) return;
  const { images, services, site } = needs;
  const { apis, worker, migration } = services;
  const stack = partOf(cell, 'deploy', 'roles of CI, and of readers of logs');
  const { repository, gitHubEnvironment = environmentName, logReader, deploymentRole, alarmReader } = deploy;
  const trust = DeployTrust.oidc(issuerIn(stack, deploy), repository.subjectsForEnvironment(gitHubEnvironment));
  const role = (id: string, job: string, permissions: DeployPermissions, who = trust) =>
    new DeployRole(stack, id, { trust: who, roleName: `${cellName}-${job}`, permissions });

  const { signing } = images;
  for (const [id, name, image] of named(images.apis, images.worker)) {
    const permissions = signing
      ? DeployPermissions.pushSignedImages(image, signing)
      : DeployPermissions.pushImages(image);
    role(`Push${id}`, `push-${name}`, permissions);
  }
  new LeastPrivilegeDeployRoles(stack, 'Roles', {
    namePrefix: cellName,
    serviceRelease: { trust, migration },
    sitePublish: { app: { trust, site: site.site } },
  });
  // The newest version is rolled by its release alone, which migrates first.
  const earlier = Object.fromEntries(Object.entries(apis).slice(0, -1));
  for (const [id, name, service] of named(earlier, worker)) {
    role(`Roll${id}`, `roll-${name}`, DeployPermissions.rollService(service));
  }
  if (logReader) {
    const logGroups = [...Object.values(apis), worker, migration.task].map(({ logGroup }) => logGroup);
    role('LogReader', 'read-logs', DeployPermissions.readLogs(logGroups), logReader);
  }
  if (alarmReader) {
    role('AlarmReader', 'read-alarms', DeployPermissions.readAlarms(), alarmReader);
  }
  if (deploymentRole) {
    const { database, permissions } = needs.data;
    const release = DeployPermissions.deployReleases({
      // The newest version too: the release machine moves its tag, so a roll starts what was released.
      services: [...Object.values(apis), worker],
      databaseArns: [database, permissions].flatMap((it) => it?.databaseArn ?? []),
      buckets: [site.site.bucket],
    });
    role('DeploymentRole', 'deploy-releases', release, deploymentRole);
  }
}

function issuerIn(stack: Stack, { oidcProviderExists = false }: CellDeployOptions): IOidcIssuer {
  return oidcProviderExists ? OidcIssuer.fromOidcIssuerAttributes(stack, 'GitHub') : new OidcIssuer(stack, 'GitHub');
}

/** Each with its id, and the name that its repository has: the version `v1` is `ApiV1` and `api-v1`. */
function named<Api, Worker>(versions: Record<string, Api>, worker: Worker): Array<[string, string, Api | Worker]> {
  const apis = Object.entries(versions).map(([version, it]): [string, string, Api] => [
    idOf(version),
    `api-${version}`,
    it,
  ]);
  return [...apis, ['Worker', 'worker', worker]];
}
