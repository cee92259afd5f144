import { IConstruct } from 'constructs';
import { problemIf, throwOnProblems } from './problems';

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
  throwOnProblems(
    scope,
    ...Object.keys(names).map((name) =>
      problemIf(given[name] === undefined || given[name] === null, {
        code: 'props/missing',
        prop: name,
        value: undefined,
        allowed: 'must be given',
        fix: `pass '${name}' to the construct`,
      }),
    ),
  );
}
