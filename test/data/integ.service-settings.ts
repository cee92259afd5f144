/**
 * A service reads by name the value of the template, and the secret that an operator wrote.
 *
 * Cost: one secret, cents by the month.
 * Clean-up: complete; the secret goes with the stack, and Secrets Manager keeps its name for its recovery window.
 */
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { assertionsOn, caseApp, caseStack } from '../support/integ-case';
import { ServiceSettings } from 'rl-bank-constructs/data';

export const app = caseApp();
const settings = new ServiceSettings(caseStack(app, 'integ-service-settings'), 'Settings', {
  path: 'integ/service-settings',
  port: 3000,
  values: { AUTH_MODE: 'cognito' },
  secretKeys: ['SESSION_KEY'],
  removalPolicy: RemovalPolicy.DESTROY,
});

const assertions = assertionsOn(app, 'ServiceSettings');
assertions
  .awsApiCall('SSM', 'getParameter', { Name: settings.parameters.AUTH_MODE.parameterName })
  .expect(ExpectedResult.objectLike({ Parameter: { Value: 'cognito' } }));

const [{ target, key }] = settings.pendingInputs;
const SecretString = 'what an operator has';
assertions
  .awsApiCall('SecretsManager', 'putSecretValue', { SecretId: target, SecretString })
  .next(
    assertions
      .awsApiCall('SecretsManager', 'getSecretValue', { SecretId: settings.secrets[key].secretArn })
      .expect(ExpectedResult.objectLike({ SecretString })),
  );
