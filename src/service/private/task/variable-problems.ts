import { namesIn } from './variables';
import { IServiceBinding } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { ServiceTaskOptions } from '../../service-task-options';

type Options = Pick<ServiceTaskOptions, 'environment' | 'settings' | 'uses'>;

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
    ...own.map((key) =>
      problemIf([...parameters, ...secrets, ...used].includes(key), {
        code: 'service/variable-twice',
        prop: 'environment',
        value: key,
        allowed: `cannot be a variable that ${used.includes(key) ? ownerOf(key, uses) : "'settings'"} has too: ECS refuses a name that is given twice`,
        fix: 'remove it here',
      }),
    ),
    ...parameters
      .filter((key) => secrets.includes(key))
      .map((key) => ({
        code: 'service/variable-twice',
        prop: 'settings',
        value: key,
        allowed: 'cannot be both a parameter and a secret: ECS refuses a name that is given twice',
        fix: 'remove it from one of the two',
      })),
    ...[...new Set(used.filter((key, index) => used.indexOf(key) < index))].map((key) => ({
      code: 'service/variable-twice',
      prop: 'uses',
      value: key,
      allowed: `must be a variable of one of them, and ${ownerOf(key, uses)} has it twice or shares it: ECS refuses a name that is given twice`,
      fix: "rename it in one of them by 'ServiceBinding.withNames()', or leave one out",
    })),
    ...uses.flatMap((use) => fieldProblems(use)),
  ];
}

/** Where the first binding with a variable stands, if it is a construct. */
function ownerOf(key: string, uses: IServiceBinding[]): string {
  const owner = uses.find((use) => namesIn(use).includes(key));
  const { node, owner: name } = owner as Partial<{ node: { path: string }; owner: string }>;
  return node?.path ?? name ?? "one of 'uses'";
}

/** ECS finds a field of a secret by the full ARN of the secret alone. */
function fieldProblems({ secrets }: IServiceBinding): Array<Problem | undefined> {
  return Object.entries(secrets)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { secret, jsonField }]) =>
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
