import { DATABASE_KEY } from './variables';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTaskOptions } from '../../api-task-options';

type Options = Pick<ApiTaskOptions, 'environment' | 'settings'> & Pick<ApiPlacementOptions, 'database'>;

/** Problems of environment variables: names that are invalid, or given twice. */
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
        allowed: `cannot be a variable that ${database && key === DATABASE_KEY ? 'the database has' : 'the settings have'} too: ECS refuses a name that is given twice`,
        fix: 'remove it here',
      }),
    ),
    ...parameters
      .filter((key) => secrets.includes(key))
      .map((key) => ({
        code: 'api/variable-twice',
        prop: 'settings',
        value: key,
        allowed: 'cannot be both a parameter and a secret: ECS refuses a name that is given twice',
        fix: 'remove it from one of the two',
      })),
  ];
}

function nameProblem(prop: string, key: string): Problem | undefined {
  return problemIf(!/^[A-Za-z_]\w*$/.test(key), {
    code: 'api/not-a-variable',
    prop,
    value: key,
    allowed: 'must be letters, digits and underscores, with no digit first',
    fix: 'write it like "LOG_LEVEL"',
  });
}
