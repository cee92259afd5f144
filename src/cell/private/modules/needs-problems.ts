import { LIBRARY_MODULES } from './module-names';
import { moduleFactProblems, moduleTypeProblems } from './module-problems';
import { withCore } from './modules-of-cell';
import { nearestOf } from '../../../core/private/checks/nearness';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { requiredTypeProblem } from '../../../core/private/checks/required-props';
import { LIST } from '../../../core/private/checks/types';
import type { IPlatformModule } from '../../i-platform-module';

type Problems = Array<Problem | undefined>;

/**
 * What is wrong with the modules of a cell: first what is no module, then each of them and what they are to each other.
 *
 * @param modules what `modules` of the cell has
 * @param core modules that the cell has beside them
 */
export function moduleProblems(modules: IPlatformModule[], core: IPlatformModule[]): Problems {
  const noList = requiredTypeProblem('modules', modules, LIST);
  if (noList) {
    return [noList];
  }
  const wrongTypes = modules.flatMap((module, index) => moduleTypeProblems(module, `modules[${index}]`));
  if (wrongTypes.some((problem) => problem)) {
    return wrongTypes;
  }
  const given = modules.map(({ moduleName }) => moduleName);
  const all = withCore(modules, core);
  return [
    ...modules.flatMap((module, index) => moduleFactProblems(module, `modules[${index}].`)),
    twiceProblem(given),
    ...all.flatMap((module) => needProblems(module, all, given)),
    circleProblem(all),
  ];
}

function twiceProblem(given: string[]): Problem | undefined {
  const twice = given.filter((name, index) => given.indexOf(name) < index);
  return problemIf(twice.length > 0, {
    code: 'cell/module-twice',
    prop: 'modules',
    value: given,
    allowed: `must be different modules, and some are there twice: ${quoted(twice)}`,
    fix: 'remove one of the two',
  });
}

function needProblems({ moduleName, needs }: IPlatformModule, all: IPlatformModule[], given: string[]): Problems {
  const names = all.map((each) => each.moduleName);
  return needs
    .filter((need) => !names.includes(need))
    .map((need) => {
      const isKnown = LIBRARY_MODULES.includes(need);
      const nearest = nearestOf(need, [...new Set([...names, ...LIBRARY_MODULES])]);
      const misspelt = nearest ? `, or correct 'needs' of "${moduleName}" to "${nearest}"` : '';
      return {
        code: 'cell/module-needs',
        prop: 'modules',
        value: given,
        allowed: `must have "${need}" as well: "${moduleName}" calls or reads it`,
        fix: isKnown
          ? `add \`PlatformModule.${need.toUpperCase()}\`, or remove "${moduleName}"`
          : `add a module of the name "${need}"${misspelt}`,
      };
    });
}

/** A circle could be neither deployed nor removed module by module. */
function circleProblem(all: IPlatformModule[]): Problem | undefined {
  const needsOf = new Map(all.map(({ moduleName, needs }) => [moduleName, needs]));
  const circle = [...needsOf.keys()].sort().reduce<string[] | undefined>((found, name) => {
    return found ?? circleThrough([name], needsOf, new Set());
  }, undefined);
  return problemIf(circle !== undefined, {
    code: 'cell/module-circle',
    prop: 'modules',
    value: circle?.join(' → '),
    allowed: 'cannot need each other in a circle: none of them could be the first one',
    fix: 'remove one of these needs; send an event instead',
  });
}

/** The way from the first module of the path back to it. What leads nowhere is looked at once. */
function circleThrough(path: string[], needsOf: Map<string, string[]>, seen: Set<string>): string[] | undefined {
  for (const need of needsOf.get(path[path.length - 1]) ?? []) {
    if (need === path[0]) {
      return [...path, need];
    }
    if (!seen.has(need)) {
      seen.add(need);
      const circle = circleThrough([...path, need], needsOf, seen);
      if (circle) {
        return circle;
      }
    }
  }
  return undefined;
}

function quoted(names: string[]): string {
  return [...new Set(names)].map((name) => `"${name}"`).join(', ');
}
