import { LIBRARY_MODULES, PART_NAMES } from './module-names';
import { nearestOf } from '../../../core/private/checks/nearness';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { requiredTypeProblem } from '../../../core/private/checks/required-props';
import { METHOD, TEXT, TEXTS } from '../../../core/private/checks/types';
import { matches } from '../../../core/private/checks/values';
import type { IPlatformModule } from '../../i-platform-module';

type Problems = Array<Problem | undefined>;

/** What a module says of itself. */
export type ModuleFacts = Pick<IPlatformModule, 'moduleName' | 'needs' | 'events' | 'healthPath'>;

/** Values of a filter of SNS, which a subscription has. */
const MOST_EVENTS = 150;

/** Members of a module that are missing or of another type, which Java, Go and plain JavaScript can pass. */
export function moduleTypeProblems(module: IPlatformModule | undefined, prop: string): Problems {
  const given: Partial<IPlatformModule> = module ?? {};
  const types = { moduleName: TEXT, needs: TEXTS, events: TEXTS, healthPath: TEXT, provision: METHOD };
  return Object.entries(types).map(([name, type]) => {
    return requiredTypeProblem(`${prop}.${name}`, given[name as keyof IPlatformModule], type);
  });
}

/** What is wrong with a module, whatever else the cell has. */
export function moduleFactProblems({ moduleName, needs, events, healthPath }: ModuleFacts, prefix: string): Problems {
  return [
    problemIf(!matches(/^[a-z](?:-?[a-z0-9]){1,23}$/, moduleName) || moduleName.length > 24, {
      code: 'cell/module-name',
      prop: `${prefix}moduleName`,
      value: moduleName,
      allowed: 'must be 2 to 24 lower-case letters, digits and single hyphens, the first one a letter',
      fix: 'write it like "contacts": stack, parameter and alarms are named after it',
    }),
    problemIf(PART_NAMES.includes(moduleName) || /-edge$/.test(moduleName), {
      code: 'cell/module-name-taken',
      prop: `${prefix}moduleName`,
      value: moduleName,
      allowed: `cannot end in "-edge", or be the name of a part of the cell: ${PART_NAMES.join(', ')}`,
      fix: 'take the name of what users do with it',
    }),
    problemIf(events.length > MOST_EVENTS || hasTwice(events), {
      code: 'cell/module-events',
      prop: `${prefix}events`,
      value: `${events.length} events, ${new Set(events).size} of them different`,
      allowed: `must be ${MOST_EVENTS} different events at most, the limit of a filter of SNS`,
      fix: 'remove what is there twice, or make two modules',
    }),
    ...events.map((event) =>
      problemIf(!/^[a-z][\w-]*(\.[\w-]+)*$/.test(event) || event.length > 100, {
        code: 'cell/module-event',
        prop: `${prefix}events`,
        value: event,
        allowed: 'must be types of events: letters, digits, dots, hyphens and underscores, 100 at most',
        fix: 'write it like "contact.created"',
      }),
    ),
    problemIf(hasTwice(needs), {
      code: 'cell/module-needs-twice',
      prop: `${prefix}needs`,
      value: needs,
      allowed: 'must be different modules',
      fix: 'remove what is there twice',
    }),
    problemIf(!/^(\/[\w.~-]+)+$/.test(healthPath) || healthPath.length > 200, {
      code: 'cell/module-health-path',
      prop: `${prefix}healthPath`,
      value: healthPath,
      allowed: 'must be a path of letters, digits, dots, hyphens and underscores, without a query',
      fix: `write it like "/${matches(/^[\w-]+$/, moduleName) ? moduleName : 'contacts'}/health"`,
    }),
  ];
}

/** Names that are no module of the library, for what comes as text from the context. */
export function unknownModuleProblems(names: string[], prop: string): Problems {
  return names.map((name) => {
    const nearest = nearestOf(name, LIBRARY_MODULES);
    return problemIf(!LIBRARY_MODULES.includes(name), {
      code: 'cell/module-unknown',
      prop,
      value: name,
      allowed: `must be a module of the library: ${LIBRARY_MODULES.join(', ')}`,
      fix: `write ${nearest ? `"${nearest}"` : 'one of them'}; add one of your own by \`PlatformModule.of(…)\` in the app`,
    });
  });
}

function hasTwice(names: string[]): boolean {
  return new Set(names).size < names.length;
}
