import { App } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from '../../../../src/core/private/resources/acknowledge';
import { workloadStack } from '../../../support/cloud';

test('answers the one finding, and no other', () => {
  const stack = workloadStack();
  const bucket = new Bucket(stack, 'Bucket');
  acknowledge(bucket, 'S1', 'Nobody reads this bucket but the test that makes it.');
  const app = stack.node.root as App;
  app.synth();

  const { violations } = new AwsSolutionsChecks(app).validateScope(app);

  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['AwsSolutions-S10']);
});

test('answers a finding that nag names by what it found', () => {
  const stack = workloadStack();
  const statements = [new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] })];
  const role = new Role(stack, 'Role', {
    assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
    inlinePolicies: { Start: new PolicyDocument({ statements }) },
  });
  const findings = () => new AwsSolutionsChecks().validateScope(stack).violations.map(({ ruleName }) => ruleName);
  const before = findings();
  acknowledge(role, 'IAM5[Resource::*]', 'ECR knows no resource for its login, so none can be named.');

  expect(before).toEqual(['AwsSolutions-IAM5[Resource::*]']);
  expect(findings()).toEqual([]);
});
