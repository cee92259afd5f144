import { Token } from 'aws-cdk-lib';
import { PendingInput, IApiDatabase } from '../../../data';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTaskOptions } from '../../api-task-options';
import { ImageRepository } from '../../image-repository';
import { DATABASE_KEY } from '../task/variables';

type Options = ApiTaskOptions & Pick<ApiPlacementOptions, 'database'>;

/** What has to be there before a task can start, with the line that puts it there. */
export function pendingInputsFor({ image, settings, database }: Options): PendingInput[] {
  const pendingInputs = settings?.pendingInputs ?? [];
  const isOfSettings = database === undefined || settings?.secrets[DATABASE_KEY] === database.uriSecret;
  return isOfSettings
    ? [imageToPush(image), ...pendingInputs]
    : [imageToPush(image), ...pendingInputs.filter(({ key }) => key !== DATABASE_KEY), addressToFill(database)];
}

function imageToPush({ imageUri, deploymentTag, repositoryUri }: ImageRepository): PendingInput {
  const [registry, ...path] = repositoryUri.split('/');
  const command = deploymentTag
    ? `deploy-image.sh --registry ${registry} --repository ${path.join('/')} --channel ${deploymentTag} --commit <commit> <image>`
    : `docker push ${repositoryUri}`;
  return { key: 'image', target: imageUri, owner: 'CI, with every release', command };
}

function addressToFill({ uriSecret }: IApiDatabase): PendingInput {
  const target = Token.isUnresolved(uriSecret.secretName) ? uriSecret.node.path : uriSecret.secretName;
  const command = `aws secretsmanager put-secret-value --secret-id ${target} --secret-string '<value>'`;
  return { key: DATABASE_KEY, target, owner: 'who looks after the database, if it is empty', command };
}
