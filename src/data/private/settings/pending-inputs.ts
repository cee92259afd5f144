import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { parameterName, secretName } from './setting-names';
import { PendingInput } from '../../../core';

/** A secret that an operator writes. */
export function pendingSecret(scope: Construct, key: string, path: string): PendingInput {
  const target = secretName(key, path);
  const command = `aws secretsmanager put-secret-value ${regionOf(scope)}--secret-id ${target} --secret-string '<value>'`;
  return { key, target, owner: 'a person who has it', command };
}

/** A parameter that CI writes, with every release. */
export function pendingParameter(scope: Construct, key: string, path: string): PendingInput {
  const target = parameterName(key, path);
  const command = `aws ssm put-parameter ${regionOf(scope)}--name ${target} --type String --overwrite --value '<release>'`;
  return { key, target, owner: 'CI, with every release', command };
}

function regionOf(scope: Construct): string {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? '' : `--region ${region} `;
}
