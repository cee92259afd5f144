import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accountProblem } from './account-problem';
import { isDomainName, isInZone } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { matches } from '../../core/private/checks/values';
import { areDifferent } from '../../core/private/stacks/stack-of';
import { InfrastructureScope } from '../infrastructure-scope';
import type { PlanRoleProps } from '../plan-role';

/** Names and regions that no certificate has. */
export function infrastructureProblems(role: Construct, scope: InfrastructureScope): Array<Problem | undefined> {
  const { zone, cache, certificateNames, certificateRegions = [] } = scope;
  return [
    problemIf(certificateNames.length === 0, {
      code: 'delivery/no-certificate-names',
      prop: 'certificateNames',
      value: [],
      allowed: 'without a name no certificate could be requested',
      fix: 'name the hosts, such as "api.bank.example"',
    }),
    ...certificateNames.map((name) =>
      problemIf(!Token.isUnresolved(name) && (!isDomainName(name) || !isInZone(name, zone.zoneName)), {
        code: 'delivery/name-outside-zone',
        prop: 'certificateNames',
        value: name,
        allowed: `it has to be a full name in the zone ${zone.zoneName}, where its owner is checked`,
        fix: 'write it like "api.bank.example"',
      }),
    ),
    ...certificateRegions.map((region) => regionProblem('certificateRegions', region)),
    accountProblem(role, 'zone', zone),
    cache && accountProblem(role, 'cache', cache),
  ];
}

/** Stacks that one role cannot read. */
export function planProblems(scope: Construct, { stacks, qualifier }: PlanRoleProps): Array<Problem | undefined> {
  const { account } = Stack.of(scope);
  return [
    problemIf(stacks.length === 0, {
      code: 'delivery/no-stacks',
      prop: 'stacks',
      value: [],
      allowed: 'without a stack there is nothing to compare',
      fix: 'pass the stacks of the app',
    }),
    ...stacks.map((stack) =>
      problemIf(areDifferent(stack.account, account), {
        code: 'delivery/stack-in-other-account',
        prop: 'stacks',
        value: stack.node.path,
        allowed: `it is in account ${stack.account}, and the role in ${account}`,
        fix: 'make a role in that account for it',
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
      allowed: 'without a region there is no role to take on',
      fix: 'name the regions of the stacks, or leave it out',
    }),
    ...regions.map((region) => regionProblem('regions', region)),
    qualifierProblem(qualifier),
  ];
}

function regionProblem(prop: string, region: string): Problem | undefined {
  return problemIf(!matches(/^[a-z]{2}(-[a-z]+)+-\d$/, region), {
    code: 'delivery/not-a-region',
    prop,
    value: region,
    allowed: 'it has to be the name of one region',
    fix: 'write it like "ap-southeast-1"',
  });
}

function qualifierProblem(qualifier: string | undefined): Problem | undefined {
  return problemIf(qualifier !== undefined && !matches(/^[a-z0-9]{1,10}$/, qualifier), {
    code: 'delivery/not-a-qualifier',
    prop: 'qualifier',
    value: qualifier,
    allowed: 'the CDK takes 1 to 10 small letters and digits, and a wildcard would name the roles of others',
    fix: 'take the one that the account was bootstrapped with, or leave it out',
  });
}
