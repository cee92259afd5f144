import { GitHubRepository } from '../../delivery/git-hub-repository';
import { WayOut } from '../../network/way-out';
import { ApiReadiness } from '../../service/api-readiness';
import { ApiRouting } from '../../service/api-routing';
import type { ApiConfig } from '../api-config';
import type { DeployConfig } from '../deploy-config';
import type { NetworkConfig } from '../network-config';
import { BankValues } from './keys';

const READINESS = {
  waiting: ApiReadiness.WAITING,
  starting: ApiReadiness.STARTING,
  running: ApiReadiness.RUNNING,
} as const;

/** The network, in the words of the constructs. */
export function networkOf({ network }: BankValues): NetworkConfig {
  const { vpcId, publicSubnetIds, privateSubnetIds, natAddresses, routeTableIds, endpointServices } = network;
  const wayOut =
    network.wayOut === 'nat'
      ? WayOut.nat({ addresses: natAddresses })
      : WayOut.endpoints({ routeTableIds, furtherServices: endpointServices });
  return { vpcId, publicSubnetIds, privateSubnetIds, wayOut };
}

/** The API, in the words of the constructs. */
export function apiOf({ api }: BankValues): ApiConfig {
  return {
    ...api,
    routing: api.routing ? ApiRouting.paths(api.routing) : ApiRouting.wholeHost(),
    readiness: READINESS[api.readiness],
  };
}

type Deploy = NonNullable<BankValues['deploy']>;

/** The identities, in the words of the constructs. */
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
