import { Draft, when } from './draft';
import { Problem } from '../../../../core/private/checks/problems';

/** Subnets, their egress, and the database that the tasks reach. */
export function networkContradictions(draft: Draft): Problem[] {
  return [...subnets(draft), ...egress(draft), ...database(draft)];
}

function subnets({ network }: Draft): Problem[] {
  const both = (network?.publicSubnetIds ?? []).filter((id) => network?.privateSubnetIds?.includes(id));
  return both.flatMap((id) =>
    when(
      true,
      'network.publicSubnetIds',
      id,
      'cannot be in privateSubnetIds too, since a subnet is either public or private',
      'remove it from the wrong list',
    ),
  );
}

const TO_ENDPOINTS = 'remove it, or set egress to vpc-endpoints';

function isGiven(list: readonly string[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

function egress({ network = {} }: Draft): Problem[] {
  const { natAddresses = [], routeTableIds, endpointServices, endpointClientRanges, endpointAccounts } = network;
  const { endpointSecurityGroupId } = network;
  const ofNew = { routeTableIds, endpointServices, endpointClientRanges, endpointAccounts };
  const ofEndpoints = 'cannot be set with egress nat, since it is about endpoints';
  return [
    ...when(
      network.egress === 'vpc-endpoints' && natAddresses.length > 0,
      'network.natAddresses',
      natAddresses,
      'cannot be set with egress vpc-endpoints, since it is about NAT gateways',
      'remove it, or set egress to nat',
    ),
    ...Object.entries(ofNew).flatMap(([name, value]) => [
      ...when(network.egress === 'nat' && isGiven(value), `network.${name}`, value, ofEndpoints, TO_ENDPOINTS),
      ...when(
        network.egress !== 'nat' && endpointSecurityGroupId !== undefined && isGiven(value),
        `network.${name}`,
        value,
        'cannot be set with endpointSecurityGroupId, since it is about new endpoints',
        'remove it, or remove endpointSecurityGroupId',
      ),
    ]),
    ...when(
      network.egress === 'nat' && endpointSecurityGroupId !== undefined,
      'network.endpointSecurityGroupId',
      endpointSecurityGroupId,
      ofEndpoints,
      TO_ENDPOINTS,
    ),
  ];
}

function database({ database: { ports = [], addressRanges = [] } = {} }: Draft): Problem[] {
  return when(
    addressRanges.length > 0 && ports.length === 0,
    'database.addressRanges',
    addressRanges,
    'must come with database.ports, since nothing is opened without a port',
    'set database.ports too, such as [27017]',
  );
}
