import { BankValues } from './keys';
import { GitHubRepository } from '../../../delivery/git-hub-repository';
import { NetworkEgress } from '../../../network/network-egress';
import { ApiRouting } from '../../../service/api-routing';
import { LaunchPhase } from '../../../service/launch-phase';
import type { ApiConfig } from '../../config/api-config';
import type { DeployConfig } from '../../config/deploy-config';
import type { NetworkConfig } from '../../config/network-config';

const READINESS = {
  'not-ready': LaunchPhase.NOT_READY,
  'first-start': LaunchPhase.FIRST_START,
  running: LaunchPhase.RUNNING,
} as const;

/** The network, in the types of the constructs. */
export function networkOf({ network }: BankValues): NetworkConfig {
  const { vpcId, publicSubnetIds, privateSubnetIds } = network;
  return { vpcId, publicSubnetIds, privateSubnetIds, egress: egressOf(network) };
}

function egressOf(network: BankValues['network']): NetworkEgress {
  if (network.egress === 'nat') {
    return NetworkEgress.nat({ addresses: network.natAddresses });
  }
  return network.endpointSecurityGroupId === undefined
    ? NetworkEgress.vpcEndpoints({
        routeTableIds: network.routeTableIds,
        additionalServices: network.endpointServices,
        clientRanges: network.endpointClientRanges,
        additionalAccounts: network.endpointAccounts,
      })
    : NetworkEgress.fromEndpointSecurityGroupId(network.endpointSecurityGroupId);
}

/** The API, in the types of the constructs. */
export function apiOf({ api }: BankValues): ApiConfig {
  return {
    ...api,
    routing: api.routing ? ApiRouting.paths(api.routing) : ApiRouting.wholeHost(),
    launchPhase: READINESS[api.launchPhase],
  };
}

type Deploy = NonNullable<BankValues['deploy']>;

/** The repositories that deploy, in the types of the constructs. */
export function deployOf({ deploy }: BankValues): DeployConfig | undefined {
  if (deploy === undefined) {
    return undefined;
  }
  const { ownerId, oidcIssuerExists } = deploy;
  const known = <T extends NonNullable<Deploy['api']>>({ repositoryId, ...identity }: T) => ({
    ...identity,
    repository: GitHubRepository.of(identity.repository, { ownerId, repositoryId }),
  });
  const { api, webapp, merchantPortal, infra } = deploy;
  return {
    oidcIssuerExists,
    ...(api && { api: known(api) }),
    ...(webapp && { webapp: known(webapp) }),
    ...(merchantPortal && { merchantPortal: known(merchantPortal) }),
    ...(infra && { infra: { ...known(infra), planEnvironment: infra.planEnvironment } }),
  };
}
