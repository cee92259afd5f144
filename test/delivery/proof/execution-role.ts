import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mostSpecificMatchingResourceTypePatterns } from '@cloud-copilot/iam-utils';
import { App } from 'aws-cdk-lib';
import { CloudFormationExecutionPolicies } from '../../../src/delivery';
import { factsOf, handlerActions } from '../../../src/delivery/private/execution/permission-table';
import { LEFT_OUT } from '../../../src/delivery/private/execution/resource-permissions';
import { bankOf } from '../../support/bank';
import { catalogue, CatalogueAction } from '../../support/iam/catalogue';
import { Context } from '../../support/iam/decide';
import { evaluate } from '../../support/iam/evaluator';
import { listOf, PolicyDocument, Statement } from '../../support/iam/policies';
import { Resource, World } from '../../support/iam/world';

const bank = bankOf();
const app = bank.node.root as App;
const construct = new CloudFormationExecutionPolicies(app, 'ExecutionPolicies', {
  scopes: [bank],
  namePrefix: 'prd-rl-bank',
});

/** Everything that examples/rl-bank would deploy. */
export const world = World.of(app);
export const { resources } = world;

/** CloudFormation puts letters behind the names of roles that it makes up. */
const MADE_UP = '-AbCdEfGhIjKl';
const unnamed = resources.filter(({ type, properties: { RoleName } }) => type === 'AWS::IAM::Role' && !RoleName);

/** The ARN as it is on AWS. */
export function deployedArn(arn: string): string {
  return unnamed.some((role) => role.arn === arn) ? `${arn}${MADE_UP}` : arn;
}

const read = (name: string) => readFileSync(join(app.outdir, construct.outputFolder, name), 'utf8');
const properties = Object.entries<any>(JSON.parse(read('template.json')).Resources);

export const text = read('policies.txt');
export const names: string[] = properties.map(([, { Properties }]) => Properties.ManagedPolicyName);
export const boundary: PolicyDocument = properties.find(([id]) => id === 'Boundary')![1].Properties.PolicyDocument;
export const execution: PolicyDocument[] = properties
  .filter(([id]) => id !== 'Boundary')
  .map(([, { Properties }]) => Properties.PolicyDocument);
export const statements: Statement[] = execution.flatMap(({ Statement: all }) => listOf(all));

export const ACCOUNT = resources[0].account;
export const EXECUTION_ROLE = `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-ap-southeast-1`;
export const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/${construct.boundaryName}`;

/** One call to AWS. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** Whether the statements allow a call: only those that name its action are asked, for there are thousands of calls. */
export function allows(of: Statement[], { action, resource, context }: Call): boolean {
  if (!byAction.has(of)) byAction.set(of, groupedByAction(of));
  const known = byAction.get(of)!;
  const asked = [...(known.get(action) ?? []), ...(known.get(`${action.split(':')[0]}:*`) ?? [])];
  const identity = [{ Version: '2012-10-17', Statement: asked }];
  return evaluate({ identity }, { principal: EXECUTION_ROLE, action, resource, account: ACCOUNT, context });
}

const byAction = new Map<Statement[], Map<string, Statement[]>>();

function groupedByAction(all: Statement[]): Map<string, Statement[]> {
  const grouped = new Map<string, Statement[]>();
  for (const statement of all) {
    for (const action of listOf(statement.Action)) grouped.set(action, [...(grouped.get(action) ?? []), statement]);
  }
  return grouped;
}

/** The calls of a resource's handlers, and the actions that nothing in the templates is a target of. */
export async function callsFor(resource: Resource): Promise<{ calls: Call[]; aimless: string[] }> {
  const known = new Map((await catalogue()).map((it) => [it.action, it]));
  const actions = handlerActions(factsOf(resource.type)!).filter((action) => !(action in LEFT_OUT));
  const asked = actions.map((action) => ({ action, targets: targetsOf(known.get(action)!, resource) }));
  return {
    calls: asked.flatMap(({ action, targets }) =>
      targets.map((target) => ({ action, resource: target, context: contextOf(action, resource) })),
    ),
    aimless: asked.filter(({ targets }) => targets.length === 0).map(({ action }) => action),
  };
}

/** The resource itself, or what its properties name. */
function targetsOf({ wildcardOnly, resources: types }: CatalogueAction, resource: Resource): string[] {
  if (wildcardOnly) return ['*'];
  const patterns = [...new Set(types.map(({ pattern }) => pattern))];
  const isOne = (arn: string) => mostSpecificMatchingResourceTypePatterns(arn, patterns).length === 1;
  // A rule of a security group is authorized on its group.
  const isRule = /SecurityGroup(In|E)gress$/.test(resource.type);
  if (resource.arn && !isRule && isOne(resource.arn)) return [deployedArn(resource.arn)];
  const texts = new Set(textsIn(resource.properties));
  const named = resources.filter(({ arn, ref, region }) => {
    return arn && (texts.has(arn) || (texts.has(ref) && region === resource.region));
  });
  const zones = [...texts].filter((it) => /^Z0[A-Z0-9]+$/.test(it)).map((id) => `arn:aws:route53:::hostedzone/${id}`);
  return [...new Set([...named.map(({ arn }) => arn!), ...zones])].filter(isOne).map(deployedArn);
}

/** What CloudFormation's request has. */
function contextOf(action: string, { region, properties: { DomainName, SubjectAlternativeNames, Name } }: Resource) {
  const ofAction: Record<string, Context> = {
    'acm:RequestCertificate': {
      'acm:DomainNames': [DomainName, ...(SubjectAlternativeNames ?? [])],
      'acm:ValidationMethod': 'DNS',
    },
    'ec2:CreateTags': { 'ec2:CreateAction': 'CreateVpcEndpoint' },
    'kms:CreateGrant': { 'kms:GrantIsForAWSResource': 'true' },
    'route53:ChangeResourceRecordSets': {
      'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
        DomainName ? `_0123abcd.${DomainName}` : String(Name).replace(/\.$/, ''),
      ],
    },
  };
  return { 'aws:RequestedRegion': region, 'iam:PermissionsBoundary': BOUNDARY, ...ofAction[action] };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
