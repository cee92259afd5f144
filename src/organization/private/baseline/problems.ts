import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SINK_ARN } from './monitoring-links';
import { BUDGET_TYPES, ROLLOUT_TYPES } from './types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { requiredTypeProblem } from '../../../core/private/checks/required-props';
import { typeProblems } from '../../../core/private/checks/types';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { isKnownAs, isWhole, shownValue } from '../../../core/private/checks/values';
import { REGION } from '../../../core/private/formats/environment';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { AccountBaselineProps } from '../../account-baseline';
import { BaselineBudget } from '../../baseline-budget';
import { BaselineRollout } from '../../baseline-rollout';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const STACK_SET = /^[a-zA-Z][a-zA-Z0-9-]{0,31}$/;
const TAG_KEY = /^(?!aws:)[\p{L}\p{N}_.:/=+\-@]{1,128}$/iu;

/** The problems of a baseline: what StackSets, Budgets or Organizations would refuse after half of the accounts have it. */
export function baselineProblems(stack: Stack, props: AccountBaselineProps): Array<Problem | undefined> {
  const { organization, budget, rollout = {}, stackSetName } = props;
  return [
    problemIf(areDifferent(stack.account, organization.managementAccountId), {
      code: 'baseline/not-in-management-account',
      prop: 'organization',
      value: stack.account,
      allowed: `must be the account of the stack, and the management account is ${organization.managementAccountId}`,
      fix: 'define the baseline in a stack of the management account',
    }),
    ...listProblems('targets', targetIdsOf(props), 'organizational units'),
    ...regionProblems(props),
    ...budgetProblems(budget),
    ...costTagProblems(props.costTags),
    ...sinkProblems(props),
    ...rolloutProblems(rollout),
    problemIf(stackSetName !== undefined && !isKnownAs(STACK_SET, stackSetName), {
      code: 'baseline/stack-set-name',
      prop: 'stackSetName',
      value: shownValue(stackSetName),
      allowed:
        'must begin with a letter, and have letters, digits and hyphens, 32 at most, since names of roles begin with it',
      fix: 'write it like "account-baseline"',
    }),
  ];
}

/** The problem of a second baseline of one name: policies of the organization, StackSets and roles have names once. */
export function takenProblem(scope: IConstruct, props: AccountBaselineProps, name: string): Problem | undefined {
  const before = claimUnique(scope, ['account baseline', props.organization.organizationId, name], scope);
  return problemIf(before !== undefined, {
    code: 'baseline/stack-set-taken',
    prop: 'stackSetName',
    value: name,
    allowed: `must be unique, and ${before} has it already`,
    fix: 'give one of the two another name, and targets of its own',
  });
}

function targetIdsOf({ targets }: AccountBaselineProps): string[] {
  return targets.map(({ organizationalUnitId }) => organizationalUnitId);
}

/** A list that is empty, or has something twice. */
function listProblems(prop: string, values: string[], nouns: string): Array<Problem | undefined> {
  return [
    problemIf(values.length === 0, {
      code: 'baseline/empty',
      prop,
      value: values,
      allowed: `must name ${nouns}, one at least`,
      fix: 'add one',
    }),
    problemIf(new Set(values).size < values.length, {
      code: 'baseline/twice',
      prop,
      value: values.map(shownValue),
      allowed: `must name ${nouns}, each once`,
      fix: 'remove the second one',
    }),
  ];
}

function regionProblems({ regions, homeRegion }: AccountBaselineProps): Array<Problem | undefined> {
  const unknown = regions.filter((region) => !isKnownAs(REGION, region));
  return [
    ...listProblems('regions', regions, 'regions'),
    problemIf(unknown.length > 0, {
      code: 'baseline/region',
      prop: 'regions',
      value: unknown.map(shownValue).join(', '),
      allowed: 'must be regions that are known at synthesis, such as us-east-1',
      fix: 'write them out',
    }),
    problemIf(homeRegion !== undefined && !regions.includes(homeRegion), {
      code: 'baseline/home-region',
      prop: 'homeRegion',
      value: shownValue(homeRegion),
      allowed: 'must be one of `regions`: no other has the baseline',
      fix: 'add it there, or choose one of them',
    }),
  ];
}

