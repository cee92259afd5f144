import { App, Duration, Stack } from 'aws-cdk-lib';
import { ValkeyCache } from '../../src/data';
import { LeastPrivilegeDeployRoles, LeastPrivilegeDeployRolesProps } from '../../src/delivery';
import { ContainerImageChannel } from '../../src/service';
import { SpaToolchain, StaticSpaSite } from '../../src/site';
import { exportsIn, IMAGE, runningApi } from '../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf, workloadStack, zoneOf } from '../support/cloud';
import { anyTrust, GITHUB, jobsOf, policiesOf, roleOf, textOf, trustOf } from '../support/roles';
import { networkIn, scaffoldIn } from '../support/scaffold';

const trust = anyTrust();
const siteOf = (stack: Stack, id: string) => new StaticSpaSite(stack, id, { toolchain: SpaToolchain.vite() });

function rolesIn(stack: Stack, props: Partial<LeastPrivilegeDeployRolesProps>): LeastPrivilegeDeployRoles {
  return new LeastPrivilegeDeployRoles(stack, 'Roles', { namePrefix: 'prd-rl-bank', ...props });
}

const namesIn = (stack: Stack) => resourcesOf(stack, 'AWS::IAM::Role').map(({ Properties }) => Properties.RoleName);

/** Every role, in a stack of its own. What they are for is in others. */
function allRolesIn(app: App): LeastPrivilegeDeployRoles {
  const [api, web, other] = ['Api', 'Web', 'Other'].map((id) => workloadStack(app, id));
  const roles = workloadStack(app, 'Delivery');
  const settings = scaffoldIn(other);
  const { vpc, privateSubnets } = networkIn(other);
  const cache = new ValkeyCache(other, 'Cache', { vpc, subnets: privateSubnets });
  const infrastructure = { zone: zoneOf(other), certificateNames: ['api.bank.example'], cache };
  const image = new ContainerImageChannel(other, 'Image', { image: IMAGE });
  return rolesIn(roles, {
    imagePush: { trust, image },
    serviceRoll: { trust, service: runningApi({ image, settings }, api) },
    releaseMarker: { trust, parameter: settings.parameters.SENTRY_RELEASE },
    sitePublish: { portal: { trust, site: siteOf(web, 'Portal') }, merchant: { trust, site: siteOf(web, 'Merchant') } },
    infrastructure: { trust, ...infrastructure, throughCloudFormation: true },
    plan: { trust, infrastructure, stacks: [api, web, other, roles] },
    stackDeploy: { trust },
  });
}

test('each role has the prefix and says in its name what it does', () => {
  const stack = Stack.of(allRolesIn(newApp()));

  expect(namesIn(stack)).toEqual([
    'prd-rl-bank-push-image',
    'prd-rl-bank-roll-service',
    'prd-rl-bank-mark-release',
    'prd-rl-bank-publish-merchant',
    'prd-rl-bank-publish-portal',
    'prd-rl-bank-infrastructure',
    'prd-rl-bank-plan',
    'prd-rl-bank-deploy',
  ]);
});

test('roles in another stack than all that they are for hold none of it in its place', () => {
  const app = newApp();
  const roles = Stack.of(allRolesIn(app));

  expect(exportsIn(app)).toEqual([]);
  expect(textOf(app)).not.toContain('Fn::ImportValue');
  expect(roles.dependencies.map(({ node }) => node.path)).toEqual(['Web']);
});

test('the roles are known by what they are for', () => {
  const { imagePush, serviceRoll, releaseMarker, sitePublish, infrastructure, plan, stackDeploy } =
    allRolesIn(newApp());
  const single = { imagePush, serviceRoll, releaseMarker, infrastructure, plan, stackDeploy };

  expect(Object.entries(single).map(([name, role]) => [name, role?.roleName])).toEqual([
    ['imagePush', 'prd-rl-bank-push-image'],
    ['serviceRoll', 'prd-rl-bank-roll-service'],
    ['releaseMarker', 'prd-rl-bank-mark-release'],
    ['infrastructure', 'prd-rl-bank-infrastructure'],
    ['plan', 'prd-rl-bank-plan'],
    ['stackDeploy', 'prd-rl-bank-deploy'],
  ]);
  expect(Object.entries(sitePublish).map(([name, { roleName }]) => [name, roleName])).toEqual([
    ['merchant', 'prd-rl-bank-publish-merchant'],
    ['portal', 'prd-rl-bank-publish-portal'],
  ]);
});

test('there is no role that was not asked for', () => {
  const stack = workloadStack();
  const { imagePush, serviceRoll, releaseMarker, sitePublish, infrastructure, plan } = rolesIn(stack, {
    stackDeploy: { trust },
  });

  expect(namesIn(stack)).toEqual(['prd-rl-bank-deploy']);
  expect([imagePush, serviceRoll, releaseMarker, infrastructure, plan]).toEqual(Array(5).fill(undefined));
  expect(sitePublish).toEqual({});
});

