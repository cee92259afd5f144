import { Problem, problemIf } from '../../core/private/checks/problems';
import { matches } from '../../core/private/checks/values';
import type { LeastPrivilegeDeployRolesProps } from '../least-privilege-deploy-roles';

/** A set of roles that is none, or that cannot be named. */
export function deployRolesProblems(props: LeastPrivilegeDeployRolesProps): Array<Problem | undefined> {
  const { namePrefix, sitePublish, ...others } = props;
  const sites = Object.keys(sitePublish ?? {}).sort();
  const isEmpty = sitePublish === undefined && Object.values(others).every((role) => role === undefined);
  return [
    problemIf(!matches(/^[A-Za-z0-9][\w-]{0,40}$/, namePrefix), {
      code: 'delivery/not-a-prefix',
      prop: 'namePrefix',
      value: namePrefix,
      allowed: 'the names of roles begin with it: 1 to 41 letters, digits, hyphens and underscores',
      fix: 'write it like "prd-rl-bank"',
    }),
    problemIf(sitePublish !== undefined && sites.length === 0, {
      code: 'delivery/no-sites',
      prop: 'sitePublish',
      value: [],
      allowed: 'the list of sites is empty, so nobody could publish',
      fix: 'name the sites, or leave it out',
    }),
    ...sites.map((name) =>
      problemIf(!matches(/^[A-Za-z0-9][\w-]{0,40}$/, name), {
        code: 'delivery/not-a-site-name',
        prop: 'sitePublish',
        value: name,
        allowed: 'the name of its role ends in it: 1 to 41 letters, digits, hyphens and underscores',
        fix: 'write it like "webapp"',
      }),
    ),
    problemIf(isEmpty, {
      code: 'delivery/no-roles',
      prop: 'imagePush',
      value: undefined,
      allowed: 'none of the roles is asked for',
      fix: 'name those that CI needs, such as imagePush or sitePublish',
    }),
  ];
}
