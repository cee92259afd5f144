import { Stack } from 'aws-cdk-lib';
import { ServiceRollRole } from '../../src/delivery';
import { apiIn, arnOf, runningApi, serviceOf } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { anyTrust, neverItself, policiesOf } from '../support/roles';

const SERVICE = arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api');

test('RB13 rolling is a role of its own, with two actions on the one service', () => {
  const app = newApp();
  const service = runningApi({}, workloadStack(app));
  const props = { trust: anyTrust(), roleName: 'roll', service };

  expect(policiesOf(new ServiceRollRole(workloadStack(app, 'Roles'), 'Roll', props))).toEqual({
    Default: [
      neverItself('roll'),
      { Effect: 'Allow', Action: 'ecs:UpdateService', Resource: SERVICE, Condition: expect.anything() },
      { Effect: 'Allow', Action: 'ecs:DescribeServices', Resource: SERVICE },
    ],
  });
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
  const place = [':ecs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }];

  expect(policiesOf(role).Default[2].Resource).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...place, ':service/prd-rl-bank-api/prd-rl-bank-api']],
  });
});
