import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { ApiDomain } from '../../../service';

/** Domains of services that a domain name of API Gateway cannot serve. */
export function nameProblems(prop: string, domain: ApiDomain): Array<Problem | undefined> {
  return [
    problemIf(domain.name.startsWith('*'), {
      code: 'machine-api/wildcard-name',
      prop: `${prop}.name`,
      value: domain.name,
      allowed: 'must be one name, which clients call',
      fix: 'write it out, such as "api.tracker.example"',
    }),
    problemIf(domain.redirectFrom.length > 0, {
      code: 'machine-api/redirects',
      prop: `${prop}.redirectFrom`,
      value: domain.redirectFrom,
      allowed: 'cannot be given: API Gateway redirects no names',
      fix: 'leave it out, or give it to the domain of a BankApiService',
    }),
    problemIf(domain.isOfAnotherService, {
      code: 'machine-api/name-of-service',
      prop,
      value: domain.name,
      allowed: 'must be a name of its own: a domain name of API Gateway leads to no load balancer',
      fix: 'use ApiDomain.inZone(…) with another name',
    }),
  ];
}
