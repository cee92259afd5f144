import { Duration } from 'aws-cdk-lib';
import { FargateService, ServiceConnectTlsConfiguration } from 'aws-cdk-lib/aws-ecs';
import { IHttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { nameMadeBy } from '../../../core/private/stacks/weak-reference';
import type { IInternalService } from '../../i-internal-service';

/** Endpoint of Service Connect: a name and a port in a Cloud Map namespace. */
export interface Endpoint {
  /** Name that clients call, and of the port mapping. */
  readonly name: string;
  readonly port: number;
  readonly namespace: IHttpNamespace;
  readonly perRequestTimeout?: Duration;
  readonly idleTimeout?: Duration;
  /** TLS between the proxies of clients and of the service. */
  readonly tls?: ServiceConnectTlsConfiguration;
}

// On the service, so that two copies of this package in one app share it. The CDK keeps it to itself.
const NAMESPACE = Symbol.for('rl-bank-constructs.service-connect-namespace');

/** Namespace of a service, and the path of the construct that it has it from. */
interface Joined {
  readonly name: string;
  readonly from: string;
}

type Member = FargateService & { [NAMESPACE]?: Joined };

/** Lets other services of the namespace call the service by the name. The service is a client of the namespace, too. */
export function offerEndpoint(service: FargateService, { name, port, namespace, ...others }: Endpoint): void {
  const { namespaceName } = namespace;
  const isOfThisApp = namespace.node.defaultChild !== undefined;
  if (isOfThisApp) {
    service.node.addDependency(namespace); // it is referred to by its name alone
  }
  (service as Member)[NAMESPACE] = { name: namespaceName, from: service.node.scope!.node.path };
  service.enableServiceConnect({
    namespace: isOfThisApp ? nameMadeBy(topLevelStack(namespace), namespaceName) : namespaceName,
    services: [{ portMappingName: name, discoveryName: name, dnsName: name, port, ...others }],
  });
}

/** Makes the service a client of the namespace, once: ECS has one namespace for a service, and the CDK takes one call. */
export function joinNamespace(client: FargateService, internal: IInternalService, namespace: string): void {
  const joined = (client as Member)[NAMESPACE];
  throwOnProblems(client, namespaceProblem(internal, joined));
  if (joined === undefined) {
    (client as Member)[NAMESPACE] = { name: internal.namespaceName, from: internal.node.path };
    client.enableServiceConnect({ namespace });
  }
}

function namespaceProblem({ namespaceName, node }: IInternalService, joined?: Joined): Problem | undefined {
  return problemIf(joined !== undefined && joined.name !== namespaceName, {
    code: 'internal-service/other-namespace',
    prop: 'uses',
    value: node.path,
    allowed: `must be in the Cloud Map namespace of ${joined?.from}, and is in another: ECS connects a service to one`,
    fix: "give all internal services that call each other, or that one service uses, the same 'cloudMapNamespace'",
  });
}
