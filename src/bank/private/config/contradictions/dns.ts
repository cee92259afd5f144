import { Draft, when } from './draft';
import { Problem } from '../../../../core/private/checks/problems';

/** ACM takes 64 characters for the first domain name of a certificate. */
const MAX_HOST = 64;

/** The hosted zone and the names in it. */
export function dnsContradictions(draft: Draft): Problem[] {
  return [...zone(draft), ...hosts(draft)];
}

function zone({ domain, createResources }: Draft): Problem[] {
  return when(
    domain?.hostedZoneId !== undefined && domain.zoneIsDelegated === true,
    'domain.zoneIsDelegated',
    true,
    'cannot be true with hostedZoneId, since it is about a new zone',
    'remove one of the two',
  ).concat(
    when(
      createResources === true && isUndelegated({ domain }),
      'domain.zoneIsDelegated',
      domain?.zoneIsDelegated,
      'must be true for a new zone, since certificates wait until the parent domain delegates to it',
      DELEGATE,
    ),
  );
}

/** Whether the zone is new and the config does not state that the parent domain delegates to it. */
export function isUndelegated({ domain }: Draft): boolean {
  return domain?.rootDomain !== undefined && domain.hostedZoneId === undefined && domain.zoneIsDelegated !== true;
}

/** The fix for an undelegated zone. */
export const DELEGATE =
  'set domain.hostedZoneId to an existing zone; or set this to true, deploy the zone by itself first, and continue when the parent domain has its name servers';

function hosts({ domain = {}, adopt = {} }: Draft): Problem[] {
  const parts = [
    ['apiSubdomain', adopt.apiCertificateArn],
    ['appSubdomain', adopt.webappCertificateArn],
    ['merchantSubdomain', adopt.merchantPortalCertificateArn],
  ] as const;
  return parts.flatMap(([name, certificate], index) => {
    const label = domain[name];
    const other = parts.slice(0, index).find(([before]) => domain[before] === label);
    const host = `${label}.${domain.rootDomain}`;
    const isLong = domain.rootDomain !== undefined && host.length > MAX_HOST && certificate === undefined;
    if (label === undefined) {
      return [];
    }
    return [
      ...when(
        other !== undefined,
        `domain.${name}`,
        label,
        `must differ from ${other?.[0]}, since a name leads to one place`,
        'choose another name',
      ),
      ...when(
        isLong,
        `domain.${name}`,
        label,
        `must make a host name of ${MAX_HOST} characters at most for a certificate, and ${host} has ${host.length}`,
        'choose a shorter name, or adopt a certificate',
      ),
    ];
  });
}
