import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { tlsProblems } from './service-connect/tls-problems';
import { portProblems } from './task/port-problems';
import { unbalancedProblems } from './unbalanced-problems';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { claimUnique, regionalHomeOf } from '../../core/private/checks/unique-claims';
import { isWhole } from '../../core/private/checks/values';
import { areDifferent, topLevelStack } from '../../core/private/stacks/stack-of';
import type { InternalServiceProps } from '../internal-service';

/** Names of a service that other services and Cloud Map know. */
export interface InternalNames {
  readonly serviceName: string;
  readonly serviceConnectName: string;
  readonly namespaceName: string;
}

/** Name for Service Connect: the given one, or the id of the construct in kebab case. */
export function serviceConnectNameOf(scope: Construct, { serviceConnectName }: InternalServiceProps): string {
  const kebab = scope.node.id.replace(/([a-z0-9])(?=[A-Z])/g, '$1-').toLowerCase();
  return serviceConnectName ?? kebab;
}

/** Default of Service Connect. */
const IDLE_TIMEOUT = Duration.minutes(5);

/** Times of the proxy: a connection is not idle before a request has had its time. */
export function endpointTimes({ requestTimeout, idleTimeout }: InternalServiceProps) {
  const isLong = requestTimeout !== undefined && requestTimeout.toSeconds() > IDLE_TIMEOUT.toSeconds();
  return { perRequestTimeout: requestTimeout, idleTimeout: idleTimeout ?? (isLong ? requestTimeout : undefined) };
}

/** Problems that ECS, Cloud Map or IAM would report minutes later, or never. */
export function internalProblems(
  scope: Construct,
  props: InternalServiceProps,
  names: InternalNames,
): Array<Problem | undefined> {
  return [
    ...unbalancedProblems(scope, props, names.serviceName),
    ...portProblems(props),
    timeoutProblem('requestTimeout', props.requestTimeout),
    timeoutProblem('idleTimeout', props.idleTimeout),
    labelProblem(names.serviceConnectName),
    namespaceProblem(topLevelStack(scope), props),
    ...tlsProblems(topLevelStack(scope), props.tls),
    endpointTakenProblem(scope, names),
  ];
}

/** A name that begins with a digit is a label, but would make an environment variable that is none. */
export function labelProblem(serviceConnectName: string): Problem | undefined {
  return problemIf(!/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(serviceConnectName), {
    code: 'internal-service/not-a-dns-label',
    prop: 'serviceConnectName',
    value: serviceConnectName,
    allowed: 'must be a DNS label: at most 63 lowercase letters, digits and hyphens, first a letter, last no hyphen',
    fix: 'write it like "permissions"',
  });
}

/** The problem of a time that ECS does not take, or of which others follow and CloudFormation alone knows. */
function timeoutProblem(prop: string, duration: Duration | undefined): Problem | undefined {
  const isLate = duration?.isUnresolved() ?? false;
  const seconds = duration === undefined || isLate ? 0 : duration.toSeconds({ integral: false });
  return problemIf(isLate || !isWhole(seconds, 0, 2147483647), {
    code: 'internal-service/not-a-timeout',
    prop,
    value: isLate ? 'a time that only CloudFormation knows' : `${seconds} seconds`,
    allowed: 'must be a whole number of seconds, or 0 for no limit',
    fix: 'write it like Duration.seconds(60)',
  });
}

/** ECS looks for the namespace in its own region: an imported one has another in its ARN alone. */
function namespaceProblem(stack: Stack, { cloudMapNamespace }: InternalServiceProps): Problem | undefined {
  if (cloudMapNamespace === undefined) {
    return undefined;
  }
  const { namespaceArn, env, node } = cloudMapNamespace;
  const region = (Token.isUnresolved(namespaceArn) ? undefined : namespaceArn.split(':')[3]) || env.region;
  return problemIf(areDifferent(region, stack.region), {
    code: 'internal-service/namespace-elsewhere',
    prop: 'cloudMapNamespace',
    value: node.path,
    allowed: `must be in the region of ${stack.node.path}, ${stack.region}, and not in ${region}`,
    fix: "pass a namespace of the stack's own region, or leave it out",
  });
}

/** Problem of an endpoint that another service has: a namespace has one of a name. */
function endpointTakenProblem(scope: Construct, names: InternalNames): Problem | undefined {
  const { serviceConnectName, namespaceName } = names;
  const home = regionalHomeOf(scope);
  const before = claimUnique(scope, ['internal-service/name', ...home, namespaceName, serviceConnectName], scope);
  return problemIf(before !== undefined, {
    code: 'internal-service/name-taken',
    prop: 'serviceConnectName',
    value: serviceConnectName,
    allowed: `must be unique in the Cloud Map namespace ${namespaceName}, and ${before} has that name`,
    fix: 'give one of the two another name',
  });
}
