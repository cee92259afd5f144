import { CfnOutput, CfnResource, Fn, Lazy } from 'aws-cdk-lib';
import { nameOf, readableText, propertiesOf, resourcesBelow } from '../../../../src/core/private/plan/template-reader';
import { newApp, workloadStack } from '../../../support/cloud';

const app = newApp();
const stack = workloadStack(app);
const bucket = new CfnResource(stack, 'Bucket', { type: 'AWS::S3::Bucket', properties: { BucketName: 'content' } });
const queue = new CfnResource(stack, 'Queue', { type: 'AWS::SQS::Queue' });
const reader = workloadStack(app, 'Reader');
new CfnOutput(stack, 'There', { value: queue.getAtt('Arn').toString() });

test.each<[string, unknown, string]>([
  ['a text', 'text', 'text'],
  ['a number', 9000, '9000'],
  ['nothing', undefined, 'undefined'],
  ['a list', ['a', 'b'], 'a, b'],
  ['a resource by its name', bucket.ref, 'content'],
  ['the ARN of one by its name', bucket.getAtt('Arn'), 'content'],
  ['another attribute of one', bucket.getAtt('DomainName'), 'content.DomainName'],
  ['a resource without a name by its place', queue.ref, '<Web>'],
  ['what is joined', Fn.join(':', ['a', bucket.ref, stack.partition]), 'a:content:aws'],
  ['the account', stack.account, '111111111111'],
  [
    'what CloudFormation knows of the place',
    Fn.join('/', [Fn.ref('AWS::Region'), Fn.ref('AWS::URLSuffix')]),
    'ap-southeast-1/amazonaws.com',
  ],
  ['what no stack here has', { Ref: 'Elsewhere' }, '<Elsewhere>'],
  ['what it does not know', { 'Fn::Select': [0, ['a']] }, '{"Fn::Select":[0,["a"]]}'],
])('RB19b readableText() writes %s', (_, value, expected) => {
  expect(readableText(stack, stack.resolve(value))).toBe(expected);
});

test('RB19b the output of another stack is written as its resource', () => {
  const reference = (StackName: string, OutputName: string) => ({ 'Fn::GetStackOutput': { StackName, OutputName } });

  expect(readableText(reader, reference('Web', 'There'))).toBe('<Web>');
  expect(readableText(reader, reference('Web', 'Missing'))).toBe('<Web.Missing>');
  expect(readableText(reader, reference('Missing', 'There'))).toBe('<Missing.There>');
});

test('RB19b resources of a type are found wherever they are, and no others', () => {
  expect(resourcesBelow(app, 'AWS::S3::Bucket')).toEqual([bucket]);
  expect(resourcesBelow(reader, 'AWS::S3::Bucket')).toEqual([]);
});

test('RB19b properties are those of the template, lazy values too', () => {
  const topic = new CfnResource(workloadStack(), 'Topic', {
    type: 'AWS::SNS::Topic',
    properties: { TopicName: Lazy.string({ produce: () => 'late' }) },
  });

  expect(propertiesOf(topic)).toEqual({ TopicName: 'late' });
  expect(nameOf(topic)).toBe('late');
  expect(propertiesOf(queue)).toEqual({});
});
