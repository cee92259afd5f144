import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { newApp, resourcesOf, workloadStack } from '../../support/cloud';
import { siteIn } from '../../support/site';

test('RB14 a publisher may do five things, on the one bucket and the one distribution', () => {
  const stack = workloadStack();
  const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });
  siteIn(stack).grantPublish(role).assertSuccess();

  const [policy] = resourcesOf(stack, 'AWS::IAM::Policy');
  const arn = ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: expect.stringMatching(/^SiteContent/) }];

  expect(policy.Properties.PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: { 'Fn::Join': ['', arn] } },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: { 'Fn::Join': ['', [...arn, '/*']] },
    },
    {
      Effect: 'Allow',
      Action: 'cloudfront:CreateInvalidation',
      Resource: {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            `:cloudfront::111111111111:distribution/`,
            { Ref: expect.stringMatching(/^SiteDistribution/) },
          ],
        ],
      },
    },
  ]);
});

test('the role may live in another stack, after the site', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const delivery: Stack = workloadStack(app, 'Delivery');
  siteIn(stack).grantPublish(new Role(delivery, 'Role', { assumedBy: new AccountRootPrincipal() }));
  app.synth();

  expect(delivery.dependencies).toEqual([stack]);
  expect(stack.dependencies).toEqual([]);
});

test('a role of another account is refused: it would be given nothing', () => {
  const stack = workloadStack();
  const theirs = Role.fromRoleArn(stack, 'Theirs', 'arn:aws:iam::222222222222:role/publish');

  expect(() => siteIn(stack).grantPublish(theirs)).toThrow(
    `'grantee' is "a role of account 222222222222", but the site is in 111111111111, and a role of another account cannot be given anything here: grant a role of account 111111111111 that the other one may assume [site/publisher-in-other-account at Web/Site]`,
  );
});
