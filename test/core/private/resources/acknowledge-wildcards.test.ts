import { App } from 'aws-cdk-lib';
import { Effect, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../../../../src/core/private/resources/acknowledge-wildcards';
import { weakReference } from '../../../../src/core/private/stacks/weak-reference';
import { newApp, workloadStack } from '../../../support/cloud';

const REASON = 'Objects have no names before they are written.';

/** What nag finds in policies on these resources, answered or not. */
function findings(resourcesIn: (scope: Construct, app: App) => string[], answered: boolean): string[] {
  const app = newApp();
  const stack = workloadStack(app);
  const place = new Construct(stack, 'Place');
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  const given = new PolicyStatement({ actions: ['s3:GetObject'], resources: resourcesIn(stack, app) });
  const statements = [given, new PolicyStatement({ effect: Effect.DENY, actions: ['iam:*'], resources: ['*'] })];
  new Policy(place, 'Policy', { statements, roles: [role] });
  if (answered) {
    acknowledgeWildcards(place, [given], REASON);
  }
  app.synth();
  const { violations } = new AwsSolutionsChecks().validateScope(app);
  return violations.map(({ ruleName }) => ruleName).filter((name) => name.includes('IAM'));
}

test.each<[string, (scope: Construct, app: App) => string[]]>([
  ['everything', () => ['*']],
  ['objects of a bucket', (scope) => [new Bucket(scope, 'Bucket').arnForObjects('*')]],
  ['a part of an ARN', (scope) => [`arn:aws:s3:::${new Bucket(scope, 'Bucket').bucketName}/*`]],
  [
    'an output of another stack',
    (_, app) => {
      const producer = workloadStack(app, 'Other');
      const value = new Bucket(producer, 'Bucket').bucketName;
      return [`arn:aws:s3:::${weakReference({ producer, name: 'Bucket', value, identity: () => 1 })}/*`];
    },
  ],
])('a wildcard in %s is found, and answered', (_, resourcesIn) => {
  expect(findings(resourcesIn, false)).toHaveLength(1);
  expect(findings(resourcesIn, true)).toEqual([]);
});

test('a wildcard outside the construct is not answered', () => {
  const stack = workloadStack();
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  const statement = new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] });
  role.addToPolicy(statement);
  acknowledgeWildcards(new Construct(stack, 'Place'), [statement], REASON);
  (stack.node.root as App).synth();

  const { violations } = new AwsSolutionsChecks().validateScope(stack);

  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['AwsSolutions-IAM5[Resource::*]']);
});
