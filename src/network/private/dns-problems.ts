import { Stack, Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { isDomainName, isInZone, normalizeDomainName } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { isHostedZoneId } from '../../core/private/formats/hosted-zone-id';
import { areDifferent } from '../../core/private/stacks/stack-of';
import { AliasTarget } from '../alias-target';
import { HostedZoneSource } from '../hosted-zone-source';

/** Props of a zone that Route 53 refuses. */
export function zoneProblems(rootDomain: string, source: HostedZoneSource): Array<Problem | undefined> {
  const { _isNew: isNew, _hostedZoneId: hostedZoneId, _hostedZone: hostedZone } = source;
  return [
    problemIf(!isDomainName(rootDomain) || rootDomain.startsWith('*'), {
      code: 'dns/not-a-domain-name',
      prop: 'rootDomain',
      value: rootDomain,
      allowed: 'must be a domain name, such as "bank.example"',
      fix: 'write labels of letters, digits and hyphens with dots between, no wildcard, no scheme and no path',
    }),
    problemIf(!isNew && !hostedZone && !isHostedZoneId(hostedZoneId), {
      code: 'dns/not-a-zone-id',
      prop: 'hostedZoneId',
      value: hostedZoneId,
      allowed: 'must be a Z and up to 31 capital letters and digits',
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

/** Issuers that make a CAA record with another meaning. */
export function caaProblems(issuers: string[]): Array<Problem | undefined> {
  return issuers.map((issuer) =>
    problemIf(!isDomainName(issuer) || issuer.startsWith('*'), {
      code: 'dns/not-an-issuer',
      prop: 'caaIssuers',
      value: issuer,
      allowed: 'must be the domain name of a certificate authority, such as "letsencrypt.org"',
      fix: 'copy the name from the CAA page of the authority, or pass an empty list for Amazon alone',
    }),
  );
}

/** Aliases that Route 53 refuses, or that CloudFront does not answer. */
export function aliasProblems(recordName: string, zone: IHostedZone, target: AliasTarget): Array<Problem | undefined> {
  const { _acceptedNames: accepted, owner } = target;
  const rootDomain = zone.zoneName;
  const name = normalizeDomainName(recordName);
  if (Token.isUnresolved(name)) {
    const value = 'a value that only CloudFormation knows';
    const allowed = 'must be known at synthesis, since a name has one owner';
    return [{ code: 'dns/late-name', prop: 'recordName', value, allowed, fix: 'write the name out' }];
  }
  if (!isDomainName(name) || !isInZone(name, rootDomain)) {
    const allowed = `must be in the zone "${rootDomain}"`;
    const fix = `write the full name, such as "${name.split('.')[0]}.${rootDomain}", or add it to its own zone`;
    return [{ code: 'dns/name-outside-zone', prop: 'recordName', value: recordName, allowed, fix }];
  }
  const account = Stack.of(owner).account;
  return [
    problemIf(areDifferent(zone.env.account, account), {
      code: 'dns/target-in-other-account',
      prop: 'recordName',
      value: recordName,
      allowed: `must point to a target in account ${zone.env.account} of the zone, and ${owner.node.path} is in ${account}`,
      fix: 'delegate a subdomain to a zone of that account, and add the alias there',
    }),
    problemIf(accepted !== undefined && !Token.isUnresolved(accepted) && !accepted.some((own) => answers(own, name)), {
      code: 'dns/target-does-not-know-name',
      prop: 'recordName',
      value: recordName,
      allowed: `must be an alternate domain name of the distribution, which has ${listed(accepted)}`,
      fix: "add the name to the distribution's 'domainNames', with a certificate for it",
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
