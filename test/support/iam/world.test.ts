import { App, Stack } from 'aws-cdk-lib';
import { runningApi } from '../api';
import { worldOf } from './synthetic';
import { World } from './world';

jest.setTimeout(5 * 60_000);

const BUCKET = { Type: 'AWS::S3::Bucket' };

/** What a value of a template becomes, and what of it could not be resolved. */
function resolved(value: any, template: any = {}, ...others: any[]): { value: any; unresolved: string[] } {
  const probe = { Type: 'AWS::SSM::Parameter', Properties: { Name: '/probe', Value: value } };
  const world = worldOf({ template: { ...template, Resources: { ...template.Resources, Probe: probe } } }, ...others);
  return { value: world.one('AWS::SSM::Parameter').properties.Value, unresolved: world.unresolved };
}

test.each<[string, any, any]>([
  ['Ref of a resource', { Ref: 'Bucket' }, 'stack0-bucket'],
  ['Ref of a parameter', { Ref: 'Stage' }, 'prd'],
  ['the account', { Ref: 'AWS::AccountId' }, '111111111111'],
  ['GetAtt of an ARN', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::stack0-bucket'],
  ['Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 's3']] }, 'arn:aws:s3'],
  ['Split', { 'Fn::Split': [':', { 'Fn::Join': [':', ['one', { Ref: 'Stage' }]] }] }, ['one', 'prd']],
  ['FindInMap', { 'Fn::FindInMap': ['Names', { Ref: 'Stage' }, 'Name'] }, 'bank'],
  ['no value', [{ Ref: 'AWS::NoValue' }, 'rest'], ['rest']],
  ['a block of a policy', { Condition: { Bool: { key: 'true' } } }, { Condition: { Bool: { key: 'true' } } }],
])('%s is resolved', (_, value, expected) => {
  const template = {
    Parameters: { Stage: { Type: 'String', Default: 'prd' } },
    Mappings: { Names: { prd: { Name: 'bank' } } },
    Resources: { Bucket: BUCKET },
  };
  expect(resolved(value, template)).toEqual({ value: expected, unresolved: [] });
});

test('values of other stacks and regions are resolved', () => {
  const outputs = { Out: { Value: { 'Fn::GetAtt': ['Bucket', 'Arn'] }, Export: { Name: 'shared' } } };
  const exporting = { name: 'Exporting', template: { Resources: { Bucket: BUCKET }, Outputs: outputs } };
  expect(resolved({ 'Fn::ImportValue': 'shared' }, {}, exporting).value).toBe('arn:aws:s3:::exporting-bucket');

  const edge = { ...exporting, name: 'Edge', region: 'us-east-1' };
  const read = { 'Fn::GetStackOutput': { StackName: 'Edge', OutputName: 'Out', Region: 'us-east-1' } };
  expect(resolved(read, {}, edge).value).toBe('arn:aws:s3:::edge-bucket');

  const hub = { ...edge, account: '222222222222' };
  const RoleArn = 'arn:aws:iam::222222222222:role/reader';
  const readByRole = { 'Fn::GetStackOutput': { ...read['Fn::GetStackOutput'], RoleArn } };
  expect(resolved(readByRole, {}, hub).value).toBe('arn:aws:s3:::edge-bucket');
  expect(resolved(read, {}, hub).unresolved).toEqual(['Stack0: Fn::GetStackOutput Edge.Out']);
});

test('what cannot be resolved is told', () => {
  const values = [{ Ref: 'Nobody' }, { 'Fn::Transform': {} }, { 'Fn::ImportValue': 'nothing' }];
  expect(resolved(values).unresolved).toEqual([
    'Stack0: Fn::ImportValue nothing',
    'Stack0: Fn::Transform',
    'Stack0: Ref Nobody',
  ]);
  const made = {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: {},
    Resources: { Inner: { Type: 'AWS::CloudFormation::Stack' } },
  };
  expect(resolved({ Ref: 'Stage' }, made).unresolved).toEqual([
    'Stack0: Conditions',
    'Stack0: Inner is a nested stack',
    'Stack0: parameter Stage',
  ]);
  expect(
    resolved({ 'Fn::GetAtt': ['Bucket', 'Other.TableArn'] }, { Resources: { Bucket: BUCKET } }).unresolved,
  ).toEqual(['Stack0: Fn::GetAtt Bucket.Other.TableArn']);
});

test('the API is resolved to the last value, and its resources have their ARNs', () => {
  const world = World.of(Stack.of(runningApi()).node.root as App);
  const arns = [
    world.one('AWS::ECS::Service').arn,
    world.one('AWS::ECS::TaskDefinition').arn,
    world.one('AWS::Logs::LogGroup', '/ecs/').arn,
  ];
  expect(world.unresolved).toEqual([]);
  expect(arns).toEqual([
    'arn:aws:ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api',
    'arn:aws:ecs:ap-southeast-1:111111111111:task-definition/prd-rl-bank-api:1',
    'arn:aws:logs:ap-southeast-1:111111111111:log-group:/ecs/prd-rl-bank-api',
  ]);
});

test('more than one resource, or none, is an error where one is wanted', () => {
  expect(() => worldOf().one('AWS::IAM::Role', 'deploy')).toThrow(
    '0 resources of AWS::IAM::Role have "deploy" in their id, name or ARN, expected one.',
  );
});
