import { Stack } from 'aws-cdk-lib';
import { ServiceRollRole } from '../../src/delivery';
import { apiIn, arnOf, exportsIn, runningApi, serviceOf } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { anyTrust, neverItself, policiesOf, roleOf, textOf } from '../support/roles';

const SERVICE = arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api');

test('RB13 rolling is a role of its own, with two actions on the one service', () => {
  const stack = workloadStack();
  const service = runningApi({}, stack);
  const role = new ServiceRollRole(stack, 'Roll', { trust: anyTrust(), roleName: 'roll', service });

  expect(policiesOf(role)).toEqual({
    Default: [
      neverItself('roll'),
      { Effect: 'Allow', Action: 'ecs:UpdateService', Resource: SERVICE, Condition: expect.anything() },
      { Effect: 'Allow', Action: 'ecs:DescribeServices', Resource: SERVICE },
    ],
  });
});

test('the role says which service it rolls', () => {
  const stack = workloadStack();
  const role = new ServiceRollRole(stack, 'Roll', { trust: anyTrust(), service: runningApi({}, stack) });

  expect(roleOf(role).Description).toBe('Rolls the service prd-rl-bank-api');
});

test('a role in another stack than the service holds nothing in its place', () => {
  const app = newApp();
  const service = runningApi({}, workloadStack(app, 'Api'));
  const role = new ServiceRollRole(workloadStack(app, 'Roles'), 'Roll', { trust: anyTrust(), service });

  expect(
    policiesOf(role)
      .Default.slice(1)
      .map(({ Resource }) => Resource),
  ).toEqual([SERVICE, SERVICE]);
  expect(exportsIn(app)).toEqual([]);
  expect(textOf(app)).not.toContain('Fn::ImportValue');
});

test('a service that waits for its image has its role already', () => {
  const stack = workloadStack();
  const role = new ServiceRollRole(stack, 'Roll', { trust: anyTrust(), service: apiIn(stack) });

  expect(serviceOf(stack).DesiredCount).toBe(0);
  expect(policiesOf(role).Default[2].Resource).toEqual(SERVICE);
});

test('a stack without account and region leaves both to CloudFormation', () => {
  const stack = new Stack(newApp(), 'Agnostic');
  const role = new ServiceRollRole(stack, 'Roll', { trust: anyTrust(), service: apiIn(stack) });

  expect(policiesOf(role).Default[2].Resource).toEqual({
    'Fn::Join': [
      '',
      [
        'arn:',
        { Ref: 'AWS::Partition' },
        ':ecs:',
        { Ref: 'AWS::Region' },
        ':',
        { Ref: 'AWS::AccountId' },
        ':service/prd-rl-bank-api/prd-rl-bank-api',
      ],
    ],
  });
});
