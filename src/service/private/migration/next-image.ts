import { CfnTaskDefinition, CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import type { EcsService } from '../../ecs-service';
import type { IEcsService } from '../../i-ecs-service';
import type { IImageRepository } from '../../i-image-repository';

/** The image that the next tag names, in place of that of the deployment tag: what a migration runs. */
export function nextImageOf(image: IImageRepository): IImageRepository {
  return Object.create(image, { imageUri: { value: `${image.repositoryUri}:${image.nextTag}` } });
}

/** CPU architecture of the image that the service runs. That of another app is not known. */
export function architectureOf(service: IEcsService): CpuArchitecture | undefined {
  const resource = (service as Partial<EcsService>).taskDefinition?.node.defaultChild as CfnTaskDefinition | undefined;
  const { cpuArchitecture } = (resource?.runtimePlatform ?? {}) as CfnTaskDefinition.RuntimePlatformProperty;
  return cpuArchitecture === undefined ? undefined : CpuArchitecture.of(cpuArchitecture);
}
