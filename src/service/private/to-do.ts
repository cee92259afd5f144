import { FillIn } from '../../data';
import type { ApiTaskOptions } from '../api-task-options';
import { ContainerImageChannel } from '../container-image-channel';

/** What has to be there before a task can start, with the line that puts it there. */
export function toDoFor({ image, settings }: ApiTaskOptions): FillIn[] {
  return [imageToPush(image), ...(settings?.toFill ?? [])];
}

function imageToPush({ imageUri, channel, repositoryUri }: ContainerImageChannel): FillIn {
  const [registry, ...path] = repositoryUri.split('/');
  const line = channel
    ? `deploy-image.sh --registry ${registry} --repository ${path.join('/')} --channel ${channel} --commit <commit> <image>`
    : `docker push ${repositoryUri}`;
  return { key: 'image', name: imageUri, owner: 'CI, with every release', line };
}
