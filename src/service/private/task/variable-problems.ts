import { IServiceBinding } from '../../../core';
import { nameOf, namesIn } from '../../../core/private/bindings/binding-names';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entriesOf } from '../../../core/private/checks/types';
import type { ServiceTaskOptions } from '../../service-task-options';
import { TELEMETRY } from '../telemetry/telemetry-binding';

type Options = Pick<ServiceTaskOptions, 'environment' | 'settings' | 'uses'>;

const RENAME = "rename the variable in one of 'uses' by 'ServiceBinding.withNames()'";

/** Problems of environment variables: names that are invalid, or given twice. */
export function variableProblems({ environment = {}, settings, uses = [] }: Options): Array<Problem | undefined> {
  const parameters = Object.keys(settings?.parameters ?? {}).sort();
  const secrets = Object.keys(settings?.secrets ?? {}).sort();
  const own = Object.keys(environment).sort();
  const used = uses.flatMap(namesIn);
  return [
    ...own.map((key) => nameProblem('environment', key)),
    ...[...parameters, ...secrets].map((key) => nameProblem('settings', key)),
    ...used.map((key) => nameProblem('uses', key)),
    ...own.map((key) => environmentProblem(key, [...parameters, ...secrets], uses)),
    ...parameters
      .filter((key) => secrets.includes(key))
      .map((key) => ({
        code: 'service/variable-twice',
        prop: 'settings',
        value: key,
        allowed: 'cannot be both a parameter and a secret: ECS refuses a name that is given twice',
        fix: 'remove it from one of the two',
      })),
    ...uses.flatMap((use, index) => sharedProblems(use, index, uses)),
    ...uses.flatMap((use) => fieldProblems(use)),
  ];
}

/** The problem of a variable in plain text that the settings or what the service uses have too. */
function environmentProblem(key: string, ofSettings: string[], uses: IServiceBinding[]): Problem | undefined {
  const index = uses.findIndex((use) => namesIn(use).includes(key));
  const owner = index < 0 ? "'settings'" : placeOf(uses[index], index);
  return problemIf(index >= 0 || ofSettings.includes(key), {
    code: 'service/variable-twice',
    prop: 'environment',
    value: key,
    allowed: `cannot be a variable of ${owner} too: ECS refuses a name that is given twice`,
    fix: index < 0 || isTelemetry(uses[index]) ? 'remove it here' : `remove it here, or ${RENAME}`,
  });
}

/** Variables that a binding shares with one before it, or has twice itself. */
function sharedProblems(use: IServiceBinding, index: number, uses: IServiceBinding[]): Array<Problem | undefined> {
  const names = namesIn(use);
  return [...new Set(names)].map((key) => {
    const before = uses.slice(0, index).findIndex((other) => namesIn(other).includes(key));
    const isTwice = names.indexOf(key) !== names.lastIndexOf(key);
    const times = before < 0 ? `${key} twice` : `${key}, a variable of ${placeOf(uses[before], before)} too`;
    return problemIf(isTwice || before >= 0, {
      code: 'service/variable-twice',
      prop: isTelemetry(use) ? 'telemetry' : `uses[${index}]`,
      value: nameOf(use) ?? 'an IServiceBinding',
      allowed: `cannot bring ${times}: ECS refuses a name that is given twice`,
      fix: before < 0 ? 'leave one of the two out' : `${RENAME}, or leave one of the two out`,
    });
  });
}

function placeOf(use: IServiceBinding, index: number): string {
  const name = nameOf(use);
  const path = name === undefined ? '' : ` (${name})`;
  return isTelemetry(use) ? "'telemetry'" : `uses[${index}]${path}`;
}

function isTelemetry(use: IServiceBinding): boolean {
  return nameOf(use) === TELEMETRY;
}

/** ECS finds a field of a secret by the full ARN of the secret alone. */
function fieldProblems({ secrets }: IServiceBinding): Array<Problem | undefined> {
  return entriesOf(secrets).map(([key, { secret, jsonField }]) =>
    problemIf(jsonField !== undefined && secret.secretFullArn === undefined, {
      code: 'service/field-without-full-arn',
      prop: 'uses',
      value: key,
      allowed: `must be a field of a secret with its full ARN, and ${secret.node.path} is referenced by its name: ECS would not find the field '${jsonField}'`,
      fix: 'reference the secret by `Secret.fromSecretCompleteArn`',
    }),
  );
}

function nameProblem(prop: string, key: string): Problem | undefined {
  return problemIf(!/^[A-Za-z_]\w*$/.test(key), {
    code: 'service/not-a-variable',
    prop,
    value: key,
    allowed: 'must be letters, digits and underscores, with no digit first',
    fix: 'write it like "LOG_LEVEL"',
  });
}
