import { DATABASE_KEY } from './variables';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTaskOptions } from '../../api-task-options';

type Options = Pick<ApiTaskOptions, 'environment' | 'settings'> & Pick<ApiPlacementOptions, 'database'>;

/** Variables that no process can read, or that are there twice. */
export function variableProblems({ environment = {}, settings, database }: Options): Array<Problem | undefined> {
  const parameters = Object.keys(settings?.parameters ?? {}).sort();
  const secrets = Object.keys(settings?.secrets ?? {}).sort();
  const own = Object.keys(environment).sort();
  const taken = [...parameters, ...secrets, ...(database ? [DATABASE_KEY] : [])];
  return [
    ...own.map((key) => nameProblem('environment', key)),
    ...[...parameters, ...secrets].map((key) => nameProblem('settings', key)),
    ...own.map((key) =>
      problemIf(taken.includes(key), {
        code: 'api/variable-twice',
        prop: 'environment',
        value: key,
        allowed: `${database && key === DATABASE_KEY ? 'the database has' : 'the settings have'} that variable too, and ECS refuses a name that is there twice`,
        fix: 'take it out here',
      }),
    ),
    ...parameters
      .filter((key) => secrets.includes(key))
      .map((key) => ({
        code: 'api/variable-twice',
        prop: 'settings',
        value: key,
        allowed: 'it is among the parameters and among the secrets, and ECS refuses a name that is there twice',
        fix: 'leave it in one of the two',
      })),
  ];
}

function nameProblem(prop: string, key: string): Problem | undefined {
  return problemIf(!/^[A-Za-z_]\w*$/.test(key), {
    code: 'api/not-a-variable',
    prop,
    value: key,
    allowed: 'the name of a variable is letters, digits and underscores, with no digit first',
    fix: 'write it like "LOG_LEVEL"',
  });
}
