import { Secret } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { ServiceSecret } from '../../../core';
import { namesIn } from '../../../core/private/bindings/binding-names';
import { entriesOf } from '../../../core/private/checks/types';
import type { ServiceTaskOptions } from '../../service-task-options';

type Options = Pick<ServiceTaskOptions, 'settings' | 'uses' | 'environment'>;

/** Environment variables of a container, by name, and where ECS reads each. */
export interface Variables {
  /** Values in plain text. */
  readonly environment: Record<string, string>;
  readonly parameters: Record<string, IStringParameter>;
  readonly secrets: Record<string, ServiceSecret>;
}

/** Variables of the options, and of what the service uses: such a variable takes the place of a setting of that name. */
export function variablesOf({ settings, uses = [], environment = {} }: Options): Variables {
  const used = new Set(uses.flatMap(namesIn));
  const others = <T>(map: Record<string, T> = {}) => entriesOf(map).filter(([name]) => !used.has(name));
  const secrets = others(settings?.secrets).map(([name, secret]): [string, ServiceSecret] => {
    return [name, ServiceSecret.fromSecret(secret)];
  });
  return {
    environment: sorted([...Object.entries(environment), ...uses.flatMap((use) => Object.entries(use.variables))]),
    parameters: sorted([...others(settings?.parameters), ...uses.flatMap((use) => Object.entries(use.parameters))]),
    secrets: sorted([...secrets, ...uses.flatMap((use) => Object.entries(use.secrets))]),
  };
}

/** Parameters and secrets as a container definition has them, sorted: maps from Java come in any order. */
export function containerSecrets({ parameters, secrets }: Omit<Variables, 'environment'>): Record<string, Secret> {
  return sorted([
    ...Object.entries(parameters).map(([name, { parameterArn }]) => [name, new GrantedValue(parameterArn)] as const),
    ...Object.entries(secrets).map(([name, { secret, jsonField }]) => {
      const arn = jsonField === undefined ? secret.secretArn : `${secret.secretArn}:${jsonField}::`;
      return [name, new GrantedValue(arn, jsonField !== undefined)] as const;
    }),
  ]);
}

/** The secrets behind the variables, each once: a JSON secret may be behind several. */
export function secretsOf({ secrets }: Pick<Variables, 'secrets'>): ISecret[] {
  return [...new Set(sortedValues(secrets).map(({ secret }) => secret))];
}

/**
 * Value that the execution role may read already. The CDK's own class would grant it again, with more actions, and with a
 * customer key in the key's policy: the key would wait for the role, the role for the secret, the secret for the key.
 */
class GrantedValue extends Secret {
  constructor(
    public readonly arn: string,
    public readonly hasField: boolean = false,
  ) {
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

function sorted<T>(entries: Array<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}
