import { Token } from 'aws-cdk-lib';
import { Problem } from '../../../core/private/checks/problems';

/** Values that names, alarms or the number of resources are made of: a token has none at synthesis. */
export function literalProblems<Options extends object>(
  options: Options,
  names: Array<keyof Options & string>,
): Array<Problem | undefined> {
  return names
    .filter((name) => isLate(options[name]))
    .map((name) => ({
      code: 'database/not-literal',
      prop: name,
      value: 'a token',
      allowed: 'must be known at synthesis: names, alarms or the number of resources are made of it',
      fix: 'pass a literal value',
    }));
}

function isLate(value: unknown): boolean {
  const { isUnresolved } = (value ?? {}) as { isUnresolved?: () => boolean };
  const isSizeOrDuration = typeof isUnresolved === 'function' && 'toString' in (value as object);
  return Array.isArray(value)
    ? Token.isUnresolved(value) || value.some(isLate)
    : isSizeOrDuration
      ? isUnresolved.call(value)
      : Token.isUnresolved(value);
}
