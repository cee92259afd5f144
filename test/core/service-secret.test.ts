import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ServiceSecret } from '../../src/core';
import { workloadStack } from '../support/cloud';

const secret = Secret.fromSecretNameV2(workloadStack(), 'Secret', 'team/db');

test('it is a secret, or one field of it', () => {
  expect(ServiceSecret.fromSecret(secret)).toMatchObject({ secret, jsonField: undefined });
  expect(ServiceSecret.fromJsonField(secret, 'password')).toMatchObject({ secret, jsonField: 'password' });
});

test.each(['', 'pass word', 'password::'])('the field "%s" is refused: ECS would read another part', (jsonField) => {
  expect(() => ServiceSecret.fromJsonField(secret, jsonField)).toThrowProblem(
    'service-secret/not-a-field',
    'jsonField',
    jsonField,
  );
});
