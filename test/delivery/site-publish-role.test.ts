import { Stack } from 'aws-cdk-lib';
import { SitePublishRole } from '../../src/delivery';
import { SpaToolchain, StaticSpaSite } from '../../src/site';
import { exportsIn } from '../support/api';
import { newApp, workloadStack, WORKLOAD } from '../support/cloud';
import { anyTrust, GITHUB, jobsOf, neverItself, policiesOf, roleOf, textOf, trustOf } from '../support/roles';
import { siteIn } from '../support/site';

/** What publishing takes, with a bucket and a distribution as the template names them. */
const publishing = (bucket: object, distribution: object, account: string[] | object[] = ['111111111111']) => {
  const arn = ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', bucket];
  const [text] = account;
  const beforeId =
    typeof text === 'string' ? [`:cloudfront::${text}:distribution/`] : [':cloudfront::', text, ':distribution/'];
  return [
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: { 'Fn::Join': ['', arn] } },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: { 'Fn::Join': ['', [...arn, '/*']] },
    },
    {
      Effect: 'Allow',
      Action: 'cloudfront:CreateInvalidation',
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...beforeId, distribution]] },
    },
  ];
};

const output = (StackName: string, beginning: string, Region?: string) => ({
  'Fn::GetStackOutput': {
    StackName,
    OutputName: expect.stringMatching(new RegExp(`^${beginning}[0-9a-f]{8}$`)),
    ...(Region ? { Region } : {}),
  },
});

function publisherIn(stack: Stack, site: StaticSpaSite, roleName = 'publish'): SitePublishRole {
  return new SitePublishRole(stack, 'Publish', { trust: anyTrust(), roleName, site });
}

test('RB14 the role may do five things, on the one bucket and the one distribution', () => {
  const stack = workloadStack();

  expect(policiesOf(publisherIn(stack, siteIn(stack)))).toEqual({
    Default: [
      neverItself('publish'),
      ...publishing(
        { Ref: expect.stringMatching(/^SiteContent/) },
        { Ref: expect.stringMatching(/^SiteDistribution/) },
      ),
    ],
  });
});

test('the role says which site it publishes', () => {
  const stack = workloadStack();

  expect(roleOf(publisherIn(stack, siteIn(stack))).Description).toBe('Publishes Web/Site');
});

test('RB14 a role in another stack comes after the site, and holds nothing in its place', () => {
  const app = newApp();
  const [web, roles] = [workloadStack(app), workloadStack(app, 'Roles')];
  const role = publisherIn(roles, siteIn(web));

  expect(policiesOf(role)).toEqual({
    Default: [neverItself('publish'), ...publishing(output('Web', 'ContentBucket'), output('Web', 'DistributionId'))],
  });
  expect(exportsIn(app)).toEqual([]);
  expect(textOf(app)).not.toContain('Fn::ImportValue');
  expect([web.dependencies, roles.dependencies]).toEqual([[], [web]]);
});

test('RB14 two sites have two roles, and neither may touch the other site', () => {
  const stack = workloadStack();
  const siteOf = (id: string) => new StaticSpaSite(stack, id, { toolchain: SpaToolchain.vite() });
  const roles = ['Portal', 'Merchant'].map((id) => {
    return new SitePublishRole(stack, `Publish${id}`, { trust: anyTrust(), site: siteOf(id) });
  });
  const [portal, merchant] = roles.map((role) => JSON.stringify(policiesOf(role).Default.slice(1)));

  expect([portal.includes('PortalContent'), portal.includes('Merchant')]).toEqual([true, false]);
  expect([merchant.includes('MerchantContent'), merchant.includes('Portal')]).toEqual([true, false]);
});

test('RB14 two repositories publish one site through one role', () => {
  const stack = workloadStack();
  const trust = jobsOf(stack, 'rl-bank/portal', 'rl-bank/portal-next');
  const role = new SitePublishRole(stack, 'Publish', { trust, site: siteIn(stack) });

  expect(trustOf(role).Condition.StringEquals[`${GITHUB}:sub`]).toEqual([
    'repo:rl-bank/portal-next:environment:prd',
    'repo:rl-bank/portal:environment:prd',
  ]);
});

test('a role of another account than the site is refused', () => {
  const app = newApp();
  const other = new Stack(app, 'Roles', { env: { ...WORKLOAD, account: '222222222222' } });

  expect(() => publisherIn(other, siteIn(workloadStack(app)))).toThrow(
    `'grantee' is "a role of account 222222222222", but the site is in 111111111111, and a role of another account cannot be given anything here: grant a role of account 111111111111 that the other one may assume [site/publisher-in-other-account at Web/Site]`,
  );
});

describe('stacks without account and region', () => {
  test('have the site and the role both', () => {
    const app = newApp();
    const role = publisherIn(new Stack(app, 'Roles'), siteIn(new Stack(app, 'Agnostic')));

    expect(policiesOf(role).Default.slice(1)).toEqual(
      publishing(output('Agnostic', 'ContentBucket'), output('Agnostic', 'DistributionId'), [
        { Ref: 'AWS::AccountId' },
      ]),
    );
  });

  test('have the role of a site whose region is known', () => {
    const app = newApp();
    const role = publisherIn(new Stack(app, 'Roles'), siteIn(workloadStack(app)));
    const region = 'ap-southeast-1';

    expect(policiesOf(role).Default.slice(1)).toEqual(
      publishing(output('Web', 'ContentBucket', region), output('Web', 'DistributionId', region)),
    );
  });

  test('cannot have the site of a role whose region is known', () => {
    const app = newApp();
    publisherIn(workloadStack(app, 'Roles'), siteIn(new Stack(app, 'Agnostic')));

    expect(() => app.synth()).toThrow(
      `'ContentBucket' is "a value of the stack Agnostic", but Roles, which reads it, has to name the region it is in, and the stack states none: give Agnostic an explicit \`env.region\` [weak-reference/no-region at Roles`,
    );
  });
});
