import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../checks/problems';

/** Limit of a path condition in a listener rule. */
const MOST_PATTERNS = 3;

/** Limit of `*` and `?` in all conditions of a listener rule. */
const MOST_WILDCARDS = 5;

/** Routes to a service, by the path of a request. */
interface Routes {
  readonly isByPath: boolean;
  readonly patterns: string[];
}

/** Problems of routes that the load balancer would refuse. */
export function routingProblems({ isByPath, patterns }: Routes): Array<Problem | undefined> {
  if (Token.isUnresolved(patterns)) {
    return [];
  }
  const different = new Set(patterns);
  return [
    problemIf(isByPath && (different.size === 0 || different.size > MOST_PATTERNS), {
      code: 'api/number-of-patterns',
      prop: 'routing',
      value: patterns,
      allowed: `must be 1 to ${MOST_PATTERNS} patterns`,
      fix: 'use fewer patterns, such as "/api/*"',
    }),
    ...[...different].map((pattern) =>
      problemIf(!isPattern(pattern), {
        code: 'api/not-a-pattern',
        prop: 'routing',
        value: pattern,
        allowed: 'must begin with a slash and have at most 128 characters, with * for any number and ? for one',
        fix: 'write it like "/api/*"',
      }),
    ),
    problemIf(patterns.join('').replace(/[^*?]/g, '').length > MOST_WILDCARDS, {
      code: 'api/number-of-wildcards',
      prop: 'routing',
      value: patterns,
      allowed: `must have at most ${MOST_WILDCARDS} of * and ? in all`,
      fix: 'use fewer of them, such as "/api/*"',
    }),
  ];
}

function isPattern(pattern: string): boolean {
  return Token.isUnresolved(pattern) || /^\/[\w.$/~"'@:+&*?-]{0,127}$/.test(pattern);
}

/** Whether a pattern matches the path. Queries are no part of a path condition. */
export function isRouted(patterns: string[], path: string): boolean {
  return patterns.some((pattern) => matches(pattern, path.replace(/\?.*/, '')));
}

/** Matches as the load balancer does: case-sensitive, `*` for any characters and `?` for one. */
function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(path);
}
