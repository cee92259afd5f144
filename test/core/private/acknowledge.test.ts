import { App } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from '../../../src/core/private/acknowledge';
import { workloadStack } from '../../support/cloud';

test('answers the one finding, and no other', () => {
  const stack = workloadStack();
  const bucket = new Bucket(stack, 'Bucket');
  acknowledge(bucket, 'S1', 'Nobody reads this bucket but the test that makes it.');
  const app = stack.node.root as App;
  app.synth();

  const { violations } = new AwsSolutionsChecks(app).validateScope(app);

  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['AwsSolutions-S10']);
});
