import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { StackDeployRole, StackDeployRoleProps } from '../../src/delivery';
import { arnOf } from '../support/api';
import { EDGE, newApp, workloadStack } from '../support/cloud';
import { anyTrust, neverItself, policiesOf } from '../support/roles';

function deployIn(stack: Stack, props: Partial<StackDeployRoleProps> = {}): StackDeployRole {
  return new StackDeployRole(stack, 'Deploy', { trust: anyTrust(), roleName: 'deploy', ...props });
}

const bootstrapRoles = (kinds: string[], regions: string[], qualifier = 'hnb659fds') => {
  return kinds.flatMap((kind) =>
    regions.map((region) => arnOf(`iam::111111111111:role/cdk-${qualifier}-${kind}-role-111111111111-${region}`)),
  );
};
const resourcesWith = (props: Partial<StackDeployRoleProps>, stack = workloadStack()) => {
  return policiesOf(deployIn(stack, props)).BootstrapRoles[0].Resource;
};

const KINDS = ['deploy', 'file-publishing', 'lookup'];

test('the role takes on the bootstrap roles of its own region and us-east-1, and may do nothing by itself', () => {
  expect(policiesOf(deployIn(workloadStack()))).toEqual({
    Default: [neverItself('deploy')],
    BootstrapRoles: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: bootstrapRoles(KINDS, ['ap-southeast-1', 'us-east-1']) },
    ],
  });
});

test('a region is named once in us-east-1', () => {
  expect(resourcesWith({}, new Stack(newApp(), 'Edge', { env: EDGE }))).toEqual(bootstrapRoles(KINDS, ['us-east-1']));
});

test('regions are those that are stated, once each and in one order', () => {
  expect(resourcesWith({ regions: ['eu-west-1', 'ap-southeast-1', 'eu-west-1'] })).toEqual(
    bootstrapRoles(KINDS, ['ap-southeast-1', 'eu-west-1']),
  );
});

test('the qualifier is another where that is stated, or where the stack is deployed with another', () => {
  expect(resourcesWith({ qualifier: 'rlbank', regions: ['eu-west-1'] })).toEqual(
    bootstrapRoles(KINDS, ['eu-west-1'], 'rlbank'),
  );
  const synthesizer = new DefaultStackSynthesizer({ qualifier: 'acme' });
  const acme = new Stack(newApp(), 'Web', { env: EDGE, synthesizer });
  expect(resourcesWith({}, acme)).toEqual(bootstrapRoles(KINDS, ['us-east-1'], 'acme'));
});

test('images of the CDK are published where that is asked for, and not without a word', () => {
  const withImages = resourcesWith({ withImagePublishing: true, regions: ['eu-west-1'] });

  expect(withImages).toEqual(
    bootstrapRoles(['deploy', 'file-publishing', 'image-publishing', 'lookup'], ['eu-west-1']),
  );
  expect(resourcesWith({ withImagePublishing: false, regions: ['eu-west-1'] })).toEqual(
    bootstrapRoles(KINDS, ['eu-west-1']),
  );
});

test('a stack without account and region leaves both to CloudFormation', () => {
  const [first, second] = resourcesWith({}, new Stack(newApp(), 'Agnostic'));
  const beginning = [
    'arn:',
    { Ref: 'AWS::Partition' },
    ':iam::',
    { Ref: 'AWS::AccountId' },
    ':role/cdk-hnb659fds-deploy-role-',
    { Ref: 'AWS::AccountId' },
  ];

  expect(first).toEqual({ 'Fn::Join': ['', [...beginning, '-', { Ref: 'AWS::Region' }]] });
  expect(second).toEqual({ 'Fn::Join': ['', [...beginning, '-us-east-1']] });
});
