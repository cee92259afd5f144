import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { boundaryArn, ExecutionPolicies, ExecutionScope } from './execution-policies';
import { PolicyJson } from './permission';
import { sizeOf } from './policy-packing';
import { partitionOf } from './resource-arns';
import { Templates } from './templates';

/** Qualifier of `cdk bootstrap` without `--qualifier`. */
export const DEFAULT_QUALIFIER = 'hnb659fds';

const SHARED_BOOTSTRAP =
  'Warning: this replaces the execution policies of every app that uses this bootstrap; ' +
  'for a qualifier of its own set the context @aws-cdk/core:bootstrapQualifier.';

/** CloudFormation takes longer templates from a bucket alone. */
const MOST_OF_TEMPLATE = 51_200;

/** Writes the template with the policies, and what to do with it, into a folder. */
export function writePolicyFiles(
  folder: string,
  templates: Templates,
  scope: ExecutionScope,
  made: ExecutionPolicies,
): void {
  mkdirSync(folder, { recursive: true });
  // A line for each statement: indented, few stacks would be too long for a template that is passed as text.
  const template = `${JSON.stringify(templateOf(scope, made)).replace(/\{"Effect"/g, '\n$&')}\n`;
  writeFileSync(join(folder, 'template.json'), template);
  const upload = template.length > MOST_OF_TEMPLATE ? ' --s3-bucket BUCKET' : '';
  writeFileSync(join(folder, 'policies.txt'), textOf(folder, templates, scope, made, upload));
}

/** A template of managed policies, which an administrator deploys before the bootstrap. */
function templateOf({ policyName, namePrefix }: ExecutionScope, { policies, boundary }: ExecutionPolicies): object {
  const policy = (ManagedPolicyName: string, Description: string, PolicyDocument: PolicyJson) => {
    return { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName, Description, PolicyDocument } };
  };
  const execution = policies.map((document, index) => {
    const description = `What CloudFormation does for the stacks of ${namePrefix}, part ${index + 1} of ${policies.length}`;
    return [`Execution${index + 1}`, policy(`${policyName}-${index + 1}`, description, document)] as const;
  });
  const most = `What the roles in the stacks of ${namePrefix} may do at most`;
  return {
    Description: `CloudFormation execution policies and permissions boundary of ${namePrefix}`,
    Resources: Object.fromEntries([['Boundary', policy(`${policyName}-boundary`, most, boundary)], ...execution]),
  };
}

function textOf(
  folder: string,
  templates: Templates,
  scope: ExecutionScope,
  { policies, boundary }: ExecutionPolicies,
  upload: string,
): string {
  const { policyName, qualifier } = scope;
  const [{ account }] = templates.stacks;
  const prefix = `arn:${partitionOf(templates.stacks[0])}:iam::${account}:policy/`;
  const { regions } = templates;
  const arns = policies.map((_, index) => `${prefix}${policyName}-${index + 1}`);
  const actions = new Set(
    policies.flatMap(({ Statement }) => Statement.filter(isAllow).flatMap((it) => [it.Action ?? []].flat())),
  );
  return `${[
    `${policies.length} policies with ${actions.size} actions for ${templates.resources.length} resources:`,
    ...policies.map((policy, index) => `  ${policyName}-${index + 1}: ${sizeOf(policy)} characters`),
    `Permissions boundary of the roles in the stacks:`,
    `  ${boundaryArn(templates, policyName)}: ${sizeOf(boundary)} characters`,
    '',
    'As an administrator, deploy the policies, and bootstrap with them:',
    '',
    `  aws cloudformation deploy --stack-name ${policyName} --capabilities CAPABILITY_NAMED_IAM \\`,
    `    --region ${regions[0]} --template-file ${join(relative(process.cwd(), folder), 'template.json')}${upload}`,
    `  npx cdk bootstrap ${regions.map((region) => `aws://${account}/${region}`).join(' ')} ${bootstrapOf(qualifier)} \\`,
    `    --cloudformation-execution-policies ${arns.join(',')}`,
    ...(qualifier === DEFAULT_QUALIFIER ? ['', SHARED_BOOTSTRAP] : []),
    ...section(
      'Allowed on more than the templates name, because AWS gives the id or has no ARN for the action:',
      wildcards(policies, isUnnamed),
    ),
    ...section(
      'Allowed on all names that begin so, because CloudFormation makes up and cuts names, and AWS adds ids to them:',
      wildcards(policies, (resource) => !isUnnamed(resource)),
    ),
    ...section(
      'The boundary allows on all names that begin so, because roles have it so, or the list of names would be too long:',
      wildcards([boundary], () => true),
    ),
  ].join('\n')}\n`;
}

/** A bootstrap with a qualifier of its own is a stack of its own, beside the account's. */
function bootstrapOf(qualifier: string): string {
  const stack = qualifier === DEFAULT_QUALIFIER ? '' : ` --toolkit-stack-name CDKToolkit-${qualifier}`;
  return `--qualifier ${qualifier}${stack}`;
}

/** A title with lines, if there are any. */
function section(title: string, lines: string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines] : [];
}

/** What policies allow on resources with a wildcard, by resource. */
function wildcards(policies: PolicyJson[], isListed: (resource: string) => boolean): string[] {
  const found = new Map<string, string[]>();
  for (const { Action, Resource } of policies.flatMap(({ Statement }) => Statement.filter(isAllow))) {
    const wild = [Resource ?? []].flat().filter((it) => it.includes('*') && isListed(it));
    for (const resource of wild) {
      found.set(resource, [...(found.get(resource) ?? []), ...[Action ?? []].flat()]);
    }
  }
  return [...found].sort().map(([resource, actions]) => `  ${resource}: ${[...new Set(actions)].sort().join(' ')}`);
}

/** Whether a resource is all of its kind: `*`, or an ARN with nothing but `*` behind the type. */
function isUnnamed(resource: string): boolean {
  return /^(\*|(alarm:)?[\w-]+[:/]\*)$/.test(resource.split(':').slice(5).join(':') || resource);
}

function isAllow({ Effect }: { Effect: string }): boolean {
  return Effect === 'Allow';
}
