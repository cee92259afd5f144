import { IServiceBinding, ServiceSecret } from '../../../core';
import { nameOf } from '../../../core/private/bindings/binding-names';
import { entriesOf } from '../../../core/private/checks/types';
import type { ServiceFunctionProps } from '../../service-function-options';
import type { Variables } from '../task/variables';

/** A variable of the function, and which prop brings it. */
export interface FunctionVariable {
  readonly name: string;
  readonly value: string;
  readonly prop: string;
  /** How messages name what brings it. */
  readonly owner: string;
}

type Options = Pick<ServiceFunctionProps, 'environment' | 'settings' | 'uses'>;

/**
 * The variables of a function: a function reads secrets and parameters itself, so it gets their names and ARNs. What
 * CloudFormation resolves into the configuration of a function, everyone reads who may describe it.
 */
export function functionVariables(variables: Variables): Record<string, string> {
  const entries = [
    ...Object.entries(variables.environment),
    ...Object.entries(variables.parameters).map(([name, { parameterName }]) => [
      `${name}_PARAMETER_NAME`,
      parameterName,
    ]),
    ...Object.entries(variables.secrets).flatMap(([name, secret]) => secretVariables(name, secret)),
  ];
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Every variable with what brings it, to find those that two bring. */
export function variablesWithOwners({ environment, settings, uses = [] }: Options): FunctionVariable[] {
  const taken = new Set(
    uses.flatMap(({ variables, parameters, secrets }) => {
      return [variables, parameters, secrets].flatMap((map) => Object.keys(map));
    }),
  );
  const ofSettings: Pick<IServiceBinding, 'variables' | 'parameters' | 'secrets'> = {
    variables: {},
    parameters: withoutKeys(settings?.parameters, taken),
    secrets: Object.fromEntries(
      entriesOf(withoutKeys(settings?.secrets, taken)).map(([key, it]) => [key, ServiceSecret.fromSecret(it)]),
    ),
  };
  return [
    ...owned({ variables: environment ?? {}, parameters: {}, secrets: {} }, 'environment', "'environment'"),
    ...owned(ofSettings, 'settings', "'settings'"),
    ...uses.flatMap((use, index) => {
      const path = nameOf(use);
      return owned(use, `uses[${index}]`, `uses[${index}]${path === undefined ? '' : ` (${path})`}`);
    }),
  ];
}

function owned(
  { variables, parameters, secrets }: Pick<IServiceBinding, 'variables' | 'parameters' | 'secrets'>,
  prop: string,
  owner: string,
): FunctionVariable[] {
  const plain = [
    ...entriesOf(variables),
    ...entriesOf(parameters).map(([name, { parameterName }]) => [`${name}_PARAMETER_NAME`, parameterName]),
    ...entriesOf(secrets).flatMap(([name, secret]) => secretVariables(name, secret)),
  ];
  return plain.map(([name, value]) => ({ name, value, prop, owner }));
}

function secretVariables(name: string, { secret, jsonField }: ServiceSecret): Array<[string, string]> {
  const field: Array<[string, string]> = jsonField === undefined ? [] : [[`${name}_SECRET_FIELD`, jsonField]];
  return [[`${name}_SECRET_ARN`, secret.secretArn], ...field];
}

function withoutKeys<T>(map: Record<string, T> | undefined, keys: Set<string>): Record<string, T> {
  return Object.fromEntries(entriesOf(map).filter(([key]) => !keys.has(key)));
}
