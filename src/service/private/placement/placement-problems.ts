import { Stack, Token } from 'aws-cdk-lib';
import { ISubnet, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { parseImageUri } from '../../../core/private/formats/image-uri';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import { ApiExposure } from '../../api-exposure';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTaskOptions } from '../../api-task-options';
import type { ApiTrafficOptions } from '../../api-traffic-options';
import type { IImageRepository } from '../../i-image-repository';
import { homeOf } from '../image/image-parts';

type Options = ApiPlacementOptions & Pick<ApiTrafficOptions, 'exposure'> & Pick<ApiTaskOptions, 'image'>;

/** Problems of VPC, subnets, cluster, service name and image. */
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
      allowed: 'must be 1 to 255 letters, digits, hyphens and underscores',
      fix: 'choose such a name, or leave it out',
    }),
    tooFew('taskSubnets', ofTasks, 'an Availability Zone can fail as a whole'),
    tooFew('loadBalancerSubnets', ofLoadBalancer, 'Elastic Load Balancing requires two'),
    ...inWrongSubnets('taskSubnets', ofTasks, [...vpc.publicSubnets, ...(isPublic ? ofLoadBalancer.subnets : [])], {
      code: 'api/tasks-in-public',
      allowed: 'must be private: tasks without a public address have no route to the internet from a public subnet',
      fix: 'give the tasks private subnets',
    }),
    ...inWrongSubnets(
      'loadBalancerSubnets',
      ofLoadBalancer,
      isPublic ? [...vpc.privateSubnets, ...vpc.isolatedSubnets] : [],
      {
        code: 'api/callers-in-private',
        allowed: 'must be public: a load balancer in a private subnet cannot be reached from the internet',
        fix: 'give it public subnets, or use ApiExposure.withinVpc()',
      },
    ),
    imageProblem(stack, props.image),
    problemIf(areDifferent(vpc.env.region, stack.region), {
      code: 'api/network-elsewhere',
      prop: 'vpc',
      value: vpc.node.path,
      allowed: `must be in the region of ${stack.node.path}, ${stack.region}, and not in ${vpc.env.region}`,
      fix: "pass a VPC of the stack's own region",
    }),
    problemIf(clusterRegion !== undefined && areDifferent(clusterRegion, stack.region), {
      code: 'api/cluster-elsewhere',
      prop: 'cluster',
      value: cluster?.node.path,
      allowed: `must be in the region of ${stack.node.path}, ${stack.region}, and not in ${clusterRegion}`,
      fix: "pass a cluster of the stack's own region, or leave it out",
    }),
  ];
}

/** Region of a cluster: an imported one has it in its ARN, while its `env` is that of the importing stack. */
function regionOf({ clusterArn, env }: ICluster): string {
  return Token.isUnresolved(clusterArn) ? env.region : clusterArn.split(':')[3];
}

function tooFew(prop: string, { subnetIds, availabilityZones }: SelectedSubnets, reason: string): Problem | undefined {
  const zones = availabilityZones.some((zone) => Token.isUnresolved(zone)) ? subnetIds : availabilityZones;
  return problemIf(new Set(subnetIds).size < 2 || new Set(zones).size < 2, {
    code: 'api/too-few-subnets',
    prop,
    value: subnetIds.some((id) => Token.isUnresolved(id)) ? `${subnetIds.length} subnets` : subnetIds,
    allowed: `must be at least two subnets, in two Availability Zones: ${reason}`,
    fix: 'add a subnet of another zone',
  });
}

type Reason = Pick<Problem, 'code' | 'allowed' | 'fix'>;

/** Shows a subnet that this app creates by its path: its id is known to CloudFormation only. */
function inWrongSubnets(prop: string, { subnets }: SelectedSubnets, wrong: ISubnet[], reason: Reason): Problem[] {
  const ids = new Set(wrong.map(({ subnetId }) => subnetId));
  return subnets
    .filter(({ subnetId }) => ids.has(subnetId))
    .map(({ subnetId, node }) => ({ ...reason, prop, value: Token.isUnresolved(subnetId) ? node.path : subnetId }));
}

/** The repository has been compared with its own stack, which may be elsewhere too. */
function imageProblem(stack: Stack, { imageUri, repository, isExternal }: IImageRepository): Problem | undefined {
  const { account, region } = parseImageUri(imageUri) ?? homeOf(repository);
  const differs = areDifferent(account, stack.account) || areDifferent(region, stack.region);
  return problemIf(differs && !isExternal, {
    code: 'api/image-elsewhere',
    prop: 'image',
    value: Token.isUnresolved(imageUri) ? repository.node.path : imageUri,
    allowed: `must be in account ${stack.account} and region ${stack.region} of the stack ${stack.node.path}`,
    fix: 'reference it in that stack by ImageRepository.fromImageUri(), and let this account pull',
  });
}
