import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { SECRET } from './private/checks/cdk-types';
import { problemIf, throwOnProblems } from './private/checks/problems';
import { requireArgument } from './private/checks/required-props';
import { TEXT } from './private/checks/types';

/**
 * Value of Secrets Manager that ECS passes to a container as an environment variable: a secret, or one field of a secret
 * whose value is a JSON object, such as that of an RDS database.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 * @example
 * import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
 * import { ServiceSecret } from 'rl-bank-constructs/core';
 *
 * declare const login: secretsmanager.ISecret; // {"username": …, "password": …}
 *
 * const secrets = {
 *   DB_USER: ServiceSecret.fromJsonField(login, 'username'),
 *   DB_PASSWORD: ServiceSecret.fromJsonField(login, 'password'),
 * };
 */
export class ServiceSecret {
  /**
   * The whole value of a secret.
   * @param secret secret of this account and region
   */
  public static fromSecret(secret: ISecret): ServiceSecret {
    requireArgument('ServiceSecret.fromSecret', 'secret', secret, SECRET);
    return new ServiceSecret(secret, undefined);
  }

  /**
   * One field of a secret whose value is a JSON object.
   * @param secret secret of this account and region
   * @param jsonField name of the field, such as `password`
   */
  public static fromJsonField(secret: ISecret, jsonField: string): ServiceSecret {
    const place = 'ServiceSecret.fromJsonField';
    requireArgument(place, 'secret', secret, SECRET);
    requireArgument(place, 'jsonField', jsonField, TEXT);
    throwOnProblems(
      place,
      problemIf(!/^[^\s:]+$/.test(jsonField), {
        code: 'service-secret/not-a-field',
        prop: 'jsonField',
        value: jsonField,
        allowed:
          'must be the name of a field, without spaces and colons: ECS separates the parts of a reference by colons',
        fix: 'write it like "password"',
      }),
    );
    return new ServiceSecret(secret, jsonField);
  }

  private constructor(
    /** The secret. */
    public readonly secret: ISecret,
    /** Field of its JSON value, `undefined` for the whole value. */
    public readonly jsonField: string | undefined,
  ) {}
}
