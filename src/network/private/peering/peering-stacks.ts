import { CfnVPCPeeringConnection } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { peerableOf } from './peerable';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { twinIn } from '../../../core/private/stacks/twin-stack';
import type { IPeerableNetwork } from '../../i-peerable-network';

/** The place of what the peer's side needs: below the peering, or in the twin of its stack in the other region. */
export function farPlace(peering: Construct, peerNetwork: IPeerableNetwork): Construct {
  const home = topLevelStack(peering);
  const { region } = topLevelStack(peerNetwork);
  if (region === home.region) {
    return new Construct(peering, 'PeerNetwork');
  }
  const twin = twinIn(peering, region);
  throwOnProblems(
    peering,
    problemIf(home.dependencies.includes(twin), {
      code: 'network-peering/twin-comes-first',
      prop: 'peerNetwork',
      value: peerNetwork.node.path,
      allowed: `must be reached from a stack whose twin in ${region} is deployed after it, and another construct of ${home.node.path} needs that twin before`,
      fix: 'create the peering in a stack of its own',
    }),
  );
  return new Construct(twin, peering.node.path.slice(home.node.path.length + 1));
}

/** The id of the peering connection for any stack: another VPC on either side is another connection. */
export function peeringIdSeen(connection: CfnVPCPeeringConnection, networks: IPeerableNetwork[]): string {
  return crossStackValue(connection, {
    name: 'VpcPeeringConnectionId',
    value: connection.ref,
    identity: ({ logicalId }) => [
      logicalId,
      ...networks.map((it) => [it.node.path, topLevelStack(it).region, peerableOf(it)!.cidr]),
    ],
  });
}
