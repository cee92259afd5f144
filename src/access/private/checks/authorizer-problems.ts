import { Duration } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';

/** The longest that API Gateway caches an answer of an authorizer. */
const LONGEST_TTL = 3600;

/** Problems of the options of an authorizer. */
export function authorizerProblems(options: {
  resultsCacheTtl?: Duration;
  scopes?: string[];
}): Array<Problem | undefined> {
  const { resultsCacheTtl, scopes = [] } = options;
  const isLate = resultsCacheTtl?.isUnresolved() ?? false;
  const seconds = resultsCacheTtl && !isLate ? resultsCacheTtl.toSeconds({ integral: false }) : 0;
  return [
    problemIf(isLate || !isWhole(seconds, 0, LONGEST_TTL), {
      code: 'machine-authorizer/not-a-ttl',
      prop: 'resultsCacheTtl',
      value: isLate ? 'a time that only CloudFormation knows' : `${seconds} s`,
      allowed: `must be whole seconds, from 0 to ${LONGEST_TTL}`,
      fix: 'pass for example `Duration.minutes(5)`',
    }),
    ...scopes.map(scopeProblem),
  ];
}

/** The problem of a scope, of the authorizer or of a route. */
export function scopeProblem(scope: string): Problem | undefined {
  // What OAuth 2.0 allows in a scope: RFC 6749, section 3.3.
  return problemIf(!/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope), {
    code: 'machine-authorizer/not-a-scope',
    prop: 'scopes',
    value: scope,
    allowed: 'must be printable ASCII characters without spaces, quotes and backslashes',
    fix: 'write it like "expenses/read"',
  });
}
