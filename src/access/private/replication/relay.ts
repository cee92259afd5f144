import { Size } from 'aws-cdk-lib';
import { IConnectable, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { NetworkListener, NetworkTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { HEALTH_PORT, RELAY_COMMAND, RELAY_CONFIG, RELAY_PORT } from './relay-config';
import { VariablesBinding } from '../../../core/private/bindings/variables-binding';
import { IManagedDatabase } from '../../../data';
import { WorkerService } from '../../../service';
import type { ReplicationEndpointProps } from '../../replication-endpoint';

/** What leads to the relays. */
export interface RelayTraffic {
  readonly targets: NetworkTargetGroup;
  readonly listener: NetworkListener;
  readonly securityGroup: SecurityGroup;
}

/** Creates the tasks that relay, which the load balancer alone reaches, and which reach the database. */
export function relayFor(scope: Construct, props: ReplicationEndpointProps, traffic: RelayTraffic): WorkerService {
  const { vpc, taskSubnets, cluster, serviceName, database, image, launchPhase, desiredCount } = props;
  const { cpuArchitecture, logRetention, logEncryptionKey, removalPolicy } = props;
  const relay = new WorkerService(scope, 'Relay', {
    ...{ vpc, taskSubnets, cluster, serviceName, image, launchPhase, desiredCount },
    ...{ cpuArchitecture, logRetention, logEncryptionKey, removalPolicy },
    cpu: 256,
    memory: Size.mebibytes(512),
    command: RELAY_COMMAND,
    environment: { RELAY_CONFIG, RELAY_PORT: String(RELAY_PORT), HEALTH_PORT: String(HEALTH_PORT) },
    uses: [new AddressBinding(database)],
  });
  listenTo(relay, traffic);
  return relay;
}

function listenTo(relay: WorkerService, { targets, listener, securityGroup }: RelayTraffic): void {
  const { service, taskDefinition } = relay;
  const container = taskDefinition.defaultContainer!;
  container.addPortMappings({ containerPort: RELAY_PORT }, { containerPort: HEALTH_PORT });
  const target = { containerName: container.containerName, containerPort: RELAY_PORT };
  targets.addTarget(service.loadBalancerTarget(target));
  service.node.addDependency(listener); // ECS refuses targets that no load balancer has
  for (const port of [RELAY_PORT, HEALTH_PORT]) {
    securityGroup.connections.allowTo(service, Port.tcp(port), 'The relays');
  }
}

/** The address of the database without a login: the sync service has one. */
class AddressBinding extends VariablesBinding {
  constructor(private readonly database: IManagedDatabase) {
    const { endpointAddress, port, node } = database;
    super(node.path, { DB_HOST: endpointAddress, DB_PORT: String(port) }, (grantee) =>
      Grant.drop(grantee, 'the relay does not log in'),
    );
  }

  public allowAccessFrom(client: IConnectable): void {
    this.database.allowAccessFrom(client);
  }
}
