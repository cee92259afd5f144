import { Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { isManagementAccount } from './management-account';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { IPolicyTarget } from '../i-policy-target';
import { ServiceControl } from '../service-control';

/** Quotas of AWS since May 2026: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const LONGEST = 10_240;
const MOST_OF_TARGET = 10;

/** The one policy that every target has from the start, without which all is denied. */
const FULL_ACCESS = 'FullAWSAccess';

// On the root, so that two copies of this package in one app share them.
const ATTACHED = Symbol.for('rl-bank-constructs.service-control-policies');

interface Policy {
  readonly policyName: string;
  readonly controls: ServiceControl[];
  readonly targets: IPolicyTarget[];
}

/** The document, as AWS counts its size: without white space. */
export function documentOf(controls: ServiceControl[]) {
  return { Version: '2012-10-17', Statement: statementsOf(controls).map((it) => it.toStatementJson()) };
}

/** The problems of a service control policy, which is counted at each of its targets. */
export function policyProblems(
  scope: IConstruct,
  { policyName, controls, targets }: Policy,
): Array<Problem | undefined> {
  const size = JSON.stringify(documentOf(controls)).length;
  return [
    ...nameProblems(scope, policyName),
    problemIf(controls.length === 0, {
      code: 'service-control-policy/no-control',
      prop: 'controls',
      value: [],
      allowed: 'must have a control',
      fix: 'pass one, such as ServiceControl.stayInOrganization()',
    }),
    problemIf(targets.length === 0, {
      code: 'service-control-policy/no-target',
      prop: 'targets',
      value: [],
      allowed: 'must have a target, since a policy without one limits no account',
      fix: 'pass an organization, an organizational unit or an account',
    }),
    ...repeated(statementsOf(controls).map(({ sid }) => sid!)).map((sid) => ({
      code: 'service-control-policy/sid-twice',
      prop: 'controls',
      value: sid,
      allowed: 'must be the id of one statement in the policy',
      fix: 'separate the two controls into two policies, or rename the statement',
    })),
    problemIf(size > LONGEST, {
      code: 'service-control-policy/too-long',
      prop: 'controls',
      value: `${size} characters`,
      allowed: `AWS Organizations takes ${LONGEST} characters in a service control policy`,
      fix: 'separate the controls into two policies',
    }),
    ...targetProblems(scope, targets),
  ];
}

function nameProblems(scope: IConstruct, policyName: string): Array<Problem | undefined> {
  const isFormed = /^[ -~]{1,128}$/.test(policyName);
  const before = Token.isUnresolved(policyName) ? undefined : claimUnique(scope, ['policy', policyName], scope);
  return [
    problemIf(!isFormed, {
      code: 'service-control-policy/name-invalid',
      prop: 'policyName',
      value: policyName,
      allowed: 'must have 1 to 128 printable ASCII characters',
      fix: "write a name such as 'keep-logs'",
    }),
    problemIf(policyName === FULL_ACCESS || before !== undefined, {
      code: 'service-control-policy/name-taken',
      prop: 'policyName',
      value: policyName,
      allowed: `must be unique in the organization, and ${before ?? 'the policy of AWS'} has it already`,
      fix: 'rename the policy',
    }),
  ];
}

function targetProblems(scope: IConstruct, targets: IPolicyTarget[]): Array<Problem | undefined> {
  const ids = targets.map(({ policyTargetId }) => policyTargetId);
  const attached = attachedTo(scope);
  const counts = new Set(ids);
  counts.forEach((id) => attached.set(id, (attached.get(id) ?? 0) + 1));
  return [
    ...ids.map((value) =>
      problemIf(!/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12})$/.test(value), {
        code: 'service-control-policy/not-a-target',
        prop: 'targets',
        value,
        allowed: 'must be the id of a root, an organizational unit or an account',
        fix: 'pass an organization, an organizational unit or an account of this library',
      }),
    ),
    ...repeated(ids).map((id) => ({
      code: 'service-control-policy/target-twice',
      prop: 'targets',
      value: nameOf(targets, id),
      allowed: 'must be there once',
      fix: 'remove one of the two',
    })),
    ...ids
      .filter((id) => isManagementAccount(scope, id))
      .map((value) => ({
        code: 'service-control-policy/on-management-account',
        prop: 'targets',
        value,
        allowed: 'cannot be the management account, which no service control policy limits',
        fix: 'remove it',
      })),
    ...[...counts]
      .filter((id) => attached.get(id)! >= MOST_OF_TARGET)
      .map((id) => ({
        code: 'service-control-policy/too-many',
        prop: 'targets',
        value: `${attached.get(id)} policies at ${nameOf(targets, id)}`,
        allowed: `AWS Organizations takes ${MOST_OF_TARGET} at a target, and ${FULL_ACCESS} is one of them`,
        fix: 'merge policies, or attach one to an organizational unit above',
      })),
  ];
}

function statementsOf(controls: ServiceControl[]): PolicyStatement[] {
  return controls.flatMap(({ statements }) => statements);
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** A token says nothing to a reader, and would keep the problem from being reported. */
function nameOf(targets: IPolicyTarget[], id: string): string {
  return targets.find(({ policyTargetId }) => policyTargetId === id)!.policyTargetName;
}

function attachedTo(scope: IConstruct): Map<string, number> {
  const root = scope.node.root as { [ATTACHED]?: Map<string, number> };
  return (root[ATTACHED] ??= new Map());
}
