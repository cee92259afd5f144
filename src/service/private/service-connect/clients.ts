import { Connections, IConnectable, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { FargateService } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { circleProblem, deployAfter } from './circle';
import { joinNamespace } from './endpoint';
import { CONNECTABLE } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { importGroupInto } from '../../../core/private/stacks/import-group';
import { ServerGroup } from '../../../core/private/stacks/server-group';
import type { IInternalService } from '../../i-internal-service';

/** What clients need to know of an internal service, of this app or of another. */
export interface Server {
  readonly group: ISecurityGroup;
  readonly port: number;
  /** Name of the namespace as the template of a client has it. */
  readonly namespace: string;
  /** Service of this app, after which clients are deployed. */
  readonly service?: FargateService;
}

/** Connections of an internal service, closed until a client is allowed. */
export function serverConnections(scope: Construct, group: ISecurityGroup, port: number): Connections {
  return new ServerGroup(scope, 'Clients', {
    group,
    port: Port.tcp(port),
    code: 'internal-service/not-a-client',
    fix: 'pass its `service`, whose connections are those of the tasks',
  }).connections;
}

/** Opens the port to a client and makes it a client of the namespace. Rules are in the client's stack. */
export function allowServiceConnect(internal: IInternalService, client: IConnectable, server: Server): void {
  requireArgument(internal, 'client', client, CONNECTABLE);
  throwOnProblems(internal, clientProblem(client));
  const { group, port, namespace, service } = server;
  const caller = client as FargateService;
  throwOnProblems(internal, service && circleProblem(caller, service));
  joinNamespace(caller, internal, namespace);
  client.connections.allowTo(importGroupInto(client, group), Port.tcp(port), `Service ${internal.serviceConnectName}`);
  if (service) {
    deployAfter(caller, service);
  }
}

/** Variable of the address, such as `PERMISSIONS_URL`. */
export function urlVariable({ serviceConnectName, url }: IInternalService): Record<string, string> {
  return { [`${serviceConnectName.toUpperCase().replace(/-/g, '_')}_URL`]: url };
}

/** Address of an internal service: the proxy of the client's task resolves the name. */
export function urlOf(serviceConnectName: string, port: number): string {
  return `http://${serviceConnectName}:${port}`;
}

/** Only tasks of ECS services have the proxy, which alone resolves the name. */
function clientProblem(client: IConnectable): Problem | undefined {
  return problemIf(!('enableServiceConnect' in client), {
    code: 'internal-service/not-an-ecs-service',
    prop: 'client',
    value: Construct.isConstruct(client) ? client.node.path : 'an IConnectable',
    allowed:
      'must be an ECS service: no other client, nor a task outside of a service, resolves a name of Service Connect',
    fix: "add it to the 'uses' of a service, pass `worker.service` of one, or open the port alone by `connections`",
  });
}

/** Why a use grants nothing. */
export const NO_PERMISSIONS = 'calls by Service Connect are admitted by the security group';
