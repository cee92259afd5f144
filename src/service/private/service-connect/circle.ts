import { FargateService } from 'aws-cdk-lib/aws-ecs';
import { Problem, problemIf } from '../../../core/private/checks/problems';

// On the service, so that two copies of this package in one app share it.
const CALLS = Symbol.for('rl-bank-constructs.service-connect-calls');

type Caller = FargateService & { [CALLS]?: FargateService[] };

/** Deploys a client after the service that it calls. */
export function deployAfter(client: Caller, server: FargateService): void {
  client[CALLS] = [...(client[CALLS] ?? []), server];
  client.node.addDependency(server);
}

/** Problem of a client that the service calls itself, or by way of others: CloudFormation refuses the dependencies. */
export function circleProblem(client: FargateService, server: FargateService): Problem | undefined {
  const chain = client === server ? undefined : chainBetween(server, client);
  return problemIf(chain !== undefined, {
    code: 'internal-service/circle',
    prop: 'client',
    value: client.node.path,
    allowed: `cannot be a service that is called itself, ${chain?.join(' → ')}: each would be deployed after the other`,
    fix: "give one of the two the other's URL in 'environment', in one stack and namespace, open the port by its `connections`, and roll it when both run",
  });
}

/** Paths of the services from one to another, each of which calls the next. Those before had no circle. */
function chainBetween(from: Caller, to: FargateService): string[] | undefined {
  if (from === to) {
    return [from.node.path];
  }
  for (const next of from[CALLS] ?? []) {
    const rest = chainBetween(next, to);
    if (rest) {
      return [from.node.path, ...rest];
    }
  }
  return undefined;
}
