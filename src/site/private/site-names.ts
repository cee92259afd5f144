import { isDomainName } from '../../core/private/checks/domain-name';
import { Problem, problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { SiteDomain } from '../site-domain';
import type { StaticSpaSite } from '../static-spa-site';

/** Whether the name stands for every name one label below a domain. */
export function isWildcard(name: string): boolean {
  return name.startsWith('*.');
}

/** Names that CloudFront, ACM or the function at the edge cannot serve. */
export function nameProblems(domain: SiteDomain | undefined): Array<Problem | undefined> {
  if (domain === undefined) {
    return [];
  }
  const { name, redirectFrom } = domain;
  const full = isWildcard(name) ? name.slice('*.'.length) : name;
  return [
    problemIf(!isDomainName(full) || full.startsWith('*'), {
      code: 'site/not-a-site-name',
      prop: 'domain.name',
      value: name,
      allowed: 'must be a full domain name, such as "app.bank.example", or a wildcard, such as "*.platform.example"',
      fix: 'write it like "app.bank.example"',
    }),
    ...redirectFrom.map((from) =>
      problemIf(!isDomainName(from) || from.startsWith('*'), {
        code: 'site/not-a-site-name',
        prop: 'domain.redirectFrom',
        value: from,
        allowed: 'must be a full domain name, without wildcards',
        fix: 'write it like "app.bank.example"',
      }),
    ),
    problemIf(redirectFrom.includes(name), {
      code: 'site/redirect-to-itself',
      prop: 'domain.redirectFrom',
      value: name,
      allowed: 'cannot redirect to itself',
      fix: 'remove it from the list',
    }),
    problemIf(isWildcard(name) && redirectFrom.length > 0, {
      code: 'site/redirect-to-wildcard',
      prop: 'domain.redirectFrom',
      value: redirectFrom,
      allowed: `cannot redirect to "${name}", which is no single name`,
      fix: 'leave it out, and redirect from these names to another site',
    }),
  ];
}

/** Origin of a site, of which there is one where it has one name. */
export function originOf(site: StaticSpaSite, domain: SiteDomain | undefined): string {
  throwOnProblems(
    site,
    problemIf(domain !== undefined && isWildcard(domain.name), {
      code: 'site/no-single-origin',
      prop: 'domain.name',
      value: domain?.name,
      allowed: 'must be one name for `origin`, which browsers and login providers compare letter by letter',
      fix: 'add "https://" to each name that the site serves, where you need its origin',
    }),
  );
  return `https://${domain?.name ?? site.distribution.distributionDomainName}`;
}

/** What an alarm calls the site, in words that are known at synthesis. */
export function displayNameOf(site: StaticSpaSite, domain: SiteDomain | undefined): string {
  if (domain === undefined) {
    return `the site ${site.node.id}`;
  }
  return isWildcard(domain.name) ? `names below ${domain.name.slice('*.'.length)}` : originOf(site, domain);
}
