import { CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { allowedIn, conditionsOf, listOf, principalsOf } from '../../../core/private/plan/policy-statements';
import { nameOf, readableText, propertiesOf, resourcesBelow } from '../../../core/private/plan/template-reader';

/** A policy statement as a sentence. */
interface Grant {
  readonly who: string;
  readonly may: string[];
  readonly on: string[];
  readonly only?: string;
}

/** The permissions of the plan, from the statements of all roles and resource policies. */
export function accessSection(bank: Construct): PlanSection {
  const grants = [...rolesIn(bank), ...resourcePoliciesIn(bank)];
  return {
    key: 'access',
    title: 'Who may do what (denials, which only take away, are in the templates)',
    lines: grants.flatMap(({ who, may, on, only }) => [
      `${who} may ${may.join(', ')}`,
      `  on ${on.join(', ')}${only === undefined ? '' : `, if ${only}`}`,
    ]),
    data: grants,
  };
}

function rolesIn(bank: Construct): Grant[] {
  const inline = resourcesBelow(bank, 'AWS::IAM::Role').flatMap((role) => {
    const { Policies = [], AssumeRolePolicyDocument } = propertiesOf(role);
    const who = nameOf(role);
    const assumed = allowedIn(AssumeRolePolicyDocument).map((statement) => {
      return grantOf(role, principalOf(role, statement), { ...statement, Resource: who });
    });
    return [...assumed, ...Policies.flatMap((it: any) => grantsOf(role, who, it.PolicyDocument))];
  });
  const attached = resourcesBelow(bank, 'AWS::IAM::Policy').flatMap((policy) => {
    const { Roles = [], PolicyDocument } = propertiesOf(policy);
    const who = Roles.map((role: any) => readableText(Stack.of(policy), role)).join(', ');
    return grantsOf(policy, who, PolicyDocument);
  });
  return [...inline, ...attached];
}

const POLICY_OF: Record<string, string> = {
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::ECR::Repository': 'RepositoryPolicyText',
};

function resourcePoliciesIn(bank: Construct): Grant[] {
  return Object.entries(POLICY_OF).flatMap(([type, property]) =>
    resourcesBelow(bank, type).flatMap((resource) => {
      const document = propertiesOf(resource)[property];
      return allowedIn(document).map((statement) => {
        const told = statement.Resource === '*' ? { ...statement, Resource: nameOf(resource) } : statement;
        return grantOf(resource, principalOf(resource, statement), { Resource: nameOf(resource), ...told });
      });
    }),
  );
}

function grantsOf(scope: CfnResource, who: string, document: any): Grant[] {
  return allowedIn(document).map((statement) => grantOf(scope, who, statement));
}

function grantOf(scope: CfnResource, who: string, { Action, NotAction, Resource, NotResource, Condition }: any): Grant {
  const only = Condition === undefined ? undefined : conditionsOf(scope, Condition).join(' and ');
  const spell = (it: unknown) => readableText(Stack.of(scope), it);
  const on = NotResource === undefined ? listOf(Resource).map(spell) : [`everything but ${spell(NotResource)}`];
  const may = NotAction === undefined ? listOf(Action).map(String) : [`everything but ${spell(NotAction)}`];
  return { who, may, on, ...(only !== undefined && { only }) };
}

function principalOf(scope: CfnResource, statement: any): string {
  return statement.Principal === '*' ? 'everybody' : principalsOf(scope, statement).join(', ');
}
