import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import type { ImportedNetworkProps } from '../imported-network';

/** What the load balancer, the cache or ECS would refuse minutes later. */
export function networkProblems(props: ImportedNetworkProps): Array<Problem | undefined> {
  const { vpcId, publicSubnetIds, privateSubnetIds, egress, availabilityZones } = props;
  const zones = Math.max(publicSubnetIds.length, privateSubnetIds.length);
  return [
    prefixProblem('vpcId', vpcId, 'vpc-'),
    ...publicSubnetIds.map((id) => prefixProblem('publicSubnetIds', id, 'subnet-')),
    ...privateSubnetIds.map((id) => prefixProblem('privateSubnetIds', id, 'subnet-')),
    countProblem('publicSubnetIds', publicSubnetIds),
    countProblem('privateSubnetIds', privateSubnetIds),
    ...publicSubnetIds
      .filter((id) => privateSubnetIds.includes(id))
      .map((id) => ({
        code: 'network/subnet-in-both-lists',
        prop: 'publicSubnetIds',
        value: id,
        allowed: 'it is among the privateSubnetIds too, and a subnet either has a route from the internet or not',
        fix: 'leave it in the list it belongs to',
      })),
    problemIf(availabilityZones !== undefined && availabilityZones.length !== zones, {
      code: 'network/zones-do-not-fit',
      prop: 'availabilityZones',
      value: availabilityZones,
      allowed: `there are ${zones} subnets of a kind`,
      fix: 'name the zone of each subnet, in the order of the subnets, or none at all',
    }),
    problemIf(availabilityZones !== undefined && publicSubnetIds.length !== privateSubnetIds.length, {
      code: 'network/zones-are-uneven',
      prop: 'availabilityZones',
      value: availabilityZones,
      allowed: 'zones pair public with private subnets, and there are not as many of one kind as of the other',
      fix: 'pass as many public as private subnets, or no zones',
    }),
    ...(egress.routeTableIds ?? []).map((id) => prefixProblem('egress.routeTableIds', id, 'rtb-')),
    problemIf(egress.routeTableIds?.length === 0, {
      code: 'network/no-route-tables',
      prop: 'egress.routeTableIds',
      value: [],
      allowed: 'a gateway without a route leads nowhere, and no image layer would arrive',
      fix: 'name the route tables of the private subnets, or leave it out for an interface endpoint',
    }),
    ...egress.additionalServices.map((service) =>
      problemIf(!/^[a-z0-9][a-z0-9.-]*$/.test(service) || service === 's3' || service.startsWith('com.amazonaws'), {
        code: 'network/not-a-service',
        prop: 'egress.additionalServices',
        value: service,
        allowed: "a service is the end of its endpoint's name, in small letters, and s3 is there already",
        fix: 'write it like "kms" or "sqs"',
      }),
    ),
  ];
}

/** The document's own `vpc-...` and `subnet-a` pass: whether an id is real shows when something is made. */
function prefixProblem(prop: string, id: string, prefix: string): Problem | undefined {
  return problemIf(!Token.isUnresolved(id) && !(id.startsWith(prefix) && id.length > prefix.length), {
    code: 'network/not-an-id',
    prop,
    value: id,
    allowed: `ids of this kind begin with "${prefix}"`,
    fix: 'copy the id from the network',
  });
}

function countProblem(prop: string, ids: string[]): Problem | undefined {
  return problemIf(new Set(ids).size < 2, {
    code: 'network/too-few-subnets',
    prop,
    value: ids,
    allowed:
      'it takes two different subnets at least, in two zones: a load balancer refuses one, and one zone fails as a whole',
    fix: 'add a subnet of another zone',
  });
}
