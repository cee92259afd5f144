import { DefaultStackSynthesizer, NestedStack, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { readingStacks, takingBootstrapRoles } from '../../../src/delivery/private/stack-statements';
import { arnOf } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { anyTrust } from '../../support/roles';

const resolved = (stack: Stack, statements: PolicyStatement[]) => statements.map((it) => stack.resolve(it.toJSON()));

test('the qualifier is that of the CDK unless another is given', () => {
  const stack = workloadStack();
  const [, version] = resolved(stack, readingStacks([stack]));
  const [, own] = resolved(stack, readingStacks([stack], 'rlbank'));

  expect(version.Resource).toEqual(arnOf('ssm:ap-southeast-1:111111111111:parameter/cdk-bootstrap/hnb659fds/version'));
  expect(own.Resource).toEqual(arnOf('ssm:ap-southeast-1:111111111111:parameter/cdk-bootstrap/rlbank/version'));
});

test('a stack that is deployed with a qualifier of its own is asked about by that one', () => {
  const synthesizer = new DefaultStackSynthesizer({ qualifier: 'acme' });
  const stack = new Stack(newApp(), 'Web', { env: { account: '111111111111', region: 'ap-southeast-1' }, synthesizer });
  const [, version] = resolved(stack, readingStacks([stack]));
  const [roles] = resolved(stack, takingBootstrapRoles(stack, ['ap-southeast-1'], { trust: anyTrust() }));

  expect(JSON.stringify(version.Resource)).toContain('parameter/cdk-bootstrap/acme/version');
  expect(JSON.stringify(roles.Resource)).toContain('role/cdk-acme-deploy-role');
});

test('nested stacks and twins of a stack are read with it', () => {
  const stack = workloadStack();
  new NestedStack(stack, 'Nested');
  new Stack(stack, 'Twin', { env: { account: '111111111111', region: 'us-east-1' }, stackName: 'Web-edge' });
  const [{ Resource }] = resolved(stack, readingStacks([stack]));

  expect(Resource).toHaveLength(3);
  expect(JSON.stringify(Resource)).toContain('us-east-1:111111111111:stack/Web-edge/*');
});

test('a diff reads templates and resources of each stack, whose id is new with every creation', () => {
  const app = newApp();
  const [one, other] = [workloadStack(app, 'One'), workloadStack(app, 'Other')];
  const arns = ['One', 'Other'].map((name) => arnOf(`cloudformation:ap-southeast-1:111111111111:stack/${name}/*`));

  expect(resolved(one, readingStacks([other, one]))[0]).toEqual({
    Effect: 'Allow',
    Action: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
    Resource: arns,
  });
});

test('a stack that is passed twice is read once', () => {
  const stack = workloadStack();

  expect(resolved(stack, readingStacks([stack, stack]))).toEqual(resolved(stack, readingStacks([stack])));
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
