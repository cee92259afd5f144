import { Problem, problemIf } from '../../../core/private/checks/problems';

/** The problem of a name that PostgreSQL cuts off, or that is no name of one thing. */
export function identifierProblem(code: string, prop: string, name: string): Problem | undefined {
  const isName = /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) && Buffer.byteLength(name) <= 63;
  return problemIf(!isName, {
    code,
    prop,
    value: name,
    allowed:
      'must be a name of PostgreSQL: letters, digits, underscores and $, not a digit first, and 63 bytes at most, where PostgreSQL cuts it off',
    fix: 'write the name as the table has it, in its upper and lower case',
  });
}
