import { App, Stack } from 'aws-cdk-lib';
import { ACCOUNT, newApp } from './cloud';
import { IServiceBinding } from '../../src/core';
import { PostgresDatabase, PostgresDatabaseProps } from '../../src/data';
import { NetworkEgress, NetworkPeering, NetworkPeeringProps, ThreeTierNetwork } from '../../src/network';
import { ImageRepository, LaunchPhase, WorkerService } from '../../src/service';

export const LONDON = { account: ACCOUNT, region: 'eu-west-2' };
export const FRANKFURT = { account: ACCOUNT, region: 'eu-central-1' };

/** A region of a system, as it is before another one comes: a stack for the network, and one for the database. */
export class Region {
  public readonly network: ThreeTierNetwork;

  constructor(
    private readonly app: App,
    private readonly name: string,
    private readonly env: { account: string; region: string },
    cidr: string,
    egress: NetworkEgress = NetworkEgress.singleNatGateway(),
  ) {
    const availabilityZones = ['a', 'b'].map((zone) => `${env.region}${zone}`);
    this.network = new ThreeTierNetwork(this.stack('Network'), 'Network', { cidr, egress, availabilityZones });
  }

  public stack(id: string): Stack {
    return new Stack(this.app, `${this.name}${id}`, { env: this.env });
  }

  public database(props: Partial<PostgresDatabaseProps> = {}): PostgresDatabase {
    const { vpc, dataSubnets: subnets } = this.network;
    const options = { databaseName: 'platform', users: ['app', 'registry'], ...props };
    return new PostgresDatabase(this.stack('Data'), 'Database', { vpc, subnets, ...options });
  }

  /** A service with tasks, in a stack of its own. */
  public service(uses: IServiceBinding[], stack = this.stack('Service'), rollOnSecretChange = false): WorkerService {
    const image = `${ACCOUNT}.dkr.ecr.${this.env.region}.amazonaws.com/worker:live`;
    return new WorkerService(stack, 'Worker', {
      vpc: this.network.vpc,
      image: new ImageRepository(stack, 'Image', { image }),
      uses,
      launchPhase: LaunchPhase.RUNNING,
      rollOnSecretChange,
    });
  }
}

export interface TwoRegions {
  readonly app: App;
  readonly london: Region;
  readonly frankfurt: Region;
  readonly stack: Stack;
}

/** London, and Frankfurt that comes later, with a stack for the peering. */
export function twoRegions(egress?: NetworkEgress, app: App = newApp()): TwoRegions {
  const london = new Region(app, 'London', LONDON, '10.20.0.0/16');
  const frankfurt = new Region(app, 'Frankfurt', FRANKFURT, '10.30.0.0/16', egress);
  return { app, london, frankfurt, stack: new Stack(app, 'Peering', { env: FRANKFURT }) };
}

/** A peering of both. */
export function peeringOf(
  { stack, frankfurt, london }: TwoRegions,
  props: Partial<NetworkPeeringProps> = {},
): NetworkPeering {
  return new NetworkPeering(stack, 'Peering', { network: frankfurt.network, peerNetwork: london.network, ...props });
}
