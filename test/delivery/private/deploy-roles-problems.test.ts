import { LeastPrivilegeDeployRoles, LeastPrivilegeDeployRolesProps } from '../../../src/delivery';
import { workloadStack } from '../../support/cloud';
import { anyTrust } from '../../support/roles';
import { siteIn } from '../../support/site';

const attempt = (props: Partial<LeastPrivilegeDeployRolesProps>, stack = workloadStack()) => {
  return expect(() => {
    return new LeastPrivilegeDeployRoles(stack, 'Roles', { namePrefix: 'prd', ...props });
  });
};
const stackDeploy = { trust: anyTrust() };
const sitesNamed = (...names: string[]) => {
  const stack = workloadStack();
  const role = { trust: anyTrust(), site: siteIn(stack) };
  return attempt({ sitePublish: Object.fromEntries(names.map((name) => [name, role])) }, stack);
};

describe('namePrefix', () => {
  test.each(['', '-prd', '_prd', 'prd bank', 'prd*', 'a'.repeat(42)])('"%s" is refused', (namePrefix) => {
    attempt({ namePrefix, stackDeploy }).toThrowProblem('delivery/not-a-prefix', 'namePrefix', namePrefix, 'Web/Roles');
  });

  test.each(['a', '1', 'prd-rl_bank', 'a'.repeat(41)])('"%s" is accepted', (namePrefix) => {
    attempt({ namePrefix, stackDeploy }).not.toThrow();
  });
});

describe('the name of a site', () => {
  test.each(['', '-webapp', 'web app', 'web/app', 'a'.repeat(42)])('"%s" is refused', (name) => {
    sitesNamed('portal', name).toThrowProblem('delivery/not-a-site-name', 'sitePublish', name, 'Web/Roles');
  });

  test.each(['a', '1', 'mp-web_app', 'a'.repeat(41)])('"%s" is accepted', (name) => {
    sitesNamed('portal', name).not.toThrow();
  });
});

test('an empty list of sites is refused, with other roles and without', () => {
  attempt({ sitePublish: {}, stackDeploy }).toThrowProblem('delivery/no-sites', 'sitePublish', [], 'Web/Roles');
  attempt({ sitePublish: {} }).toThrowProblem('delivery/no-sites', 'sitePublish', [], 'Web/Roles');
});

test('LeastPrivilegeDeployRoles without a role is refused', () => {
  const none = { imagePush: undefined, stackDeploy: undefined };

  attempt({}).toThrowProblem('delivery/no-roles', 'imagePush', undefined, 'Web/Roles');
  attempt(none).toThrowProblem('delivery/no-roles', 'imagePush', undefined, 'Web/Roles');
});

test('LeastPrivilegeDeployRoles with one role is accepted', () => {
  attempt({ stackDeploy }).not.toThrow();
  sitesNamed('portal').not.toThrow();
});
