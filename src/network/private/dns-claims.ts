import { Stage, Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct, IConstruct } from 'constructs';
import { normalizeDomainName } from '../../core/private/checks/domain-name';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { topLevelStack } from '../../core/private/stacks/stack-of';
import { zoneStackOf } from '../../core/private/stacks/zone-delegation';

/** Registers the name for the target; refused if another target has it. */
export function claim(scope: Construct, zone: IHostedZone, recordName: string, owner: IConstruct): void {
  const name = normalizeDomainName(recordName);
  // A target has its records once, so a name in two zones needs two targets.
  const before =
    claimUnique(scope, ['dns/name', zoneKey(zone), name], owner) ??
    claimUnique(scope, ['dns/target', owner.node.path, name], owner);
  throwOnProblems(
    scope,
    problemIf(before !== undefined, {
      code: 'dns/name-taken',
      prop: 'recordName',
      value: recordName,
      allowed: `must have one owner, and ${before} has it already`,
      fix: `give ${owner.node.path} another name, or remove the name from ${before}`,
    }),
  );
}

/** Registers the CAA record of the zone, of which there is one. */
export function claimCaa(dns: Construct, zone: IHostedZone): void {
  const before = claimUnique(dns, ['dns/caa', zoneKey(zone)], dns);
  throwOnProblems(
    dns,
    problemIf(before !== undefined, {
      code: 'dns/caa-taken',
      prop: 'caaIssuers',
      value: before,
      allowed: 'must be set once per zone, and that construct has the CAA record already',
      fix: 'list all issuers there',
    }),
  );
}

/** Registers the domain of a new zone: the parent domain can point at one zone alone. */
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
      allowed: `must be created once, since its parent domain points at one zone, and ${before} creates it already`,
      fix: `pass ${before} to both`,
    }),
  );
}

/** A literal id identifies a zone in all of AWS, a zone of this app is identified by its stack and domain. */
function zoneKey(zone: IHostedZone): string {
  const stack = zoneStackOf(zone);
  return stack ? `${stack.node.path}/${zone.zoneName}` : zone.hostedZoneId;
}
