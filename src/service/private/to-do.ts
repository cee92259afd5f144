import { Token } from 'aws-cdk-lib';
import { FillIn, IApiDatabase } from '../../data';
import type { ApiPlacementOptions } from '../api-placement-options';
import type { ApiTaskOptions } from '../api-task-options';
import { ContainerImageChannel } from '../container-image-channel';
import { DATABASE_KEY } from './variables';

type Options = ApiTaskOptions & Pick<ApiPlacementOptions, 'database'>;

/** What has to be there before a task can start, with the line that puts it there. */
export function toDoFor({ image, settings, database }: Options): FillIn[] {
  const toFill = settings?.toFill ?? [];
  const isOfSettings = database === undefined || settings?.secrets[DATABASE_KEY] === database.uriSecret;
  return isOfSettings
    ? [imageToPush(image), ...toFill]
    : [imageToPush(image), ...toFill.filter(({ key }) => key !== DATABASE_KEY), addressToFill(database)];
}

function imageToPush({ imageUri, channel, repositoryUri }: ContainerImageChannel): FillIn {
  const [registry, ...path] = repositoryUri.split('/');
  const line = channel
    ? `deploy-image.sh --registry ${registry} --repository ${path.join('/')} --channel ${channel} --commit <commit> <image>`
    : `docker push ${repositoryUri}`;
  return { key: 'image', name: imageUri, owner: 'CI, with every release', line };
}

function addressToFill({ uriSecret }: IApiDatabase): FillIn {
  const name = Token.isUnresolved(uriSecret.secretName) ? uriSecret.node.path : uriSecret.secretName;
  const line = `aws secretsmanager put-secret-value --secret-id ${name} --secret-string '<value>'`;
  return { key: DATABASE_KEY, name, owner: 'who looks after the database, if it is empty', line };
}
