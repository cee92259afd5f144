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

function egress({ network = {} }: Draft): Problem[] {
  const { natAddresses = [], routeTableIds, endpointServices = [] } = network;
  const ofEndpoints = 'cannot be set with egress nat, since it is about endpoints';
  return [
    ...when(
      network.egress === 'vpc-endpoints' && natAddresses.length > 0,
      'network.natAddresses',
      natAddresses,
      'cannot be set with egress vpc-endpoints, since it is about NAT gateways',
      'remove it, or set egress to nat',
    ),
    ...when(
      network.egress === 'nat' && routeTableIds !== undefined,
      'network.routeTableIds',
      routeTableIds,
      ofEndpoints,
      'remove it, or set egress to vpc-endpoints',
    ),
    ...when(
      network.egress === 'nat' && endpointServices.length > 0,
      'network.endpointServices',
      endpointServices,
      ofEndpoints,
      'remove it, or set egress to vpc-endpoints',
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
