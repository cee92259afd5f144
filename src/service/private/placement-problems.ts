import { Stack, Token } from 'aws-cdk-lib';
import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { areDifferent } from '../../core/private/edge-stack';
import { Problem, problemIf } from '../../core/private/refuse';
import { ApiExposure } from '../api-exposure';
import type { ApiPlacementOptions } from '../api-placement-options';
import type { ApiTrafficOptions } from '../api-traffic-options';
import { privateSubnets } from './subnets';

type Options = ApiPlacementOptions & Pick<ApiTrafficOptions, 'exposure'>;

/** Where no service can stand. */
export function placementProblems(stack: Stack, props: Options): Array<Problem | undefined> {
  const { vpc, serviceName, cluster } = props;
  const { isPublic } = props.exposure ?? ApiExposure.internet();
  const ofTasks = vpc.selectSubnets(props.taskSubnets ?? privateSubnets(vpc));
  const ofLoadBalancer = vpc.selectSubnets(
    props.loadBalancerSubnets ?? (isPublic ? { subnets: vpc.publicSubnets } : privateSubnets(vpc)),
  );
  const clusterRegion = cluster && regionOf(cluster);
  return [
    problemIf(serviceName !== undefined && !/^[\w-]{1,255}$/.test(serviceName), {
      code: 'api/not-a-service-name',
      prop: 'serviceName',
      value: serviceName,
      allowed: 'ECS takes 1 to 255 letters, digits, hyphens and underscores',
      fix: 'choose such a name, or leave it out',
    }),
    tooFew('taskSubnets', ofTasks, 'one zone fails as a whole'),
    tooFew('loadBalancerSubnets', ofLoadBalancer, 'a load balancer refuses one'),
    ...ofTasks.subnetIds
      .filter((id) => isPublic && ofLoadBalancer.subnetIds.includes(id))
      .map((id) => ({
        code: 'api/tasks-in-public',
        prop: 'taskSubnets',
        value: id,
        allowed:
          'the load balancer has it too, so it is public, and tasks without a public address have no way out of it',
        fix: 'give the tasks private subnets',
      })),
    problemIf(clusterRegion !== undefined && areDifferent(clusterRegion, stack.region), {
      code: 'api/cluster-elsewhere',
      prop: 'cluster',
      value: cluster?.node.path,
      allowed: `it is in ${clusterRegion}, and ${stack.node.path} in ${stack.region}`,
      fix: "take a cluster of the stack's own region, or leave it out",
    }),
  ];
}

/** An imported cluster says of itself that it is where it was imported; its ARN knows better. */
function regionOf({ clusterArn, env }: ICluster): string {
  return Token.isUnresolved(clusterArn) ? env.region : clusterArn.split(':')[3];
}

function tooFew(prop: string, { subnetIds, availabilityZones }: SelectedSubnets, reason: string): Problem | undefined {
  const zones = availabilityZones.some((zone) => Token.isUnresolved(zone)) ? subnetIds : availabilityZones;
  return problemIf(new Set(subnetIds).size < 2 || new Set(zones).size < 2, {
    code: 'api/too-few-subnets',
    prop,
    value: subnetIds.some((id) => Token.isUnresolved(id)) ? `${subnetIds.length} subnets` : subnetIds,
    allowed: `it takes two subnets at least, in two zones: ${reason}`,
    fix: 'add a subnet of another zone',
  });
}
