import { Stack } from 'aws-cdk-lib';
import { SitePublishRole } from '../../src/delivery';
import { StaticSpaSite } from '../../src/site';
import { newApp, workloadStack } from '../support/cloud';
import { anyTrust, GITHUB, jobsOf, neverItself, policiesOf, trustOf } from '../support/roles';
import { siteIn } from '../support/site';

/** What publishing takes, with a bucket and a distribution as the template names them. */
const publishing = (
  bucket: object,
  distribution: object,
  beforeId: Array<string | object> = [':cloudfront::111111111111:distribution/'],
) => {
  const arn = ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', bucket];
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

test('RB14 a role in another stack comes after the site, and holds nothing in its place', () => {
  const app = newApp();
  const [web, roles] = [workloadStack(app), workloadStack(app, 'Roles')];
  const role = publisherIn(roles, siteIn(web));

  expect(policiesOf(role)).toEqual({
    Default: [neverItself('publish'), ...publishing(output('Web', 'ContentBucket'), output('Web', 'DistributionId'))],
  });
  expect([web.dependencies, roles.dependencies]).toEqual([[], [web]]);
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

describe('stacks without account and region', () => {
  test('have the site and the role both', () => {
    const app = newApp();
    const role = publisherIn(new Stack(app, 'Roles'), siteIn(new Stack(app, 'Agnostic')));

    expect(policiesOf(role).Default.slice(1)).toEqual(
      publishing(output('Agnostic', 'ContentBucket'), output('Agnostic', 'DistributionId'), [
        ':cloudfront::',
        { Ref: 'AWS::AccountId' },
        ':distribution/',
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
});