function budgetProblems(budget: BaselineBudget): Array<Problem | undefined> {
  const missing = Object.entries(BUDGET_TYPES).map(([name, type]) => {
    return requiredTypeProblem(`budget.${name}`, budget[name as keyof BaselineBudget], type);
  });
  if (missing.some((problem) => problem !== undefined)) return missing;
  return [
    problemIf(Token.isUnresolved(budget.amount) || !(budget.amount > 0 && budget.amount < Infinity), {
      code: 'baseline/budget-amount',
      prop: 'budget.amount',
      value: shownValue(budget.amount),
      allowed: 'must be USD of a month, more than 0 and known at synthesis',
      fix: 'set what an account may cost',
    }),
    problemIf(!isKnownAs(EMAIL, budget.email), {
      code: 'baseline/budget-email',
      prop: 'budget.email',
      value: shownValue(budget.email),
      allowed: 'must be an address that is known at synthesis, such as aws@acme.example',
      fix: 'write it out',
    }),
  ];
}

function costTagProblems(costTags: string[] = ['product']): Array<Problem | undefined> {
  const unknown = costTags.filter((key) => !isKnownAs(TAG_KEY, key));
  return [
    // A tag policy has a key of any case once.
    ...listProblems(
      'costTags',
      costTags.map((key) => key.toLowerCase()),
      'tags',
    ),
    problemIf(unknown.length > 0, {
      code: 'baseline/cost-tag',
      prop: 'costTags',
      value: unknown.map(shownValue).join(', '),
      allowed: 'must be keys of tags without spaces, known at synthesis, which do not begin with "aws:"',
      fix: 'write them like "product"',
    }),
  ];
}

function sinkProblems({
  monitoringSinkArns = [],
  regions,
  organization,
}: AccountBaselineProps): Array<Problem | undefined> {
  const parts = monitoringSinkArns.map((arn) => (isKnownAs(SINK_ARN, arn) ? SINK_ARN.exec(arn)! : undefined));
  const unknown = monitoringSinkArns.filter((_, index) => !regions.includes(parts[index]?.[1] ?? ''));
  const known = parts.flatMap((part) => (part ? [part[1]] : []));
  return [
    problemIf(unknown.length > 0, {
      code: 'baseline/monitoring-sink',
      prop: 'monitoringSinkArns',
      value: unknown.map(shownValue).join(', '),
      allowed: `must be ARNs of sinks in ${regions.map(shownValue).join(', ')}, known at synthesis`,
      fix: `pass what \`aws oam list-sinks\` shows in the monitoring account of ${organization.organizationId}`,
    }),
    problemIf(new Set(known).size < known.length, {
      code: 'baseline/two-sinks',
      prop: 'monitoringSinkArns',
      value: monitoringSinkArns.map(shownValue),
      allowed: 'must have one sink of each region',
      fix: 'remove the second one',
    }),
  ];
}

function rolloutProblems(rollout: BaselineRollout): Array<Problem | undefined> {
  const ofTypes = typeProblems(rollout, ROLLOUT_TYPES, 'rollout.');
  if (ofTypes.some((problem) => problem !== undefined)) return ofTypes;
  const { failureTolerancePercentage: tolerance = 10, maxConcurrentPercentage: concurrent = 25 } = rollout;
  return [
    percentageProblem('failureTolerancePercentage', tolerance, 0),
    percentageProblem('maxConcurrentPercentage', concurrent, 1),
  ];
}

function percentageProblem(name: keyof BaselineRollout, value: number, lowest: number): Problem | undefined {
  return problemIf(Token.isUnresolved(value) || !isWhole(value, lowest, 100), {
    code: 'baseline/percentage',
    prop: `rollout.${name}`,
    value: shownValue(value),
    allowed: `must be a whole number from ${lowest} to 100, known at synthesis`,
    fix: 'set a percentage of the accounts of a region',
  });
}
