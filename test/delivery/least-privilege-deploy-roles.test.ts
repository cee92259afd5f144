import { App, Duration, Stack } from 'aws-cdk-lib';
import { ValkeyCache } from '../../src/data';
import { LeastPrivilegeDeployRoles, LeastPrivilegeDeployRolesProps } from '../../src/delivery';
import { ImageRepository, ImageSigning, SchemaMigration } from '../../src/service';
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

/** Every role, in a stack of its own, with what a role may be given. What they are for is in others. */
function allRolesIn(app: App): LeastPrivilegeDeployRoles {
  const options = { trust, path: '/ci/', maxSessionDuration: Duration.hours(2) };
  const [api, web, other] = ['Api', 'Web', 'Other'].map((id) => workloadStack(app, id));
  const roles = workloadStack(app, 'Delivery');
  const settings = scaffoldIn(other);
  const { vpc, privateSubnets } = networkIn(other);
  const cache = new ValkeyCache(other, 'Cache', { vpc, subnets: privateSubnets });
  const infrastructure = { zone: zoneOf(other), certificateNames: ['api.bank.example'], cache };
  const image = new ImageRepository(other, 'Image', { image: IMAGE });
  return rolesIn(roles, {
    imagePush: { ...options, image },
    serviceRoll: { ...options, service: runningApi({ image, settings }, api) },
    serviceRelease: { ...options, migration: SchemaMigration.fromStateMachineName(other, 'Migration', 'prd-release') },
    releaseMarker: { ...options, parameter: settings.parameters.SENTRY_RELEASE },
    sitePublish: {
      portal: { ...options, site: siteOf(web, 'Portal') },
      merchant: { ...options, site: siteOf(web, 'Merchant') },
    },
    infrastructure: { ...options, ...infrastructure, throughCloudFormation: true },
    plan: { ...options, infrastructure, stacks: [api, web, other, roles] },
    stackDeploy: { ...options },
  });
}

test('PC11b the role that pushes may sign by the profile that is given, and by none without it', () => {
  const stack = workloadStack();
  const signingProfileArn = 'arn:aws:signer:ap-southeast-1:111111111111:/signing-profiles/rl_bank';
  const signing = ImageSigning.fromRule(stack, 'Signing', { signingProfileArn, repositories: ['rl-bank-*'] });
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  const { imagePush } = rolesIn(stack, { imagePush: { trust, image, signing } });
  const { Default, SigningStatus } = policiesOf(imagePush!);

  expect(Default.at(-1)).toEqual({ Effect: 'Allow', Action: 'signer:SignPayload', Resource: signingProfileArn });
  expect(SigningStatus.map(({ Action }) => Action)).toEqual(['ecr:DescribeImageSigningStatus']);
  expect(Default.map(({ Sid }) => Sid).filter(Boolean)).toEqual(['NeverItself']);
});

describe('with all roles', () => {
  const app = newApp();
  const all = allRolesIn(app);
  const stack = Stack.of(all);
  const { sitePublish, imagePush, serviceRoll, serviceRelease, releaseMarker, infrastructure, plan, stackDeploy } = all;

  test.each([
    ['imagePush', imagePush, 'push-image', `Pushes images to ${IMAGE.split(':')[0]}`],
    ['serviceRoll', serviceRoll, 'roll-service', 'Rolls the service prd-rl-bank-api'],
    ['serviceRelease', serviceRelease, 'release-service', 'Starts releases by prd-release'],
    ['releaseMarker', releaseMarker, 'mark-release', 'Says which release runs'],
    ['sitePublish.merchant', sitePublish.merchant, 'publish-merchant', 'Publishes Web/Merchant'],
    ['sitePublish.portal', sitePublish.portal, 'publish-portal', 'Publishes Web/Portal'],
    ['infrastructure', infrastructure, 'infrastructure', 'Looks after records, certificates and the cache'],
    ['plan', plan, 'plan', 'Compares what is deployed with what would be'],
    ['stackDeploy', stackDeploy, 'deploy', 'Deploys stacks through the bootstrap roles'],
  ])('%s has the name prefix, a description, and the path and session that are given', (_, role, name, says) => {
    expect(role!.roleName).toBe(`prd-rl-bank-${name}`);
    expect(roleOf(role!)).toMatchObject({
      RoleName: `prd-rl-bank-${name}`,
      Description: says,
      Path: '/ci/',
      MaxSessionDuration: 7200,
    });
  });

  test('the stack has these nine roles, and no Lambda', () => {
    expect(namesIn(stack)).toHaveLength(9);
    expect(lambdasIn(app)).toEqual([]);
  });

  test('roles in a stack of their own make no export', () => {
    expect(exportsIn(app)).toEqual([]);
    expect(textOf(app)).not.toContain('Fn::ImportValue');
    expect(stack.dependencies.map(({ node }) => node.path)).toEqual(['Web']);
  });

  test('RB13 the role that pushes images cannot roll the service, and the other way round', () => {
    expect(JSON.stringify(policiesOf(imagePush!))).not.toContain('ecs:');
    expect(JSON.stringify(policiesOf(serviceRoll!))).not.toContain('ecr:');
  });
});

test('a role that is not given does not exist', () => {
  const stack = workloadStack();
  const { imagePush, serviceRoll, serviceRelease, releaseMarker, sitePublish, infrastructure, plan } = rolesIn(stack, {
    stackDeploy: { trust },
  });

  expect(namesIn(stack)).toEqual(['prd-rl-bank-deploy']);
  expect([imagePush, serviceRoll, serviceRelease, releaseMarker, infrastructure, plan]).toEqual(
    Array(6).fill(undefined),
  );
  expect(sitePublish).toEqual({});
});

test('by default no role deploys stacks', () => {
  const stack = workloadStack();
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });

  expect(rolesIn(stack, { imagePush: { trust, image } }).stackDeploy).toBeUndefined();
});

test('a role has the roleName of its options', () => {
  const { stackDeploy } = rolesIn(workloadStack(), { stackDeploy: { trust, roleName: 'release' } });

  expect(roleOf(stackDeploy!).RoleName).toBe('release');
});

describe('RB14 a repository that publishes two sites', () => {
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

test('sites in any order give the same template', () => {
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

test('site names that differ in case alone are refused: IAM takes them for one role name', () => {
  const stack = workloadStack();
  const site = siteOf(stack, 'Site');

  expect(() => rolesIn(stack, { sitePublish: { Portal: { trust, site }, portal: { trust, site } } })).toThrowProblem(
    'delivery/role-name-taken',
    'roleName',
    'prd-rl-bank-publish-portal',
    'Web/Roles/SitePublish/portal',
  );
});

test('the role name of a site has 64 characters at most', () => {
  const namePrefix = 'p'.repeat(41);
  const attempt = (length: number) => {
    const stack = workloadStack();
    const name = 's'.repeat(length - `${namePrefix}-publish-`.length);
    return expect(() =>
      rolesIn(stack, { namePrefix, sitePublish: { [name]: { trust, site: siteOf(stack, 'Site') } } }),
    );
  };

  attempt(64).not.toThrow();
  attempt(65).toThrowProblem(
    'delivery/not-a-role-name',
    'roleName',
    `${namePrefix}-publish-${'s'.repeat(15)}`,
    `Web/Roles/SitePublish/${'s'.repeat(15)}`,
  );
});
