import { isDomainName } from './domain-name';
import { Problem, problemIf } from './problems';

/**
 * Names of resources of another app that no resource can have. They become part of ARNs in IAM policies, where `*` and `?`
 * would grant more than the one resource.
 */
export function attributeNameProblems(
  code: string,
  names: Record<string, string | undefined>,
): Array<Problem | undefined> {
  return Object.entries(names).map(([prop, value]) =>
    problemIf(value !== undefined && !/^[\w.-]+$/.test(value), {
      code,
      prop,
      value,
      allowed: 'must be the name of one resource: letters, digits, dots, hyphens and underscores',
      fix: 'write the name as AWS shows it, without wildcards',
    }),
  );
}

/** A domain name that has a scheme, a port or a path: these are added to it. */
export function attributeDomainProblem(
  code: string,
  prop: string,
  value: string,
  example: string,
): Problem | undefined {
  return problemIf(!isDomainName(value) || value.startsWith('*'), {
    code,
    prop,
    value,
    allowed: 'must be a full domain name, without scheme, port, path and wildcard',
    fix: `write it like "${example}"`,
  });
}
