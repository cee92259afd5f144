import { Secret } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { IApiDatabase, IRuntimeSettings } from '../../../data';

/** Variable with the address of the database. */
export const DATABASE_KEY = 'DB_URI';

/** Parameters and secrets that ECS passes to a task as environment variables, by name. */
export interface Variables {
  readonly parameters: Record<string, IStringParameter>;
  readonly secrets: Record<string, ISecret>;
}

/** Variables of the settings; the address of a database comes from the database. */
export function variablesOf(settings: IRuntimeSettings | undefined, database: IApiDatabase | undefined): Variables {
  const fromDatabase = database && { [DATABASE_KEY]: database.uriSecret };
  return { parameters: settings?.parameters ?? {}, secrets: { ...settings?.secrets, ...fromDatabase } };
}

/** Variables as a container definition has them, sorted: maps from Java come in any order. */
export function containerSecrets({ parameters, secrets }: Variables): Record<string, Secret> {
  const arns = [
    ...Object.entries(parameters).map(([key, { parameterArn }]) => [key, parameterArn]),
    ...Object.entries(secrets).map(([key, { secretArn }]) => [key, secretArn]),
  ];
  const sorted = arns.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, arn]) => [key, new GrantedValue(arn)]));
}

/**
 * Value that the execution role may read already. The CDK's own class would grant it again, with more actions, and with a
 * customer key in the key's policy: the key would wait for the role, the role for the secret, the secret for the key.
 */
class GrantedValue extends Secret {
  public readonly hasField = false;

  constructor(public readonly arn: string) {
    super();
  }

  public grantRead(grantee: IGrantable): Grant {
    return Grant.drop(grantee, 'the execution role has statements of its own');
  }
}

/** The values of a map, in the order of its keys. */
export function sortedValues<T>(map: Record<string, T>): T[] {
  return Object.keys(map)
    .sort()
    .map((key) => map[key]);
}