test('there is no role to deploy stacks without a word', () => {
  const stack = workloadStack();
  const image = new ContainerImageChannel(stack, 'Image', { image: IMAGE });

  expect(rolesIn(stack, { imagePush: { trust, image } }).stackDeploy).toBeUndefined();
});

test('RB13 pushing images never rolls the service: these are two roles', () => {
  const { imagePush, serviceRoll } = allRolesIn(newApp());

  expect(JSON.stringify(policiesOf(imagePush!))).not.toContain('ecs:');
  expect(JSON.stringify(policiesOf(serviceRoll!))).not.toContain('ecr:');
});

test('a role may have a name, a path and a time of its own', () => {
  const stackDeploy = { trust, roleName: 'release', path: '/ci/', maxSessionDuration: Duration.hours(2) };
  const roles = rolesIn(workloadStack(), { stackDeploy });

  expect(roleOf(roles.stackDeploy!)).toMatchObject({ RoleName: 'release', Path: '/ci/', MaxSessionDuration: 7200 });
});

describe('RB14 one repository that publishes two sites', () => {
  test('has two roles with one trust, each for its own site', () => {
    const stack = workloadStack();
    const jobs = jobsOf(stack, 'rl-bank/portals');
    const { sitePublish } = rolesIn(stack, {
      sitePublish: {
        portal: { trust: jobs, site: siteOf(stack, 'Portal') },
        merchant: { trust: jobs, site: siteOf(stack, 'Merchant') },
      },
    });
    const [portal, merchant] = [sitePublish.portal, sitePublish.merchant];
    const bucketOf = (role: typeof portal) => JSON.stringify(policiesOf(role).Default[1].Resource);

    expect([bucketOf(portal), bucketOf(merchant)]).toEqual([
      expect.stringContaining('PortalContent'),
      expect.stringContaining('MerchantContent'),
    ]);
    expect(trustOf(portal)).toEqual(trustOf(merchant));
    expect(trustOf(portal).Condition.StringEquals[`${GITHUB}:sub`]).toEqual(['repo:rl-bank/portals:environment:prd']);
  });
});

test('sites in any order, as maps of Python have, give the same template', () => {
  const templateWith = (names: string[]) => {
    const app = newApp();
    const stack = workloadStack(app);
    const sites = Object.fromEntries(['a', 'b', 'C', 'd1'].map((id) => [id, siteOf(stack, id)]));
    const roles = workloadStack(app, 'Delivery');
    rolesIn(roles, {
      sitePublish: Object.fromEntries(names.map((name) => [name, { trust, site: sites[name] }])),
    });
    return JSON.stringify([templateOf(stack), templateOf(roles)]);
  };
  const first = templateWith(['a', 'b', 'C', 'd1']);

  expect(templateWith(['d1', 'C', 'b', 'a'])).toBe(first);
  expect(templateWith(['b', 'd1', 'a', 'C'])).toBe(first);
});

test('two sites whose names differ in case alone are two roles of one name', () => {
  const stack = workloadStack();
  const site = siteOf(stack, 'Site');

  expect(() => rolesIn(stack, { sitePublish: { Portal: { trust, site }, portal: { trust, site } } })).toThrow(
    `'roleName' is "prd-rl-bank-publish-portal", but Web/Roles/SitePublish/Portal has that name already, and an account has one role of a name, whatever the path and the case: give one of the two another name, such as another prefix for each Stage [delivery/role-name-taken at Web/Roles/SitePublish/portal]`,
  );
});

test('prefix and name of a site have 64 characters together, and not 65', () => {
  const namePrefix = 'p'.repeat(41);
  const attempt = (length: number) => {
    const stack = workloadStack();
    const name = 's'.repeat(length - `${namePrefix}-publish-`.length);
    return expect(() =>
      rolesIn(stack, { namePrefix, sitePublish: { [name]: { trust, site: siteOf(stack, 'Site') } } }),
    );
  };

  attempt(64).not.toThrow();
  attempt(65).toThrow(
    `'roleName' is "${namePrefix}-publish-${'s'.repeat(15)}", but IAM takes 1 to 64 letters, digits and + = , . @ - _, and it has 65: choose such a name, or leave it out [delivery/not-a-role-name at Web/Roles/SitePublish/${'s'.repeat(15)}]`,
  );
});

test('two sets of one prefix in one account are refused', () => {
  const app = newApp();
  const stackDeploy = { trust };
  rolesIn(workloadStack(app), { stackDeploy });

  expect(() => rolesIn(workloadStack(app, 'Second'), { stackDeploy })).toThrow(
    `'roleName' is "prd-rl-bank-deploy", but Web/Roles/StackDeploy has that name already, and an account has one role of a name, whatever the path and the case: give one of the two another name, such as another prefix for each Stage [delivery/role-name-taken at Second/Roles/StackDeploy]`,
  );
});

test('the roles run no code', () => {
  const app = newApp();
  rolesIn(workloadStack(app), { stackDeploy: { trust } });

  expect(lambdasIn(app)).toEqual([]);
});
