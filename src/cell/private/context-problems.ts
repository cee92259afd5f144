import { unknownEnvironmentProblem } from './environment-problems';
import { namesIn } from './modules/module-names';
import { unknownModuleProblems } from './modules/module-problems';
import { productNameProblem } from './product-name-problem';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { TEXT, TEXTS } from '../../core/private/checks/types';

/** Values of the context keys, of whatever type: `cdk.json` has lists and numbers, the command line has text alone. */
interface Context {
  readonly productName: unknown;
  readonly environment: unknown;
  readonly modules: unknown;
}

const PRESETS = ['dev', 'staging', 'prod'];

/** All that is missing or misspelt, since a command line is typed as a whole. */
export function contextProblems({ productName, environment, modules }: Context): Array<Problem | undefined> {
  return [
    absentProblem('productName', productName, 'acme-crm') ?? productNameProblem(productName),
    absentProblem('environment', environment, 'prod') ??
      (PRESETS.includes(environment as string)
        ? undefined
        : unknownEnvironmentProblem('environment', environment, PRESETS)),
    ...(absentOrOther(modules) ?? unknownModuleProblems(textsOf(modules), 'modules')),
  ];
}

/** Names, from text with commas or from a list of cdk.json. */
export function textsOf(modules: unknown): string[] {
  return namesIn(Array.isArray(modules) ? modules : String(modules).split(','));
}

function absentOrOther(modules: unknown): Array<Problem | undefined> | undefined {
  const absent = absentProblem('modules', modules, 'tasks,contacts');
  if (absent) {
    return [absent];
  }
  const isText = TEXT.has(modules) || TEXTS.has(modules);
  const other = problemIf(!isText, {
    code: 'cell-context/modules',
    prop: 'modules',
    value: modules,
    allowed: 'must be names with commas between them, or a list of names in cdk.json',
    fix: 'pass `-c modules=tasks,contacts`, or `-c modules=` for Files and Teams alone',
  });
  return other && [other];
}

function absentProblem(key: string, value: unknown, example: string): Problem | undefined {
  return problemIf(value === undefined || value === null, {
    code: 'cell-context/missing',
    prop: key,
    value: undefined,
    allowed: 'must be in the context of the app',
    fix: `pass \`-c ${key}=${example}\` to the CDK CLI, or write it into cdk.json`,
  });
}
