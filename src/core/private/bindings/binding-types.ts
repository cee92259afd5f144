import type { IServiceBinding } from '../../i-service-binding';
import type { PendingInput } from '../../pending-input';
import { SECRET } from '../checks/cdk-types';
import { Problem } from '../checks/problems';
import { entryProblems, requiredTypeProblem } from '../checks/required-props';
import { instance, listOf, METHOD, OPTIONS, TEXT, Type } from '../checks/types';

/** An object that may be one: which of its members is missing or wrong, a check of its members says. */
export const BINDING = instance('an IServiceBinding, such as a cache or `database.forUser(…)`', 'grantUse');

const PARAMETER = instance('an IStringParameter, such as `StringParameter.fromStringParameterName(…)`', 'parameterArn');

const SERVICE_SECRET: Type = {
  noun: 'a ServiceSecret, such as `ServiceSecret.fromSecret(…)`',
  has: (value) => OPTIONS.has(value) && 'jsonField' in (value as object) && SECRET.has((value as any).secret),
};

const MEMBERS: Record<keyof IServiceBinding, Type> = {
  ...{ variables: OPTIONS, parameters: OPTIONS, secrets: OPTIONS, pendingInputs: listOf(OPTIONS), fingerprint: TEXT },
  ...{ allowAccessFrom: METHOD, grantUse: METHOD },
};

type Input = Pick<PendingInput, 'key' | 'target' | 'owner' | 'command'>;

const INPUT_MEMBERS: Record<keyof Input, Type> = { key: TEXT, target: TEXT, owner: TEXT, command: TEXT };

/** Members of what a service uses that are missing or of another type, as plain JavaScript and Python pass them. */
export function bindingTypeProblems(prop: string, binding: IServiceBinding): Array<Problem | undefined> {
  const wrong = memberProblems(prop, binding, MEMBERS);
  if (wrong.some((problem) => problem)) {
    return wrong;
  }
  const { variables, parameters, secrets, pendingInputs } = binding;
  return [
    ...entryProblems(`${prop}.variables`, variables, TEXT),
    ...entryProblems(`${prop}.parameters`, parameters, PARAMETER),
    ...entryProblems(`${prop}.secrets`, secrets, SERVICE_SECRET),
    ...pendingInputs.flatMap((input, index) => {
      return memberProblems<Input>(`${prop}.pendingInputs[${index}]`, input, INPUT_MEMBERS);
    }),
  ];
}

function memberProblems<T>(prop: string, value: T, types: Record<keyof T & string, Type>) {
  return Object.entries<Type>(types).map(([name, type]) => {
    return requiredTypeProblem(`${prop}.${name}`, value[name as keyof T], type);
  });
}
