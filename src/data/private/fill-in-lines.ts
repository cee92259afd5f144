import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FillIn } from '../fill-in';
import { parameterName, secretName } from './setting-names';

/** A secret that a person fills in. */
export function fillInSecret(scope: Construct, key: string, path?: string): FillIn {
  const name = secretName(key, path);
  const line = `aws secretsmanager put-secret-value ${regionOf(scope)}--secret-id ${name} --secret-string '<value>'`;
  return { key, name, owner: 'a person who has it', line };
}

/** A parameter that CI fills in, with every release. */
export function fillInParameter(scope: Construct, key: string, path?: string): FillIn {
  const name = parameterName(key, path);
  const line = `aws ssm put-parameter ${regionOf(scope)}--name ${name} --type String --overwrite --value '<release>'`;
  return { key, name, owner: 'CI, with every release', line };
}

function regionOf(scope: Construct): string {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? '' : `--region ${region} `;
}
