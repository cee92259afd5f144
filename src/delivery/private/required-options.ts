import { IConstruct } from 'constructs';
import { requireProps } from '../../core/private/checks/required-props';
import type { LeastPrivilegeDeployRolesProps } from '../least-privilege-deploy-roles';

/** Throws if a role lacks required options, naming each at the path of the role. */
export function requireRoleOptions(roles: IConstruct, props: LeastPrivilegeDeployRolesProps): void {
  const {
    imagePush,
    serviceRoll,
    serviceRelease,
    releaseMarker,
    sitePublish = {},
    infrastructure,
    plan,
    stackDeploy,
  } = props;
  const at = (id: string) => `${roles.node.path}/${id}`;
  if (imagePush) {
    requireProps(at('ImagePush'), imagePush, { trust: true, image: true });
  }
  if (serviceRoll) {
    requireProps(at('ServiceRoll'), serviceRoll, { trust: true, service: true });
  }
  if (serviceRelease) {
    requireProps(at('ServiceRelease'), serviceRelease, { trust: true, migration: true });
  }
  if (releaseMarker) {
    requireProps(at('ReleaseMarker'), releaseMarker, { trust: true, parameter: true });
  }
  for (const [name, options] of Object.entries(sitePublish)) {
    requireProps(at(`SitePublish/${name}`), options, { trust: true, site: true });
  }
  if (infrastructure) {
    requireProps(at('Infrastructure'), infrastructure, { trust: true, zone: true, certificateNames: true });
  }
  if (plan) {
    requireProps(at('Plan'), plan, { trust: true, stacks: true });
  }
  if (stackDeploy) {
    requireProps(at('StackDeploy'), stackDeploy, { trust: true });
  }
}
