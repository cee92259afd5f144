import { Token } from 'aws-cdk-lib';
import { PendingInput } from '../../../core';
import type { IImageRepository } from '../../i-image-repository';

/** The image as a value that CI provides, with the command that does. */
export function imageToPush({
  imageUri,
  deploymentTag,
  nextTag,
  repository,
  repositoryUri,
}: IImageRepository): PendingInput {
  const isLate = Token.isUnresolved(repositoryUri);
  const [registry, ...path] = isLate ? ['<registry>', '<repository>'] : repositoryUri.split('/');
  const next = nextTag ? ' --next' : '';
  const command = deploymentTag
    ? `deploy-image.sh --registry ${registry} --repository ${path.join('/')} --channel ${deploymentTag}${next} --commit <commit> <image>`
    : `docker push ${[registry, ...path].join('/')}`;
  const target = isLate ? repository.node.path : imageUri;
  return { key: 'image', target, owner: 'CI, with every release', command };
}
