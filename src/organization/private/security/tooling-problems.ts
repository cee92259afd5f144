import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { logRetentionProblem } from '../../../core/private/checks/log-retention';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { isWhole, matches } from '../../../core/private/checks/values';
import { REGION } from '../../../core/private/formats/environment';
import type { SecurityToolingProps } from '../../security-tooling';
import { LOG_ARCHIVE, ORGANIZATION } from '../types';

/** Types of the props. */
export const TOOLING_TYPES: Record<keyof SecurityToolingProps, Type> = {
  organization: ORGANIZATION,
  archive: LOG_ARCHIVE,
  regions: TEXTS,
  trailName: TEXT,
  trailLogRetention: DURATION,
  standards: TEXTS,
  unusedAccessAge: DURATION,
};

/** Props that a security service refuses, or that would watch another organization than this one. */
export function toolingProblems(scope: Construct, props: SecurityToolingProps): Array<Problem | undefined> {
  const { organization, trailName } = props;
  const { account, region, node } = Stack.of(scope);
  const { organizationId, managementAccountId, rootId } = organization;
  const isLate = [organizationId, managementAccountId, rootId].some((one) => Token.isUnresolved(one));
  const before = claimUnique(scope, ['security-tooling', isLate ? node.path : organizationId], scope);
  return [
    problemIf(Token.isUnresolved(account) || Token.isUnresolved(region), {
      code: 'security-tooling/no-environment',
      prop: 'env',
      value: 'a stack without account or region',
      allowed: 'must have account and region: the commands that delegate to it name them',
      fix: "give the stack `env: { account: '100000000001', region: 'us-east-1' }`",
    }),
    problemIf(isLate, {
      code: 'security-tooling/organization-late',
      prop: 'organization',
      value: 'an organization whose ids only CloudFormation knows',
      allowed: 'must have ids that are known at synthesis: it is of another account',
      fix: 'reference it by Organization.fromOrganizationAttributes',
    }),
    problemIf(account === managementAccountId, {
      code: 'security-tooling/management-account',
      prop: 'env.account',
      value: account,
      allowed: 'must be a member account, to which the management account delegates',
      fix: 'move the stack to the account of security tooling',
    }),
    problemIf(before !== undefined, {
      code: 'security-tooling/twice',
      prop: 'organization',
      value: organizationId,
      allowed: `must be given to one SecurityTooling: each service has one delegated administrator, and ${before} is of this organization`,
      fix: 'remove one of the two',
    }),
    problemIf(trailName !== undefined && !matches(/^[A-Za-z0-9](?:[._-]?[A-Za-z0-9]){2,127}$/, trailName), {
      code: 'security-tooling/not-a-trail-name',
      prop: 'trailName',
      value: trailName,
      allowed: 'must be 3 to 128 letters and digits, with single dots, hyphens and underscores between them',
      fix: 'write it like "organization"',
    }),
    ...regionProblems(region, props.regions),
    ...standardProblems(props.standards),
    ...timeProblems(props),
  ];
}

/** The problem of a region without the tools. */
export function unknownRegion(region: string, regions: string[]): Problem | undefined {
  return problemIf(!regions.includes(region), {
    code: 'security-tooling/unknown-region',
    prop: 'region',
    value: region,
    allowed: `must be one of ${regions.join(', ')}`,
    fix: 'add it to the regions of the SecurityTooling',
  });
}

/** Regions that are none, or given twice. */
export function regionProblems(home: string, regions: string[] = []): Array<Problem | undefined> {
  const all = [home, ...regions];
  return regions.map((region, index) =>
    problemIf(!matches(REGION, region) || all.indexOf(region) !== index + 1, {
      code: 'security-tooling/not-a-region',
      prop: 'regions',
      value: region,
      allowed: 'must be regions such as eu-central-1, each once, without that of the stack',
      fix: 'remove it, or write the region out',
    }),
  );
}

function standardProblems(standards: string[] | undefined): Array<Problem | undefined> {
  return [
    problemIf(standards?.length === 0, {
      code: 'security-tooling/no-standard',
      prop: 'standards',
      value: [],
      allowed: 'must be one standard at least: Security Hub would check nothing',
      fix: 'leave it out for the best practices of AWS',
    }),
    ...(standards ?? []).map((standard) =>
      problemIf(!matches(/^[a-z0-9-]+\/v\/\d+\.\d+\.\d+$/, standard), {
        code: 'security-tooling/not-a-standard',
        prop: 'standards',
        value: standard,
        allowed: 'must be the end of the ARN of a standard, after "standards/"',
        fix: 'write it like "aws-foundational-security-best-practices/v/1.0.0"',
      }),
    ),
  ];
}

function timeProblems({ trailLogRetention, unusedAccessAge }: SecurityToolingProps): Array<Problem | undefined> {
  const age = unusedAccessAge?.isUnresolved() ? undefined : unusedAccessAge?.toDays({ integral: false });
  return [
    logRetentionProblem(
      'security-tooling/log-retention',
      'trailLogRetention',
      trailLogRetention,
      'choose one of these',
    ),
    problemIf(age !== undefined && !isWhole(age, 1, 365), {
      code: 'security-tooling/unused-access-age',
      prop: 'unusedAccessAge',
      value: `${age} days`,
      allowed: 'must be 1 to 365 whole days',
      fix: 'choose such a time, like `Duration.days(90)`, or leave it out',
    }),
  ];
}
