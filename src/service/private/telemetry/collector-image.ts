import { Token } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { PendingInput } from '../../../core';
import type { IImageRepository } from '../../i-image-repository';

/** https://aws-otel.github.io/docs/setup/ecs */
const PUBLIC_REPOSITORY = 'public.ecr.aws/aws-observability/aws-otel-collector';

/** The image of the collector as a value that an operator provides, and the commands that copy it. */
export function collectorToCopy(
  { imageUri, deploymentTag, repository, repositoryUri }: IImageRepository,
  architecture: CpuArchitecture = CpuArchitecture.X86_64,
): PendingInput {
  const isLate = Token.isUnresolved(repositoryUri);
  const tag = deploymentTag ?? '<version>'; // a digest follows from the image that is pushed
  const source = `${PUBLIC_REPOSITORY}:${/^v\d/.test(tag) ? tag : '<version>'}`;
  const copy = `${isLate ? '<registry>/<repository>' : repositoryUri}:${tag}`;
  const platform = architecture === CpuArchitecture.ARM64 ? 'linux/arm64' : 'linux/amd64';
  return {
    key: 'telemetry.image',
    target: isLate ? repository.node.path : imageUri,
    owner: 'an operator, once',
    command: `docker pull --platform ${platform} ${source} && docker tag ${source} ${copy} && docker push ${copy}`,
  };
}
