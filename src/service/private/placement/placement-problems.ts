import { Stack, Token } from 'aws-cdk-lib';
import { ISubnet, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { privateSubnets } from './subnets';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { parseImageUri } from '../../../core/private/formats/image-uri';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import { ApiExposure } from '../../api-exposure';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTaskOptions } from '../../api-task-options';
import type { ApiTrafficOptions } from '../../api-traffic-options';
import { ImageRepository } from '../../image-repository';

type Options = ApiPlacementOptions & Pick<ApiTrafficOptions, 'exposure'> & Pick<ApiTaskOptions, 'image'>;

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
    ...inWrongSubnets('taskSubnets', ofTasks, [...vpc.publicSubnets, ...(isPublic ? ofLoadBalancer.subnets : [])], {
      code: 'api/tasks-in-public',
      allowed: 'it is public, as the load balancer wants it, and tasks without a public address have no way out of it',
      fix: 'give the tasks private subnets',
    }),
    ...inWrongSubnets(
      'loadBalancerSubnets',
      ofLoadBalancer,
      isPublic ? [...vpc.privateSubnets, ...vpc.isolatedSubnets] : [],
      {
        code: 'api/callers-in-private',
        allowed: 'it is private, and nobody on the internet would reach a load balancer in it',
        fix: 'give it public subnets, or take ApiExposure.withinVpc()',
      },
    ),
    imageProblem(stack, props.image),
    problemIf(areDifferent(vpc.env.region, stack.region), {
      code: 'api/network-elsewhere',
      prop: 'vpc',
      value: vpc.node.path,
      allowed: `it is in ${vpc.env.region}, and ${stack.node.path} in ${stack.region}`,
      fix: "take a network of the stack's own region",
    }),
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

type Reason = Pick<Problem, 'code' | 'allowed' | 'fix'>;

/** Told by path: the id of a subnet that the app makes is known to CloudFormation alone. */
function inWrongSubnets(prop: string, { subnets }: SelectedSubnets, wrong: ISubnet[], reason: Reason): Problem[] {
  const ids = new Set(wrong.map(({ subnetId }) => subnetId));
  return subnets
    .filter(({ subnetId }) => ids.has(subnetId))
    .map(({ subnetId, node }) => ({ ...reason, prop, value: Token.isUnresolved(subnetId) ? node.path : subnetId }));
}

/** The channel has compared the image with its own stack, which may be elsewhere too. */
function imageProblem(stack: Stack, { imageUri, isExternal }: ImageRepository): Problem | undefined {
  const { account, region } = parseImageUri(imageUri)!;
  const differs = areDifferent(account, stack.account) || areDifferent(region, stack.region);
  return problemIf(differs && !isExternal, {
    code: 'api/image-elsewhere',
    prop: 'image',
    value: imageUri,
    allowed: `it is in account ${account} and region ${region}, and ${stack.node.path} in ${stack.account} and ${stack.region}`,
    fix: "state it by 'imageIsElsewhere' of the channel, and let this account pull",
  });
}
