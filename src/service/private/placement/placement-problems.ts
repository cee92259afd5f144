import { Stack, Token } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { inWrongSubnets, TASKS_IN_PUBLIC, tasksOf, tooFewSubnets, vpcProblem } from './subnets';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { parseImageUri } from '../../../core/private/formats/image-uri';
import { areDifferent, isElsewhere } from '../../../core/private/stacks/stack-of';
import type { IImageRepository } from '../../i-image-repository';
import type { ServicePlacementOptions } from '../../service-placement-options';
import type { ServiceTaskOptions } from '../../service-task-options';
import { homeOf } from '../image/image-parts';
import { IMAGE } from '../service-types';

type Options = ServicePlacementOptions & Pick<ServiceTaskOptions, 'image' | 'telemetry'>;

/** Problems of VPC, subnets, cluster, service name and image. */
export function placementProblems(stack: Stack, props: Options): Array<Problem | undefined> {
  const { vpc, serviceName, cluster, telemetry } = props;
  const ofTasks = tasksOf(props);
  const clusterRegion = cluster && regionOf(cluster);
  return [
    problemIf(serviceName !== undefined && !/^[\w-]{1,255}$/.test(serviceName), {
      code: 'service/not-a-service-name',
      prop: 'serviceName',
      value: serviceName,
      allowed: 'must be 1 to 255 letters, digits, hyphens and underscores',
      fix: 'choose such a name, or leave it out',
    }),
    tooFewSubnets('taskSubnets', ofTasks, 'an Availability Zone can fail as a whole'),
    ...inWrongSubnets('taskSubnets', ofTasks, vpc.publicSubnets, TASKS_IN_PUBLIC),
    imageProblem(stack, 'image', props.image),
    IMAGE.has(telemetry?.image) ? imageProblem(stack, 'telemetry.image', telemetry!.image) : undefined,
    vpcProblem(stack, vpc),
    problemIf(clusterRegion !== undefined && areDifferent(clusterRegion, stack.region), {
      code: 'service/cluster-elsewhere',
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

/** The repository has been compared with its own stack, which may be elsewhere too. */
function imageProblem(
  stack: Stack,
  prop: string,
  { imageUri, repository, isExternal }: IImageRepository,
): Problem | undefined {
  const differs = isElsewhere(parseImageUri(imageUri) ?? homeOf(repository), stack);
  return problemIf(differs && !isExternal, {
    code: 'service/image-elsewhere',
    prop,
    value: Token.isUnresolved(imageUri) ? repository.node.path : imageUri,
    allowed: `must be in account ${stack.account} and region ${stack.region} of the stack ${stack.node.path}`,
    fix: 'reference it in that stack by ImageRepository.fromImageUri(), and let this account pull',
  });
}
