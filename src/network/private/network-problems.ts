import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { isCidr, matches } from '../../core/private/checks/values';
import type { ImportedNetworkProps } from '../imported-network';
import type { NetworkEgress } from '../network-egress';

/** Props that a load balancer, a cache or ECS refuses minutes into the deployment. */
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
        allowed: 'cannot be in privateSubnetIds too, since a subnet has a route to the internet gateway or not',
        fix: 'remove it from one of the lists',
      })),
    problemIf(availabilityZones !== undefined && availabilityZones.length !== zones, {
      code: 'network/zones-do-not-fit',
      prop: 'availabilityZones',
      value: availabilityZones,
      allowed: `must have ${zones} zones, as many as the subnets of a kind`,
      fix: 'pass the zone of each subnet, in the order of the subnets, or leave it out',
    }),
    problemIf(availabilityZones !== undefined && publicSubnetIds.length !== privateSubnetIds.length, {
      code: 'network/zones-are-uneven',
      prop: 'availabilityZones',
      value: availabilityZones,
      allowed: 'only pair as many public as private subnets',
      fix: 'pass as many public as private subnets, or leave the zones out',
    }),
    problemIf(!EXISTING.includes(egress._kind), {
      code: 'network/egress-of-a-new-network',
      prop: 'egress',
      value: `NetworkEgress.${egress._kind}`,
      allowed: `must be one of an existing network (${EXISTING.join(', ')}): its routes are those of the team that runs it`,
      fix: 'state the egress that the network has, or create a `ThreeTierNetwork`',
    }),
    ...egressProblems(egress),
  ];
}

const EXISTING = ['nat()', 'vpcEndpoints()', 'fromEndpointSecurityGroupId()'];

/** Options of VPC endpoints that EC2 refuses. */
export function egressProblems(egress: NetworkEgress): Array<Problem | undefined> {
  const { endpointSecurityGroupId: groupId } = egress;
  return [
    groupId === undefined ? undefined : prefixProblem('egress.endpointSecurityGroupId', groupId, 'sg-'),
    ...(egress.routeTableIds ?? []).map((id) => prefixProblem('egress.routeTableIds', id, 'rtb-')),
    problemIf(egress.routeTableIds?.length === 0, {
      code: 'network/no-route-tables',
      prop: 'egress.routeTableIds',
      value: [],
      allowed: 'must have one route table at least, or no image layer arrives through the gateway endpoint',
      fix: 'pass the route tables of the private subnets, or leave it out for an interface endpoint',
    }),
    ...egress.additionalServices.map((service) =>
      problemIf(!/^[a-z0-9][a-z0-9.-]*$/.test(service) || service === 's3' || service.startsWith('com.amazonaws'), {
        code: 'network/not-a-service',
        prop: 'egress.additionalServices',
        value: service,
        allowed: "must be the end of the endpoint's name, in lower case, and not s3, which has one already",
        fix: 'write it like "kms" or "sqs"',
      }),
    ),
    ...egress.clientRanges.map((range) =>
      problemIf(!isCidr(range) || range.endsWith('/0'), {
        code: 'network/not-a-range',
        prop: 'egress.clientRanges',
        value: range,
        allowed: 'must be an IPv4 CIDR block of the VPC, and not of everything',
        fix: 'write it like "10.0.0.0/16"',
      }),
    ),
    ...egress.additionalAccounts.map((account) =>
      problemIf(!matches(/^\d{12}$/, account), {
        code: 'network/not-an-account',
        prop: 'egress.additionalAccounts',
        value: account,
        allowed: 'must be the id of an AWS account, 12 digits in quotes',
        fix: 'write it like "222222222222"',
      }),
    ),
  ];
}

/** Placeholders such as `vpc-...` pass: the gate asks for real ids before anything is created. */
function prefixProblem(prop: string, id: string, prefix: string): Problem | undefined {
  return problemIf(!Token.isUnresolved(id) && !(id.startsWith(prefix) && id.length > prefix.length), {
    code: 'network/not-an-id',
    prop,
    value: id,
    allowed: `must begin with "${prefix}"`,
    fix: 'copy the id from the VPC',
  });
}

function countProblem(prop: string, ids: string[]): Problem | undefined {
  return problemIf(new Set(ids).size < 2, {
    code: 'network/too-few-subnets',
    prop,
    value: ids,
    allowed: 'must be two different subnets at least, in two Availability Zones, for a load balancer',
    fix: 'add a subnet of another Availability Zone',
  });
}
