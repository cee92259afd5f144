import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { ApiDomain } from '../../api-domain';
import type { ApiRouting } from '../../api-routing';

/** Where an API serves GraphQL if nothing is said. */
export const DEFAULT_GRAPHQL_PATH = '/api/graphql';

/** The load balancer takes three values in one condition of a rule. */
const MOST_PATTERNS = 3;

/** And five of `*` and `?` in all of them. */
const MOST_WILDCARDS = 5;

/** Routes that the load balancer refuses, or by which nobody finds the API. */
export function routingProblems(
  { isByPath, patterns }: ApiRouting,
  { graphqlPath }: ApiDomain,
  servesGraphql: boolean,
): Array<Problem | undefined> {
  if (Token.isUnresolved(patterns)) {
    return [];
  }
  const different = new Set(patterns);
  const arePatterns = patterns.every(isPattern);
  return [
    problemIf(isByPath && (different.size === 0 || different.size > MOST_PATTERNS), {
      code: 'api/number-of-patterns',
      prop: 'routing',
      value: patterns,
      allowed: `a rule takes 1 to ${MOST_PATTERNS} paths beside the host`,
      fix: 'say it in fewer patterns, such as "/api/*"',
    }),
    ...[...different].map((pattern) =>
      problemIf(!isPattern(pattern), {
        code: 'api/not-a-pattern',
        prop: 'routing',
        value: pattern,
        allowed: 'a path begins with a slash and has 128 characters at most, with * for any and ? for one of them',
        fix: 'write it like "/api/*"',
      }),
    ),
    problemIf(patterns.join('').replace(/[^*?]/g, '').length > MOST_WILDCARDS, {
      code: 'api/number-of-wildcards',
      prop: 'routing',
      value: patterns,
      allowed: `the paths of a rule take ${MOST_WILDCARDS} of * and ? in all`,
      fix: 'say it in fewer of them, such as "/api/*"',
    }),
    problemIf(servesGraphql && different.size > 0 && arePatterns && !leadsTo(different, graphqlPath), {
      code: 'api/graphql-not-routed',
      prop: 'routing',
      value: patterns,
      allowed: `none of them matches the path of GraphQL, ${graphqlPath}, and the load balancer would answer it with 404`,
      fix: "add a pattern for it, or state another path by 'graphqlPath' of the domain",
    }),
  ];
}

function isPattern(pattern: string): boolean {
  return Token.isUnresolved(pattern) || /^\/[\w.$/~"'@:+&*?-]{0,127}$/.test(pattern);
}

function leadsTo(patterns: Set<string>, path: string): boolean {
  const isLate = [path, ...patterns].some((part) => Token.isUnresolved(part));
  return isLate || [...patterns].some((pattern) => matches(pattern, path));
}

/** As the load balancer does: by case, `*` for any characters and `?` for one. */
function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(path);
}
