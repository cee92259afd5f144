import { IConstruct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from './problems';
import { entriesOf, Type, typeProblem } from './types';

/** The names of the props that have no `?`. */
type Required<Props> = { [Name in keyof Props]-?: object extends Pick<Props, Name> ? never : Name }[keyof Props];

/**
 * Throws if a required prop is missing, naming each. TypeScript refuses this at compile time; plain JavaScript, a cast
 * and other languages do not, and would meet `Cannot read properties of undefined` somewhere inside the construct.
 *
 * @param names every required prop of the construct: the compiler refuses a list that lacks one
 */
export function requireProps<Props extends object>(
  scope: IConstruct | string,
  props: Props | undefined,
  names: Record<Required<Props>, true>,
): void {
  const given = (props ?? {}) as Record<string, unknown>;
  throwOnProblems(scope, ...Object.keys(names).map((name) => missingProblem(name, given[name])));
}

/**
 * Throws if an argument of a method is missing or of another type, naming it.
 *
 * @param place construct, or the class and its method
 */
export function requireArgument(place: IConstruct | string, name: string, value: unknown, type?: Type): void {
  throwOnProblems(place, type ? requiredTypeProblem(name, value, type) : missingProblem(name, value));
}

/** The problem of a value that is not given, or of another type, for checks that list it among others. */
export function requiredTypeProblem(name: string, value: unknown, type: Type): Problem | undefined {
  return missingProblem(name, value) ?? typeProblem(name, value, type);
}

/** The problems of values of a map that are not given, or of another type; none of what is no map. */
export function entryProblems<T>(
  prop: string,
  map: Record<string, T> | undefined,
  type: Type,
): Array<Problem | undefined> {
  return entriesOf(map).map(([key, value]) => requiredTypeProblem(`${prop}.${key}`, value, type));
}

/** The problem of a value that is not given, for checks that list it among others. */
export function missingProblem(name: string, value: unknown): Problem | undefined {
  return problemIf(value === undefined || value === null, {
    code: 'props/missing',
    prop: name,
    value: undefined,
    allowed: 'must be given',
    fix: `pass a value for '${name}'`,
  });
}
