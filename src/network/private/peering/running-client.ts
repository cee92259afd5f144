import { Stack, Token } from 'aws-cdk-lib';
import { IRole, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { IStringParameter, StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { IServiceBinding } from '../../../core';
import { CONNECTABLE } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entriesOf, instance, TEXT, Type } from '../../../core/private/checks/types';
import { grantStatements } from '../../../core/private/resources/grant';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import type { PeeredClientOptions } from '../../peered-client-options';

/** Types of the options. */
export const CLIENT_TYPES: Record<keyof PeeredClientOptions, Type> = {
  client: CONNECTABLE,
  role: instance('an IRole, such as `service.taskRole`', 'roleName'),
  parameterName: TEXT,
};

/** Names that Parameter Store refuses, and one that another client has. */
export function parameterProblems(parameterName: string, isTaken: boolean): Array<Problem | undefined> {
  const isName = /^(\/[\w.-]+){1,15}$/.test(parameterName) && !/^\/(aws|ssm)/i.test(parameterName);
  return [
    problemIf(!isName || parameterName.length > 1000, {
      code: 'network-peering/not-a-parameter-name',
      prop: 'parameterName',
      value: Token.isUnresolved(parameterName) ? 'a token' : parameterName,
      allowed:
        'must be a path of at most 15 levels of letters, digits and `_.-` that begins with "/", and not with "/aws" or "/ssm"',
      fix: 'write it like "/platform/databases/eu-central-1"',
    }),
    problemIf(isTaken, {
      code: 'network-peering/parameter-taken',
      prop: 'parameterName',
      value: parameterName,
      allowed: 'must be of one client, and another one of the peering has it',
      fix: 'give each client a parameter of its own',
    }),
  ];
}

/**
 * The parameter that says what to connect to, and a policy of the role of the client, both in the stack of its side: an inline
 * policy of its own changes nothing in the stack of the role.
 */
export function describeTo(place: Construct, binding: IServiceBinding, options: PeeredClientOptions): IStringParameter {
  const secrets = entriesOf(binding.secrets);
  const parameter = new StringParameter(place, 'Parameter', {
    parameterName: options.parameterName,
    description: 'What a service connects to in the other network: variables, and where the secrets are',
    stringValue: Stack.of(place).toJsonString({
      variables: Object.fromEntries(entriesOf(binding.variables)),
      secrets: Object.fromEntries(
        secrets.map(([name, { secret, jsonField }]) => [name, { secretArn: secret.secretArn, jsonField }]),
      ),
    }),
  });
  const role = Role.fromRoleName(place, 'Role', roleNameSeen(options.role));
  const secretArns = secrets.map(([, { secret }]) => secret.secretFullArn ?? `${secret.secretArn}-??????`);
  const keyArns = secrets.flatMap(([, { secret }]) => secret.encryptionKey?.keyArn ?? []);
  const reads = [
    ...statements('ssm:GetParameter', [parameter.parameterArn]),
    ...statements('secretsmanager:GetSecretValue', secretArns),
    ...statements('kms:Decrypt', keyArns),
  ];
  grantStatements(
    role,
    reads,
    'The ARN of a secret that is imported by its name ends in six characters that are not known.',
  );
  binding.grantUse(role);
  return parameter;
}

function statements(action: string, resources: string[]): PolicyStatement[] {
  return resources.length > 0 ? [new PolicyStatement({ actions: [action], resources: [...new Set(resources)] })] : [];
}

function roleNameSeen(role: IRole): string {
  return crossStackValue(role, { name: 'RoleName', value: role.roleName });
}
