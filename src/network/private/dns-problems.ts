import { Stack, Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { isDomainName, isInZone, normalizeDomainName } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { areDifferent } from '../../core/private/stacks/stack-of';
import { AliasTarget } from '../alias-target';
import { HostedZoneSource } from '../hosted-zone-source';

/** What Route 53 would refuse of a zone. */
export function zoneProblems(rootDomain: string, source: HostedZoneSource): Array<Problem | undefined> {
  const { _isNew: isNew, _hostedZoneId: hostedZoneId, _hostedZone: hostedZone } = source;
  return [
    problemIf(!isDomainName(rootDomain) || rootDomain.startsWith('*'), {
      code: 'dns/not-a-domain-name',
      prop: 'rootDomain',
      value: rootDomain,
      allowed: 'it has to be a domain name, such as "bank.example"',
      fix: 'write labels of letters, digits and hyphens with dots between, no wildcard, no scheme and no path',
    }),
    problemIf(!isNew && !hostedZone && !/^Z[A-Z0-9]{1,31}$/.test(hostedZoneId ?? ''), {
      code: 'dns/not-a-zone-id',
      prop: 'hostedZoneId',
      value: hostedZoneId,
      allowed: 'ids of hosted zones are a Z and up to 31 capital letters and digits',
      fix: 'copy the id from the zone, without "/hostedzone/" before it',
    }),
    problemIf(hostedZone !== undefined && areDifferent(nameOf(hostedZone), normalizeDomainName(rootDomain)), {
      code: 'dns/zone-of-another-domain',
      prop: 'zone',
      value: hostedZone?.node.path,
      allowed: `must be the zone of ${rootDomain}, and it is the zone of ${hostedZone && nameOf(hostedZone)}`,
      fix: 'pass the zone of that domain, or its domain as the root domain',
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
export function aliasProblems(recordName: string, zone: IHostedZone, target: AliasTarget): Array<Problem | undefined> {
  const { acceptedNames: accepted, owner } = target;
  const rootDomain = zone.zoneName;
  const name = normalizeDomainName(recordName);
  if (Token.isUnresolved(name)) {
    const value = 'a value that only CloudFormation knows';
    const allowed = 'a name has one owner, and that is looked after here';
    return [{ code: 'dns/late-name', prop: 'recordName', value, allowed, fix: 'write the name out' }];
  }
  if (!isDomainName(name) || !isInZone(name, rootDomain)) {
    const allowed = `it is not in the zone "${rootDomain}"`;
    const fix = `write the full name, such as "${name.split('.')[0]}.${rootDomain}", or add it to the zone it is in`;
    return [{ code: 'dns/name-outside-zone', prop: 'recordName', value: recordName, allowed, fix }];
  }
  const account = Stack.of(owner).account;
  return [
    problemIf(areDifferent(zone.env.account, account), {
      code: 'dns/target-in-other-account',
      prop: 'recordName',
      value: recordName,
      allowed: `it leads to ${owner.node.path} in account ${account}, where CloudFormation cannot write into a zone of ${zone.env.account}`,
      fix: 'delegate a subdomain to a zone of that account, and make the alias there',
    }),
    problemIf(accepted !== undefined && !Token.isUnresolved(accepted) && !accepted.some((own) => answers(own, name)), {
      code: 'dns/target-does-not-know-name',
      prop: 'recordName',
      value: recordName,
      allowed: `CloudFront refuses hosts that the distribution does not name, and it names ${listed(accepted)}`,
      fix: "add the name to the distribution's 'domainNames', with a certificate that has it",
    }),
  ];
}

function nameOf({ zoneName }: IHostedZone): string {
  return normalizeDomainName(zoneName);
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
