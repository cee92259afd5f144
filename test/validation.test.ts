import { Stack } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { appOf, variants } from './support/catalog';
import { templateOf, workloadStack } from './support/cloud';
import { findingsIn } from './support/validator';

function findingsOf(template: object, region: string): string[] {
  return findingsIn(template, region).map(({ ruleId, message }) => `${ruleId} ${message}`);
}

test.each(variants)("$construct with its $name passes CloudFormation's validator", ({ build }) => {
  const findings = appOf(build)
    .synth()
    .stacksRecursively.filter((stack) => stack.template.Resources !== undefined) // the CLI skips an empty stack
    .flatMap((stack) => findingsOf(stack.template, stack.environment.region));

  expect(findings).toEqual([]);
});

test('a wrong property and a wrong value are found', () => {
  const stack: Stack = workloadStack();
  new CfnBucket(stack, 'Bucket').addPropertyOverride('BuketName', 'bank');
  new CfnLogGroup(stack, 'Logs', { retentionInDays: 13 });

  const findings = findingsOf(templateOf(stack), 'ap-southeast-1').join();

  expect(findings).toContain('F3002');
  expect(findings).toContain('W3030');
});
