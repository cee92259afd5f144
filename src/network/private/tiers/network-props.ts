import { Stack } from 'aws-cdk-lib';
import { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { CreatedTier } from './subnets';
import { PlannedTier } from './tier-plan';
import { cidrProblems } from './tier-problems';
import { zoneProblems, zonesOf } from './zones';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { logRetentionProblem } from '../../../core/private/checks/log-retention';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requiredTypeProblem, requireProps } from '../../../core/private/checks/required-props';
import {
  BOOLEAN,
  instance,
  listOf,
  OPTIONS,
  TEXT,
  TEXTS,
  Type,
  typeProblems,
} from '../../../core/private/checks/types';
import type { NetworkEgress } from '../../network-egress';
import type { AdditionalTier, ThreeTierNetworkProps } from '../../three-tier-network';
import { endpointsOf } from '../endpoints';
import { egressProblems } from '../network-problems';

const TYPES: Record<keyof Omit<ThreeTierNetworkProps, 'removalPolicy'>, Type> = {
  cidr: TEXT,
  egress: instance('a NetworkEgress', 'usesVpcEndpoints'),
  availabilityZones: TEXTS,
  publicCidr: TEXT,
  appCidr: TEXT,
  dataCidr: TEXT,
  additionalTiers: listOf(OPTIONS, 'objects'),
  flowLogRetention: DURATION,
};

const CREATED = ['natGatewayPerZone()', 'singleNatGateway()', 'vpcEndpoints()', 'none()'];

/** Throws for props that EC2 refuses, or that no subnets can be computed from; else the zones of the network. */
export function requireNetworkProps(network: Construct, props: ThreeTierNetworkProps): string[] {
  requireProps(network, props, { cidr: true, egress: true });
  throwOnProblems(network, ...typeProblems(props, TYPES));
  throwOnProblems(network, ...(props.additionalTiers ?? []).flatMap(additionalTypeProblems));
  const { availabilityZones, egress, flowLogRetention } = props;
  const stack = Stack.of(network);
  throwOnProblems(
    network,
    ...cidrProblems(props),
    ...zoneProblems(stack, availabilityZones),
    ...ownEgressProblems(egress),
    logRetentionProblem(
      'three-tier-network/not-a-retention',
      'flowLogRetention',
      flowLogRetention,
      'choose one of these',
    ),
  );
  return zonesOf(stack, availabilityZones);
}

/** VPC endpoints in the app subnets, where the egress asks for them. */
export function endpointsIn(
  network: Construct,
  vpc: IVpc,
  tiers: CreatedTier[],
  egress: NetworkEgress,
): ISecurityGroup | undefined {
  if (!egress._needsEndpoints) {
    return undefined;
  }
  const withEgress = tiers.filter(({ kind }) => kind === 'egress').flatMap(({ created }) => created);
  return endpointsOf(network, vpc, {
    subnetIds: tiers[0].created.map(({ subnetId }) => subnetId),
    routeTableIds: withEgress.map(({ routeTable }) => routeTable.routeTableId),
    egress,
  });
}

/** A name that no tier has. */
export function tierProblem(name: string, tiers: PlannedTier[]): Problem | undefined {
  const names = tiers.map((tier) => tier.name);
  return problemIf(!names.includes(name), {
    code: 'three-tier-network/no-such-tier',
    prop: 'name',
    value: name,
    allowed: `must be one of ${names.join(', ')}`,
    fix: 'write the name of a tier, or add it to `additionalTiers`',
  });
}

function additionalTypeProblems({ name, cidr, egress }: AdditionalTier): Array<Problem | undefined> {
  return [
    requiredTypeProblem('additionalTiers.name', name, TEXT),
    requiredTypeProblem('additionalTiers.cidr', cidr, TEXT),
    ...typeProblems({ egress }, { egress: BOOLEAN }, 'additionalTiers.'),
  ];
}

function ownEgressProblems(egress: NetworkEgress): Array<Problem | undefined> {
  return [
    problemIf(!CREATED.includes(egress._kind), {
      code: 'three-tier-network/egress-of-another-network',
      prop: 'egress',
      value: `NetworkEgress.${egress._kind}`,
      allowed: `must be one that a new VPC can have: ${CREATED.join(', ')}`,
      fix: 'choose one of these; NAT gateways have a price by the hour',
    }),
    problemIf(egress.routeTableIds !== undefined, {
      code: 'three-tier-network/route-tables-of-its-own',
      prop: 'egress.routeTableIds',
      value: egress.routeTableIds,
      allowed: 'cannot be given for a new VPC, whose S3 gateway endpoint has the route tables of the app tier',
      fix: 'leave it out',
    }),
    ...(egress.routeTableIds === undefined ? egressProblems(egress) : []),
  ];
}
