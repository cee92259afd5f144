import { isDomainName } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';

/** The longest name of a certificate, which is `*.` and the domain of the cell. */
const LONGEST = 64 - '*.'.length;

/** The problem of a domain that no cell can have. Certificates and origins name it, so a token would be too late. */
export function domainProblem(domain: string, isToken: boolean, prop: string = 'domain'): Problem | undefined {
  return problemIf(isToken || !isDomainName(domain) || domain.startsWith('*'), {
    code: 'cell/domain',
    prop,
    value: isToken ? 'a token' : domain,
    allowed: 'must be a domain that is known at synthesis, such as acme.example, without a wildcard',
    fix: 'pass the name of the hosted zone as text',
  });
}

/** The problem of a domain that follows from the name of the cell, and whose wildcard no certificate can name first. */
export function longDomainProblem(domain: string): Problem | undefined {
  return problemIf(domain.length > LONGEST, {
    code: 'cell/domain-too-long',
    prop: 'domain',
    value: domain,
    allowed: `must have ${LONGEST} characters at most, since its certificates name \`*.\` before it, and it has ${domain.length}`,
    fix: 'shorten it: `label` of `CellDomain.subdomainOf` takes the place of the name of the cell',
  });
}
