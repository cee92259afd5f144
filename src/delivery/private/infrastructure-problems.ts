import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accountProblem } from './account-problem';
import { wildcardProblem } from './wildcard-problem';
import { isDomainName, isInZone } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { matches } from '../../core/private/checks/values';
import { REGION } from '../../core/private/formats/environment';
import { areDifferent } from '../../core/private/stacks/stack-of';
import type { InfrastructureOptions } from '../infrastructure-options';
import type { DiffStacksOptions } from '../stack-options';

/** Domain names outside the hosted zone, and regions that do not exist. */
export function infrastructureProblems(role: Construct, options: InfrastructureOptions): Array<Problem | undefined> {
  const { zone, cache, certificateNames, certificateRegions = [] } = options;
  return [
    problemIf(certificateNames.length === 0, {
      code: 'delivery/no-certificate-names',
      prop: 'certificateNames',
      value: [],
      allowed: 'must have at least one name, or no certificate can be requested',
      fix: 'pass the domain names, such as "api.bank.example"',
    }),
    ...certificateNames.map((name) =>
      problemIf(!Token.isUnresolved(name) && (!isDomainName(name) || !isInZone(name, zone.zoneName)), {
        code: 'delivery/name-outside-zone',
        prop: 'certificateNames',
        value: name,
        allowed: `must be a full domain name in the zone ${zone.zoneName}, where ACM validates it`,
        fix: 'write it like "api.bank.example"',
      }),
    ),
    ...certificateRegions.map((region) => regionProblem('certificateRegions', region)),
    wildcardProblem('zone', zone.hostedZoneId),
    cache && wildcardProblem('cache', cache.cacheName),
    accountProblem(role, 'zone', zone),
    cache && accountProblem(role, 'cache', cache),
  ];
}

/** Stacks that the role cannot read. */
export function planProblems(scope: Construct, { stacks, qualifier }: DiffStacksOptions): Array<Problem | undefined> {
  const { account } = Stack.of(scope);
  return [
    problemIf(stacks.length === 0, {
      code: 'delivery/no-stacks',
      prop: 'stacks',
      value: [],
      allowed: 'must have at least one stack to compare',
      fix: 'pass the stacks of the app',
    }),
    ...stacks.map((stack) =>
      problemIf(areDifferent(stack.account, account), {
        code: 'delivery/stack-in-other-account',
        prop: 'stacks',
        value: stack.node.path,
        allowed: `must be in account ${account} of the role, and is in ${stack.account}`,
        fix: `make a role in ${stack.account} for it`,
      }),
    ),
    qualifierProblem(qualifier),
  ];
}

/** Bootstrap roles that do not exist. */
export function stackDeployProblems(regions: string[], qualifier: string | undefined): Array<Problem | undefined> {
  return [
    problemIf(regions.length === 0, {
      code: 'delivery/no-regions',
      prop: 'regions',
      value: [],
      allowed: 'must have at least one region, whose bootstrap roles can be assumed',
      fix: 'pass the regions of the stacks, or leave it out',
    }),
    ...regions.map((region) => regionProblem('regions', region)),
    qualifierProblem(qualifier),
  ];
}

function regionProblem(prop: string, region: string): Problem | undefined {
  return problemIf(!matches(REGION, region), {
    code: 'delivery/not-a-region',
    prop,
    value: region,
    allowed: 'must be the name of one region',
    fix: 'write it like "ap-southeast-1"',
  });
}

function qualifierProblem(qualifier: string | undefined): Problem | undefined {
  return problemIf(qualifier !== undefined && !matches(/^[a-z0-9]{1,10}$/, qualifier), {
    code: 'delivery/not-a-qualifier',
    prop: 'qualifier',
    value: qualifier,
    allowed: 'must have 1 to 10 small letters and digits: a wildcard would match the roles of other qualifiers',
    fix: 'pass the one that the account was bootstrapped with, or leave it out',
  });
}
