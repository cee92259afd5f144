import { Token } from 'aws-cdk-lib';
import { managedRule } from './managed-rules';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entryProblems } from '../../../core/private/checks/required-props';
import { entriesOf, TEXTS } from '../../../core/private/checks/types';

/** AWS WAF's limit of a string to match. */
const LONGEST = 200;

/** Problems of exceptions from managed rules. */
export function exceptionProblems(exceptions: Record<string, string[]> | undefined): Array<Problem | undefined> {
  return [
    ...entryProblems('ruleExceptions', exceptions, TEXTS),
    ...entriesOf(exceptions).flatMap(([name, paths]) => [
      problemIf(managedRule(name) === undefined, {
        code: 'firewall/not-a-managed-rule',
        prop: 'ruleExceptions',
        value: name,
        allowed:
          'must be the name of a rule in AWSManagedRulesCommonRuleSet, AWSManagedRulesKnownBadInputsRuleSet or AWSManagedRulesSQLiRuleSet, as the log has it',
        fix: 'write it like "SizeRestrictions_BODY"',
      }),
      ...(TEXTS.has(paths) ? pathProblems(`ruleExceptions.${name}`, paths) : []),
    ]),
  ];
}

/** The problem of a value from which the template is computed. */
export function lateProblem(prop: string, noun: string): Problem {
  return {
    code: 'firewall/late-value',
    prop,
    value: `${noun} that only CloudFormation knows`,
    allowed: 'must be known at synthesis, since the rules are computed from it',
    fix: 'write it out',
  };
}

function pathProblems(prop: string, paths: string[]): Array<Problem | undefined> {
  if (Token.isUnresolved(paths)) {
    return [lateProblem(prop, 'a list')];
  }
  return [
    problemIf(paths.length === 0, {
      code: 'firewall/no-paths',
      prop,
      value: paths,
      allowed: 'must have a path: without one nothing is excepted',
      fix: 'name a path, or remove the rule',
    }),
    ...paths.map((path) =>
      problemIf(!isPath(path), {
        code: 'firewall/not-a-path',
        prop,
        value: path,
        allowed: `must begin with a slash and have at most ${LONGEST} characters, with * at its end alone, and without query, percent-encoding and empty or dot segments`,
        fix: 'write it like "/api/graphql" or "/uploads/*"',
      }),
    ),
  ];
}

/** Compared with the path decoded and normalized: one that is neither would match no request, and nothing would say so. */
function isPath(path: string): boolean {
  const isPlain = !/%|\/\/|\/\.{1,2}(\/|$)/.test(path);
  return Token.isUnresolved(path) || (isPlain && /^\/[^*?#\s]*\*?$/.test(path) && Buffer.byteLength(path) <= LONGEST);
}
