import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { exposureProblems } from './exposure-problems';
import { DURATION, KEY, VPC } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import {
  BOOLEAN,
  instance,
  NUMBER,
  oneOf,
  OPTIONS,
  TEXT,
  Type,
  typeProblems,
} from '../../../core/private/checks/types';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import { LaunchPhase } from '../../../service';
import type { ReplicationEndpointProps } from '../../replication-endpoint';
import { balancerSubnets } from '../replication/fixed-addresses';

const TYPES: { [Name in keyof ReplicationEndpointProps]: Type } = {
  ...{ vpc: VPC, taskSubnets: OPTIONS, loadBalancerSubnets: OPTIONS, serviceName: TEXT },
  ...{ cluster: instance('an ICluster', 'clusterName'), image: instance('an IImageRepository', 'imageUri') },
  database: instance('an IManagedDatabase, such as a PostgresDatabase', 'endpointAddress'),
  exposure: instance('a ReplicationExposure', 'allowedPrincipals'),
  ...{ launchPhase: oneOf({ LaunchPhase }), desiredCount: NUMBER, deletionProtection: BOOLEAN },
  cpuArchitecture: instance('a CpuArchitecture', '_cpuArchitecture'),
  ...{ logRetention: DURATION, logEncryptionKey: KEY },
};

/** Throws if a required prop is missing, or a prop is of another type. */
export function requireReplicationProps(scope: Construct, props: ReplicationEndpointProps): void {
  requireProps(scope, props, { vpc: true, database: true, image: true, exposure: true });
  throwOnProblems(scope, ...typeProblems(props, TYPES));
}

/** Throws if AWS would report a prop minutes later, or never. What concerns the tasks, the service of the relays says. */
export function checkReplicationProps(scope: Construct, props: ReplicationEndpointProps): void {
  const stack = Stack.of(scope);
  throwOnProblems(
    scope,
    userProblem(props),
    databaseProblem(stack, props),
    vpcProblem(stack, props),
    ...subnetProblems(props),
    ...exposureProblems(stack, props.exposure),
  );
}

function userProblem({ database }: ReplicationEndpointProps): Problem | undefined {
  return problemIf(database.logicalReplicationUser === undefined, {
    code: 'replication-endpoint/no-replication-user',
    prop: 'database',
    value: database.node.path,
    allowed: "must have a 'logicalReplicationUser', without which it has no logical replication",
    fix: "set 'logicalReplicationUser' of the PostgresDatabase or AuroraPostgresCluster, or of the attributes of an imported one",
  });
}

function databaseProblem({ node, region }: Stack, { database }: ReplicationEndpointProps): Problem | undefined {
  const home = Stack.of(database).region;
  return problemIf(areDifferent(home, region), {
    code: 'replication-endpoint/database-elsewhere',
    prop: 'database',
    value: database.node.path,
    allowed: `must be in the region of ${node.path}, ${region}, and not in ${home}`,
    fix: 'create the endpoint in the region of the database, and name other regions in `allowedRegions`',
  });
}

function vpcProblem({ node, region }: Stack, { vpc }: ReplicationEndpointProps): Problem | undefined {
  return problemIf(areDifferent(vpc.env.region, region), {
    code: 'replication-endpoint/network-elsewhere',
    prop: 'vpc',
    value: vpc.node.path,
    allowed: `must be in the region of ${node.path}, ${region}, and not in ${vpc.env.region}`,
    fix: "pass a VPC of the stack's own region",
  });
}

function subnetProblems(props: ReplicationEndpointProps): Array<Problem | undefined> {
  const { vpc, exposure } = props;
  const { subnets, availabilityZones } = vpc.selectSubnets(balancerSubnets(props));
  const ids = new Set(subnets.map(({ subnetId }) => subnetId));
  const zones = availabilityZones.some((zone) => Token.isUnresolved(zone)) ? ids : new Set(availabilityZones);
  const isPublic = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId));
  const kind = exposure.isPublic ? 'public' : 'private';
  return [
    problemIf(zones.size < 2, {
      code: 'replication-endpoint/too-few-subnets',
      prop: 'loadBalancerSubnets',
      value: `${ids.size} ${kind} subnets`,
      allowed: 'must be subnets in two Availability Zones at least: a zone can fail as a whole',
      fix: `give the VPC ${kind} subnets in two zones, or pass subnets`,
    }),
    problemIf(zones.size < ids.size && zones.size > 1, {
      code: 'replication-endpoint/zone-twice',
      prop: 'loadBalancerSubnets',
      value: `${ids.size} subnets in ${zones.size} Availability Zones`,
      allowed: 'must be one subnet of each Availability Zone, as a Network Load Balancer takes them',
      fix: 'remove subnets of a zone that has another one',
    }),
    ...subnets
      .filter(({ subnetId }) => isPublic.has(subnetId) !== exposure.isPublic)
      .map(({ subnetId, node }) => wrongSubnet(Token.isUnresolved(subnetId) ? node.path : subnetId, kind)),
  ];
}

function wrongSubnet(value: string, kind: string): Problem {
  return {
    code: 'replication-endpoint/wrong-subnet',
    prop: 'loadBalancerSubnets',
    value,
    allowed: `must be ${kind}: with named addresses clients come from the internet, with PrivateLink none does`,
    fix: `pass ${kind} subnets, or leave them out`,
  };
}
