import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { newApp, resourcesOf, workloadStack } from '../../support/cloud';
import { siteIn } from '../../support/site';

const assumedBy = new AccountRootPrincipal();

test('RB14 a publisher may do five things, on the one bucket and the one distribution', () => {
  const stack = workloadStack();
  siteIn(stack)
    .grantPublish(new Role(stack, 'Role', { assumedBy }))
    .assertSuccess();
  const [policy] = resourcesOf(stack, 'AWS::IAM::Policy');
  const arnOf = (rest: string, id: RegExp, ...more: string[]) => {
    return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest, { Ref: expect.stringMatching(id) }, ...more]] };
  };

  expect(policy.Properties.PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: arnOf(':s3:::', /^SiteContent/) },
    {
      ...{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'] },
      Resource: arnOf(':s3:::', /^SiteContent/, '/*'),
    },
    {
      ...{ Effect: 'Allow', Action: 'cloudfront:CreateInvalidation' },
      Resource: arnOf(':cloudfront::111111111111:distribution/', /^SiteDistribution/),
    },
  ]);
});

test('the role may live in another stack, after the site', () => {
  const app = newApp();
  const [stack, delivery] = [workloadStack(app), workloadStack(app, 'Delivery')];
  siteIn(stack).grantPublish(new Role(delivery, 'Role', { assumedBy }));
  app.synth();

  expect([delivery.dependencies, stack.dependencies]).toEqual([[stack], []]);
});

test('a role of another account is refused: it would be given nothing', () => {
  const stack = workloadStack();
  const theirs = Role.fromRoleArn(stack, 'Theirs', 'arn:aws:iam::222222222222:role/publish');

  expect(() => siteIn(stack).grantPublish(theirs)).toThrowProblem(
    'site/publisher-in-other-account',
    'grantee',
    'a role of account 222222222222',
    'Web/Site',
  );
});
