import {
  createValidatedPolicy,
  validateIdentityPolicy,
  validateResourcePolicy,
  validateServiceControlPolicy,
  ValidatedPolicy,
} from '@cloud-copilot/iam-policy';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import './condition-operators';
import { catalogue, hasKey } from './catalogue';
import { ANYTHING, NamedPolicy, PolicyDocument } from './policies';

/** What a request has, by condition key. */
export type Context = Record<string, string | string[]>;

/** One request, and the policies that decide it. */
export interface Question {
  /** An ARN, or a service such as `ecs-tasks.amazonaws.com`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The account of the resource. */
  readonly account: string;
  readonly context?: Context;
  readonly identity?: NamedPolicy[];
  readonly boundary?: NamedPolicy[];
  readonly resourcePolicy?: PolicyDocument;
  /** The service control policies of the account of the principal, wherever above it they are attached, beside FullAWSAccess. */
  readonly serviceControl?: NamedPolicy[];
  /** The management account of the organization, which they do not limit. */
  readonly managementAccount?: string;
}

/** The policy that AWS attaches to each root, organizational unit and account. */
const FULL_ACCESS: NamedPolicy = { name: 'FullAWSAccess', policy: ANYTHING };

/** Policies are validated once: they are the same for thousands of questions. */
function validatedBy(validate: typeof validateIdentityPolicy): (policy: PolicyDocument) => ValidatedPolicy {
  const known = new WeakMap<PolicyDocument, ValidatedPolicy>();
  return (policy) => {
    if (!known.has(policy)) known.set(policy, createValidatedPolicy(policy, validate));
    return known.get(policy)!;
  };
}

const ofIdentity = validatedBy(validateIdentityPolicy);
const ofResource = validatedBy(validateResourcePolicy);
const ofOrganization = validatedBy(validateServiceControlPolicy);
const named = ({ name, policy }: NamedPolicy) => ({ name, policy: ofIdentity(policy) });

/**
 * Whether the request is allowed. A key that the simulator does not know for the action is an error: it would leave the
 * key out and answer another question.
 */
export async function isAllowed(asked: Question): Promise<boolean> {
  const question = await withStandIns(asked);
  const { principal, action, resource, account, context = {} } = question;
  const result = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: account }, contextVariables: context },
      identityPolicies: (question.identity ?? []).map(named),
      permissionBoundaryPolicies: question.boundary?.map(named),
      resourcePolicy: question.resourcePolicy && ofResource(question.resourcePolicy),
      serviceControlPolicies: serviceControlOf(question),
      resourceControlPolicies: [],
    },
    {},
  );
  const what = `${action} on ${resource}`;
  if (result.resultType === 'error') {
    throw new Error(`${what} cannot be simulated: ${JSON.stringify(result.errors)}`);
  }
  if (result.resultType === 'wildcard') {
    throw new Error(`${what} has a wildcard: ask for a resource that can exist.`);
  }
  const ignored = result.result.ignoredContextKeys;
  if (ignored === undefined || ignored.length > 0) {
    throw new Error(`${what} was simulated without ${ignored?.join(', ')}: the answer would be of another request.`);
  }
  return result.overallResult === 'Allowed';
}

/** What limits the principal. Roles of services, and the management account, are outside: AWS says so. */
function serviceControlOf({ principal, serviceControl = [], managementAccount }: Question) {
  const isOutside = principal.includes(':role/aws-service-role/') || principal.split(':')[4] === managementAccount;
  if (serviceControl.length === 0 || isOutside) return [];
  const policies = [...serviceControl, FULL_ACCESS];
  const validated = policies.map(({ name, policy }) => ({ name, policy: ofOrganization(policy) }));
  return [{ orgIdentifier: 'Root', policies: validated }];
}

const ENCRYPTION_CONTEXT = /kms:EncryptionContext:/gi;

/**
 * The question with tags in place of an encryption context. The simulator finds a key with a placeholder by the slash before it,
 * and these have a colon: it would leave them out. Tags are compared in the same way, so the answer is the same.
 */
async function withStandIns(question: Question): Promise<Question> {
  const keys = Object.keys(question.context ?? {}).filter((key) => key.search(ENCRYPTION_CONTEXT) === 0);
  if (keys.length === 0) return question;
  const action = (await catalogue()).find((it) => it.action === question.action);
  const unknown = keys.filter((key) => !action || !hasKey(action, key));
  if (unknown.length > 0) throw new Error(`${question.action} has no ${unknown.join(', ')}.`);
  return JSON.parse(JSON.stringify(question).replace(ENCRYPTION_CONTEXT, 'aws:RequestTag/encryption-context-'));
}
