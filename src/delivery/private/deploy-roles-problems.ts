import { Problem, problemIf } from '../../core/private/checks/problems';
import { OPTIONS, typeProblems } from '../../core/private/checks/types';
import { matches } from '../../core/private/checks/values';
import type { LeastPrivilegeDeployRolesProps } from '../least-privilege-deploy-roles';

/** Options of a role that are no struct. */
export function deployRolesTypeProblems(props: LeastPrivilegeDeployRolesProps): Array<Problem | undefined> {
  return typeProblems(props, {
    imagePush: OPTIONS,
    serviceRoll: OPTIONS,
    serviceRelease: OPTIONS,
    releaseMarker: OPTIONS,
    sitePublish: OPTIONS,
    infrastructure: OPTIONS,
    plan: OPTIONS,
    stackDeploy: OPTIONS,
  });
}

/** Sets without a role, and names that IAM refuses. */
export function deployRolesProblems(props: LeastPrivilegeDeployRolesProps): Array<Problem | undefined> {
  const { namePrefix, sitePublish, ...others } = props;
  const sites = Object.keys(sitePublish ?? {}).sort();
  const isEmpty = sitePublish === undefined && Object.values(others).every((role) => role === undefined);
  return [
    problemIf(!matches(/^[A-Za-z0-9][\w-]{0,40}$/, namePrefix), {
      code: 'delivery/not-a-prefix',
      prop: 'namePrefix',
      value: namePrefix,
      allowed: 'must have 1 to 41 letters, digits, hyphens and underscores, with a letter or digit first',
      fix: 'write it like "prd-rl-bank"',
    }),
    problemIf(sitePublish !== undefined && sites.length === 0, {
      code: 'delivery/no-sites',
      prop: 'sitePublish',
      value: [],
      allowed: 'must have at least one site',
      fix: 'add the sites, or leave it out',
    }),
    ...sites.map((name) =>
      problemIf(!matches(/^[A-Za-z0-9][\w-]{0,40}$/, name), {
        code: 'delivery/not-a-site-name',
        prop: 'sitePublish',
        value: name,
        allowed: 'must have 1 to 41 letters, digits, hyphens and underscores, with a letter or digit first',
        fix: 'write it like "webapp"',
      }),
    ),
    problemIf(isEmpty, {
      code: 'delivery/no-roles',
      prop: 'imagePush',
      value: undefined,
      allowed: 'must be given where no other role is',
      fix: 'add the roles that CI needs, such as imagePush or sitePublish',
    }),
  ];
}
