import { Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct, IConstruct } from 'constructs';
import { isDomainName, isInZone, normalizeDomainName } from '../../core/private/domain-name';
import { Problem, problemIf, refuse } from '../../core/private/refuse';

/** What Route 53 would refuse of a zone. */
export function zoneProblems(rootDomain: string, hostedZoneId: string | undefined): Array<Problem | undefined> {
  return [
    problemIf(!isDomainName(rootDomain) || rootDomain.startsWith('*'), {
      code: 'dns/not-a-domain-name',
      prop: 'rootDomain',
      value: rootDomain,
      allowed: 'it has to be a domain name, such as "bank.example"',
      fix: 'write labels of letters, digits and hyphens with dots between, no wildcard, no scheme and no path',
    }),
    problemIf(hostedZoneId !== undefined && !/^Z[A-Z0-9]{1,31}$/.test(hostedZoneId), {
      code: 'dns/not-a-zone-id',
      prop: 'hostedZoneId',
      value: hostedZoneId,
      allowed: 'ids of hosted zones are a Z and up to 31 capital letters and digits',
      fix: 'copy the id from the zone, without "/hostedzone/" before it',
    }),
  ];
}

/** What would make CAA records that say something else than was meant. */
export function caaProblems(issuers: string[]): Array<Problem | undefined> {
  return issuers.map((issuer) =>
    problemIf(!isDomainName(issuer) || issuer.startsWith('*'), {
      code: 'dns/not-an-issuer',
      prop: 'caaIssuers',
      value: issuer,
      allowed: 'an issuer is the domain name of a certificate authority, such as "letsencrypt.org"',
      fix: 'take the name from the CAA page of the authority, or give an empty list for Amazon alone',
    }),
  );
}

/** What would make an alias that leads nowhere. */
export function aliasProblems(recordName: string, rootDomain: string, accepted?: string[]): Array<Problem | undefined> {
  const name = normalizeDomainName(recordName);
  if (Token.isUnresolved(name)) {
    return [];
  }
  if (!isDomainName(name) || !isInZone(name, rootDomain)) {
    const allowed = `it is not in the zone "${rootDomain}"`;
    const fix = `write the full name, such as "${name.split('.')[0]}.${rootDomain}", or add it to the zone it is in`;
    return [{ code: 'dns/name-outside-zone', prop: 'recordName', value: recordName, allowed, fix }];
  }
  return [
    problemIf(accepted !== undefined && !Token.isUnresolved(accepted) && !accepted.some((own) => answers(own, name)), {
      code: 'dns/target-does-not-know-name',
      prop: 'recordName',
      value: recordName,
      allowed: `CloudFront refuses hosts that the distribution does not name, and it names ${listed(accepted)}`,
      fix: "add the name to the distribution's 'domainNames', with a certificate that has it",
    }),
  ];
}

/** Takes the name for the target, or says who has it already. */
export function claim(scope: Construct, zone: IHostedZone, recordName: string, owner: IConstruct): void {
  const claims = claimsOf(scope.node.root);
  const key = [zoneKey(zone), normalizeDomainName(recordName)].join('/');
  const before = claims.get(key);
  refuse(
    scope,
    problemIf(before !== undefined, {
      code: 'dns/name-taken',
      prop: 'recordName',
      value: recordName,
      allowed: `${before} has it already, and a name has one owner`,
      fix: `give ${owner.node.path} another name, or take the name from ${before}`,
    }),
  );
  claims.set(key, owner.node.path);
}

// All instances that share a zone share its names, and so do two copies of this package in one app.
const CLAIMS = Symbol.for('rl-bank-constructs.dns.claims');

function claimsOf(root: IConstruct): Map<string, string> {
  const holder = root as { [CLAIMS]?: Map<string, string> };
  return (holder[CLAIMS] ??= new Map());
}

/** A known id names a zone for the whole world, a new zone is known by its place. */
function zoneKey(zone: IHostedZone): string {
  return Token.isUnresolved(zone.hostedZoneId) ? zone.node.path : zone.hostedZoneId;
}

function answers(own: string, name: string): boolean {
  const known = normalizeDomainName(own);
  return Token.isUnresolved(own) || known === name || (known.startsWith('*.') && known.slice(2) === parent(name));
}

function parent(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

function listed(names: string[] = []): string {
  return names.length > 0 ? names.map((name) => `"${name}"`).join(', ') : 'none';
}
