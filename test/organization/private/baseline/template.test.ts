import { Annotations, App, Aspects, CfnOutput, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Annotations as Messages, Match } from 'aws-cdk-lib/assertions';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { AccountBaseline } from '../../../../src/organization';
import { accountResourcesOf, accountTemplateOf, baselineIn, stackSetOf } from '../../../support/baseline';
import { newApp } from '../../../support/cloud';
import { treeStack } from '../../../support/organization';
import { messageOf } from '../../../support/throw-problem';

/** A baseline with something added to it. */
function baselineWith(add: (baseline: AccountBaseline, stack: Stack) => void, stack = treeStack()): Stack {
  add(baselineIn(stack), stack);
  return stack;
}

/** A stack that does not know its account: what CDK makes of references differs. */
function anywhere(): Stack {
  return new Stack(newApp(), 'Anywhere');
}

function errorOf(stack: Stack): string | undefined {
  return messageOf(() => (stack.node.root as App).synth());
}

test('what is added to the template is deployed to each account', () => {
  const stack = baselineWith(({ template }) => new CfnTopic(template, 'Topic', { topicName: 'alerts' }));

  expect(accountResourcesOf(stack, 'AWS::SNS::Topic')[0].Properties).toEqual({ TopicName: 'alerts' });
});

test('an aspect around the baseline reaches what accounts get', () => {
  const stack = baselineWith((baseline) => {
    Aspects.of(baseline).add({
      visit: (node) => node instanceof CfnBudget && node.addPropertyOverride('Budget.BudgetName', 'renamed'),
    });
  });

  expect(accountResourcesOf(stack, 'AWS::Budgets::Budget')[0].Properties.Budget.BudgetName).toBe('renamed');
});

test('an error on a construct of the template stops the synthesis, and a warning is on the baseline', () => {
  const stack = baselineWith(({ template }) => {
    Annotations.of(template).addError('not for accounts');
    Annotations.of(template).addWarningV2('baseline', 'look again');
  });

  expect(errorOf(stack)).toContain('not for accounts');
  const warned = baselineWith(({ template }) => Annotations.of(template).addWarningV2('baseline', 'look again'));
  stackSetOf(warned);
  expect(Messages.fromStack(warned).findWarning('*', Match.stringLikeRegexp('look again'))).not.toEqual([]);
});

test.each([
  ['a known account', treeStack, /physical name must be explicit/],
  ['an account that is not known', anywhere, /baseline\/outside-reference/],
])('a reference to the stack around it is refused in %s', (_, stackOf, message) => {
  const outer = stackOf();
  const stack = baselineWith(({ template }) => {
    const topic = new Topic(outer, 'Outer');
    new CfnBucket(template, 'Bucket', { bucketName: topic.topicName });
  }, outer);

  expect(errorOf(stack)).toMatch(message);
});

test.each([
  ['Ref', Fn.ref('Outer')],
  ['Fn::GetAtt', Fn.getAtt('Outer', 'Arn')],
  ['Fn::ImportValue', Fn.importValue('Outer')],
])('a name in %s that the template does not have is refused', (_, value) => {
  const stack = baselineWith(({ template }) => {
    new CfnResource(template, 'Topic', {
      type: 'AWS::SNS::Topic',
      properties: { TopicName: Fn.join('-', ['a', value as any]) },
    });
  });

  expect(errorOf(stack)).toContain('\'template\' is "Outer", but cannot refer to another stack');
  expect(errorOf(stack)).toContain('[baseline/outside-reference]');
});

test('a reference from the stack around it is refused', () => {
  const outer = anywhere();
  const stack = baselineWith(({ template }) => {
    new CfnOutput(outer, 'Inner', { value: new Topic(template, 'Topic').topicArn });
  }, outer);

  expect(errorOf(stack)).toContain('[baseline/inside-reference]');
});

test('an asset is refused where it is made', () => {
  expect(() => baselineWith(({ template }) => new Asset(template, 'Asset', { path: __filename }))).toThrowProblem(
    'baseline/asset',
    'template',
    'a file asset',
  );
});

test('a template of 51,200 bytes is deployed, and one byte more is refused', () => {
  const sized = (bytes: number) =>
    baselineWith(({ template }) => {
      const padding = 'ä'.repeat(Math.floor(bytes / 2)) + 'x'.repeat(bytes % 2); // the umlaut counts as two
      template.templateOptions.metadata = { padding };
    });
  const without = Buffer.byteLength(stackSetOf(sized(0)).TemplateBody);
  const room = 51_200 - without;

  expect(without).toBeLessThan(8_000);
  expect(Buffer.byteLength(stackSetOf(sized(room)).TemplateBody)).toBe(51_200);
  expect(errorOf(sized(room + 1))).toMatch(/'template' is "51201 bytes".*\[baseline\/too-large\]/);
});

test('pseudo parameters, parameters and resources of the template are known names', () => {
  const refs = JSON.stringify(accountTemplateOf(baselineWith(() => {}))).match(/"Ref":"[^"]*"/g)!;

  expect(refs).toEqual(expect.arrayContaining(['"Ref":"AWS::Region"', '"Ref":"ArchiveBucketName"']));
});
