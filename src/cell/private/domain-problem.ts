import { isDomainName } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';

/** The problem of a domain that no cell can have. Certificates and origins name it, so a token would be too late. */
export function domainProblem(domain: string, isToken: boolean): Problem | undefined {
  return problemIf(isToken || !isDomainName(domain) || domain.startsWith('*'), {
    code: 'cell/domain',
    prop: 'domain',
    value: isToken ? 'a token' : domain,
    allowed: 'must be a domain that is known at synthesis, such as acme.example, without a wildcard',
    fix: 'pass the name of the hosted zone as text',
  });
}
