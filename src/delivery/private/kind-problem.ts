import { Problem, problemIf } from '../../core/private/checks/problems';

/** What plain JavaScript passes that is no instance of the class, such as an array. */
export function kindProblem(prop: string, value: unknown, kind: string, isOne: boolean): Problem | undefined {
  return problemIf(!isOne, {
    code: 'delivery/of-another-kind',
    prop,
    value: kindOf(value),
    allowed: `must be of the type ${kind}`,
    fix: 'pass such a value, as TypeScript asks for',
  });
}

/** What plain JavaScript passes that is no list, such as one item, or a list with other items. */
export function listProblem(
  prop: string,
  value: unknown,
  kind: string,
  isOne: (item: any) => boolean,
): Problem | undefined {
  const other = Array.isArray(value) ? value.findIndex((item) => !isOne(item)) : undefined;
  return other === undefined
    ? kindProblem(prop, value, `${kind}[]`, false)
    : kindProblem(`${prop}[${other}]`, (value as unknown[])[other], kind, other < 0);
}

/** A list without a statement: the role could do nothing. */
export function noStatementsProblem(statements: unknown[]): Problem | undefined {
  return problemIf(statements?.length === 0, {
    code: 'delivery/no-statements',
    prop: 'statements',
    value: [],
    allowed: 'must have at least one statement',
    fix: "add the statements, or leave 'permissions' of the role out",
  });
}

/** The kind alone: a value of another class can be large, and can have secrets. */
function kindOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? `a value of the type ${value.constructor?.name}` : String(value);
}
