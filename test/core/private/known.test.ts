import { Aws, Stack } from 'aws-cdk-lib';
import { known } from '../../../src/core/private/known';
import { newApp } from '../../support/cloud';

test('a value that somebody stated is known, an empty one too', () => {
  expect(known('ap-southeast-1')).toBe('ap-southeast-1');
  expect(known('')).toBe('');
});

test('a value that only the deployment knows is not, nor is a text that it is a part of', () => {
  expect(known(new Stack(newApp(), 'Anywhere').region)).toBeUndefined();
  expect(known(`${Aws.ACCOUNT_ID}-logs`)).toBeUndefined();
});
