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

const CHARACTERS = '1 to 41 letters, digits, hyphens and underscores';

describe('what the names begin with', () => {
  test.each(['', '-prd', '_prd', 'prd bank', 'prd*', 'a'.repeat(42)])('"%s" is refused', (namePrefix) => {
    attempt({ namePrefix, stackDeploy }).toThrow(
      `'namePrefix' is "${namePrefix}", but the names of roles begin with it: ${CHARACTERS}: write it like "prd-rl-bank" [delivery/not-a-prefix at Web/Roles]`,
    );
  });

  test.each(['a', '1', 'prd-rl_bank', 'a'.repeat(41)])('"%s" is taken', (namePrefix) => {
    attempt({ namePrefix, stackDeploy }).not.toThrow();
  });
});

describe('the name of a site', () => {
  test.each(['', '-webapp', 'web app', 'web/app', 'a'.repeat(42)])('"%s" is refused', (name) => {
    sitesNamed('portal', name).toThrow(
      `'sitePublish' is "${name}", but the name of its role ends in it: ${CHARACTERS}: write it like "webapp" [delivery/not-a-site-name at Web/Roles]`,
    );
  });

  test.each(['a', '1', 'mp-web_app', 'a'.repeat(41)])('"%s" is taken', (name) => {
    sitesNamed('portal', name).not.toThrow();
  });
});

test('an empty list of sites is refused, with other roles and without', () => {
  const message = `'sitePublish' is [], but the list of sites is empty, so nobody could publish: name the sites, or leave it out [delivery/no-sites at Web/Roles]`;

  attempt({ sitePublish: {}, stackDeploy }).toThrow(message);
  attempt({ sitePublish: {} }).toThrow(message);
});

test('no role at all is refused', () => {
  const message = `'imagePush' is missing, but none of the roles is asked for: name those that CI needs, such as imagePush or sitePublish [delivery/no-roles at Web/Roles]`;

  attempt({}).toThrow(message);
  attempt({ imagePush: undefined, stackDeploy: undefined }).toThrow(message);
});

test('one role is enough', () => {
  attempt({ stackDeploy }).not.toThrow();
  sitesNamed('portal').not.toThrow();
});
