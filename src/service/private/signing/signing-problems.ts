import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { BOOLEAN, listOf, OPTIONS, requireTypes, TEXT, TEXTS } from '../../../core/private/checks/types';
import { matches } from '../../../core/private/checks/values';
import type { ImageSigningRule } from '../../i-image-signing';
import type { ImageSigningProps } from '../../image-signing';

const MOST_FILTERS = 100;
const MOST_RULES = 10;

/** As ECR has it for a filter: the name of a repository, in which stars may stand. */
const FILTER = /^(?=.{1,256}$)([a-z0-9*]+([._-][a-z0-9*]+)*\/)*[a-z0-9*]+([._-][a-z0-9*]+)*$/;
const PROFILE = /^arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:\d{12}:\/signing-profiles\/[a-zA-Z0-9_]{2,64}$/;

/** Throws if a required prop is missing or of another type. */
export function requireSigningProps(scope: IConstruct, props: ImageSigningProps): void {
  requireProps(scope, props, { repositories: true });
  requireTypes(scope, props, {
    ...{ repositories: TEXTS, otherRules: listOf(OPTIONS), configurationExists: BOOLEAN },
  });
  props.otherRules?.forEach((rule) => requireRule(scope, rule));
}

/** Throws if a property of a rule is missing or of another type. */
export function requireRule(scope: IConstruct, rule: ImageSigningRule): void {
  requireProps(scope, rule, { signingProfileArn: true, repositories: true });
  requireTypes(scope, rule, { signingProfileArn: TEXT, repositories: TEXTS });
}

/** What ECR would refuse, or what would sign nothing. */
export function signingProblems(props: ImageSigningProps): Array<Problem | undefined> {
  const { repositories, otherRules, configurationExists = false } = props;
  const others = otherRules ?? [];
  return [
    ...filterProblems('repositories', repositories),
    ...others.flatMap((rule, index) => ruleProblems(rule, `otherRules[${index}].`)),
    problemIf(others.length > MOST_RULES - 1, {
      code: 'image-signing/too-many-rules',
      prop: 'otherRules',
      value: `${others.length} rules`,
      allowed: `must be ${MOST_RULES - 1} rules at most: ECR has ${MOST_RULES} for a registry, one of which is this one`,
      fix: 'put repositories of several products under one profile, or give a product an account of its own',
    }),
    problemIf(configurationExists && otherRules !== undefined, {
      code: 'image-signing/rules-without-configuration',
      prop: 'otherRules',
      value: others.map(({ signingProfileArn }) => signingProfileArn),
      allowed: "cannot be given with 'configurationExists': the rules are in the configuration that exists",
      fix: 'add them there, and leave it out',
    }),
  ];
}

/** Problems of a rule for a profile that is made elsewhere. */
export function ruleProblems(rule: ImageSigningRule, prefix: string = ''): Array<Problem | undefined> {
  const { signingProfileArn: value, repositories } = rule;
  return [
    ...filterProblems(`${prefix}repositories`, repositories),
    problemIf(!Token.isUnresolved(value) && !PROFILE.test(value), {
      code: 'image-signing/not-a-profile',
      prop: `${prefix}signingProfileArn`,
      value,
      allowed: 'must be the ARN of one signing profile, without its version',
      fix: 'write it like "arn:aws:signer:eu-central-1:111111111111:/signing-profiles/acme_crm"',
    }),
  ];
}

/** The problem of a second configuration in a registry: the one that is deployed last would take the place of the other. */
export function configurationTakenProblem(before: string | undefined): Problem | undefined {
  return problemIf(before !== undefined, {
    code: 'image-signing/configuration-taken',
    prop: 'configurationExists',
    value: false,
    allowed: `must be true: ${before} has the signing configuration, of which ECR has one for an account and region`,
    fix: "set it, and add the rule of this profile to 'otherRules' of that one",
  });
}

function filterProblems(prop: string, filters: string[]): Array<Problem | undefined> {
  return [
    problemIf(filters.length === 0 || filters.length > MOST_FILTERS || new Set(filters).size < filters.length, {
      code: 'image-signing/filters',
      prop,
      value: filters.length > MOST_FILTERS ? `${filters.length} filters` : filters,
      allowed: `must be 1 to ${MOST_FILTERS} filters, each of them once: without any, ECR would sign all that is pushed to the account`,
      fix: "pass the beginning of the names, such as ['acme-crm-prod/*']",
    }),
    ...filters.map((value) =>
      problemIf(Token.isUnresolved(value) || !matches(FILTER, value), {
        code: 'image-signing/not-a-filter',
        prop,
        value: Token.isUnresolved(value) ? 'a token' : value,
        allowed: 'must be names of repositories that are known at synthesis, in which `*` stands for any characters',
        fix: 'write it like "acme-crm-prod/*"',
      }),
    ),
  ];
}

/** Throws where a profile that is made elsewhere could not be meant. */
export function checkRule(scope: IConstruct, rule: ImageSigningRule): void {
  requireRule(scope, rule);
  throwOnProblems(scope, ...ruleProblems(rule));
}
