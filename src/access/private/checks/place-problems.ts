import { IResource, Stack } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { IntegrationTarget } from '../integration/integration';

/** The problem of a resource that API Gateway cannot call: of another account or region than the API. */
export function placeProblem(stack: Stack, prop: string, resource: IResource): Problem | undefined {
  const { account, region } = resource.env;
  return problemIf(isElsewhere(resource.env, stack), {
    code: 'machine-api/target-elsewhere',
    prop,
    value: resource.node.path,
    allowed: `must be in ${stack.region} and the account ${stack.account}, as the API is, and not in ${region} and ${account}`,
    fix: 'pass one of that region and account, or make a MachineApi there',
  });
}

/** The resource that a route calls. */
export function resourceOf(target: IntegrationTarget): IResource {
  switch (target.kind) {
    case 'function':
      return target.handler;
    case 'queue':
      return target.queue;
    default:
      return target.service.loadBalancer;
  }
}
