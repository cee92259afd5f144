import { Stage, Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct, IConstruct } from 'constructs';
import { normalizeDomainName } from '../../core/private/checks/domain-name';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { topLevelStack } from '../../core/private/stacks/stack-of';
import { zoneStackOf } from '../../core/private/stacks/zone-delegation';

/** Takes the name for the target, or says who has it already. */
export function claim(scope: Construct, zone: IHostedZone, recordName: string, owner: IConstruct): void {
  const name = normalizeDomainName(recordName);
  // A target has its records once, so a name of two zones needs two targets.
  const before =
    claimUnique(scope, ['dns/name', zoneKey(zone), name], owner) ??
    claimUnique(scope, ['dns/target', owner.node.path, name], owner);
  throwOnProblems(
    scope,
    problemIf(before !== undefined, {
      code: 'dns/name-taken',
      prop: 'recordName',
      value: recordName,
      allowed: `${before} has it already, and a name has one owner`,
      fix: `give ${owner.node.path} another name, or take the name from ${before}`,
    }),
  );
}

/** Takes the place of the CAA record, of which a name has one. */
export function claimCaa(dns: Construct, zone: IHostedZone): void {
  const before = claimUnique(dns, ['dns/caa', zoneKey(zone)], dns);
  throwOnProblems(
    dns,
    problemIf(before !== undefined, {
      code: 'dns/caa-taken',
      prop: 'caaIssuers',
      value: before,
      allowed: 'it has the CAA record of the zone already, and there is one',
      fix: 'name all issuers there',
    }),
  );
}

/** Takes the domain for a new zone: of two, the parent domain points at one, and the other is dead. */
export function claimNewZone(dns: Construct, rootDomain: string): void {
  const { account } = topLevelStack(dns);
  const before = claimUnique(
    dns,
    ['dns/zone', Stage.of(dns)!.node.path, Token.isUnresolved(account) ? '' : account, rootDomain],
    dns,
  );
  throwOnProblems(
    dns,
    problemIf(before !== undefined, {
      code: 'dns/zone-made-twice',
      prop: 'zone',
      value: rootDomain,
      allowed: `${before} makes a zone of that domain already, and its parent points at one alone`,
      fix: `pass ${before} around and use it for both`,
    }),
  );
}

/** A literal id identifies a zone in all of AWS, a zone of this app is identified by its stack and domain. */
function zoneKey(zone: IHostedZone): string {
  const stack = zoneStackOf(zone);
  return stack ? `${stack.node.path}/${zone.zoneName}` : zone.hostedZoneId;
}
