import {
  createValidatedPolicy,
  validateIdentityPolicy,
  validateResourcePolicy,
  ValidatedPolicy,
} from '@cloud-copilot/iam-policy';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { NamedPolicy, PolicyDocument } from './policies';

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
}

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
const named = ({ name, policy }: NamedPolicy) => ({ name, policy: ofIdentity(policy) });

/**
 * Whether the request is allowed. A key that the simulator does not know for the action is an error: it would leave the
 * key out and answer another question.
 */
export async function isAllowed(question: Question): Promise<boolean> {
  const { principal, action, resource, account, context = {} } = question;
  const result = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: account }, contextVariables: context },
      identityPolicies: (question.identity ?? []).map(named),
      permissionBoundaryPolicies: question.boundary?.map(named),
      resourcePolicy: question.resourcePolicy && ofResource(question.resourcePolicy),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  const asked = `${action} on ${resource}`;
  if (result.resultType === 'error') {
    throw new Error(`${asked} cannot be simulated: ${JSON.stringify(result.errors)}`);
  }
  if (result.resultType === 'wildcard') {
    throw new Error(`${asked} has a wildcard: ask for a resource that can exist.`);
  }
  const ignored = result.result.ignoredContextKeys;
  if (ignored === undefined || ignored.length > 0) {
    throw new Error(`${asked} was simulated without ${ignored?.join(', ')}: the answer would be of another request.`);
  }
  return result.overallResult === 'Allowed';
}
