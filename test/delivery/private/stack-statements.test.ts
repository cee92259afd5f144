import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DEFAULT_QUALIFIER, readingStacks, takingBootstrapRoles } from '../../../src/delivery/private/stack-statements';
import { arnOf } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { anyTrust } from '../../support/roles';

const resolved = (stack: Stack, statements: PolicyStatement[]) => statements.map((it) => stack.resolve(it.toJSON()));

test('the qualifier is that of the CDK unless another is given', () => {
  const stack = workloadStack();
  const [, version] = resolved(stack, readingStacks(stack, [stack]));
  const [, own] = resolved(stack, readingStacks(stack, [stack], 'rlbank'));

  expect(DEFAULT_QUALIFIER).toBe('hnb659fds');
  expect(version.Resource).toEqual(arnOf('ssm:ap-southeast-1:111111111111:parameter/cdk-bootstrap/hnb659fds/version'));
  expect(own.Resource).toEqual(arnOf('ssm:ap-southeast-1:111111111111:parameter/cdk-bootstrap/rlbank/version'));
});

test('a diff reads templates and resources of each stack, whose id is new with every creation', () => {
  const app = newApp();
  const [one, other] = [workloadStack(app, 'One'), workloadStack(app, 'Other')];
  const arns = ['One', 'Other'].map((name) => arnOf(`cloudformation:ap-southeast-1:111111111111:stack/${name}/*`));

  expect(resolved(one, readingStacks(one, [other, one]))[0]).toEqual({
    Effect: 'Allow',
    Action: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
    Resource: arns,
  });
});

test('a stack that is passed twice is read once', () => {
  const stack = workloadStack();

  expect(resolved(stack, readingStacks(stack, [stack, stack]))).toEqual(resolved(stack, readingStacks(stack, [stack])));
});

test('bootstrap roles are named in full, and a wildcard is in none', () => {
  const stack = workloadStack();
  const taking = takingBootstrapRoles(stack, ['eu-west-1'], { trust: anyTrust(), withImagePublishing: true });
  const [{ Action, Resource }] = resolved(stack, taking);

  expect(Action).toBe('sts:AssumeRole');
  expect(Resource).toEqual(
    ['deploy', 'file-publishing', 'image-publishing', 'lookup'].map((kind) => {
      return arnOf(`iam::111111111111:role/cdk-hnb659fds-${kind}-role-111111111111-eu-west-1`);
    }),
  );
  expect(JSON.stringify(Resource)).not.toContain('*');
});
