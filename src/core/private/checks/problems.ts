import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** An invalid property, with all that a reader needs to correct it. */
export interface Problem {
  /** Stable code to search for, `<construct>/<problem>`. */
  readonly code: string;
  /** Name of the property in TypeScript. */
  readonly prop: string;
  /** The given value. */
  readonly value: unknown;
  /** The valid values: begins with "must", "cannot", "only", or the name of an AWS service. */
  readonly allowed: string;
  /** The correction, as an imperative. */
  readonly fix: string;
}

/**
 * Throws one error with all problems of a construct; without a problem it does nothing.
 *
 * The class of an error and its fields do not reach Python, Java or Go, and most tools show the first line alone:
 * so code and construct path are part of the text, and one problem is one line. A token is never a problem,
 * since only CloudFormation knows its value. An object outside the construct tree passes its name instead of a scope.
 */
export function throwOnProblems(scope: IConstruct | string, ...problems: Array<Problem | undefined>): void {
  const known = problems.filter((problem) => problem !== undefined && !hasToken(problem.value)) as Problem[];
  if (known.length === 0) {
    return;
  }
  const codes = [...new Set(known.map((problem) => problem.code))].join(', ');
  const path = typeof scope === 'string' ? scope : scope.node.path || 'the app';
  const place = `[${codes} at ${path}]`;
  const lines = known.map(messageOf);
  throw new ConstructError(
    lines.length === 1 ? `${lines[0]} ${place}` : `${lines.length} problems ${place}:\n- ${lines.join('\n- ')}`,
  );
}

/** The problem, if `wrong` holds. */
export function problemIf(wrong: boolean, problem: Problem): Problem | undefined {
  return wrong ? problem : undefined;
}

/** The problem as one line, for checks that the CDK collects over the whole app before it fails. */
export function formatProblem(problem: Problem): string {
  return `${messageOf(problem)} [${problem.code}]`;
}

class ConstructError extends Error {
  public readonly name = 'ConstructError';
}

function messageOf(problem: Problem): string {
  return `'${problem.prop}' is ${formatValue(problem.value)}, but ${problem.allowed}: ${problem.fix}`;
}

function hasToken(value: unknown): boolean {
  return Token.isUnresolved(value) || (Array.isArray(value) && value.some(hasToken)); // a whole list may be one
}

function formatValue(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
