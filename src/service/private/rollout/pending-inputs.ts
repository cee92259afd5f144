import { Annotations, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isNotReady } from './task-count';
import { PendingInput } from '../../../core';
import { IApiDatabase } from '../../../data';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiRolloutOptions } from '../../api-rollout-options';
import type { ApiTaskOptions } from '../../api-task-options';
import type { IImageRepository } from '../../i-image-repository';
import { DATABASE_KEY } from '../task/variables';

type Options = ApiTaskOptions & Pick<ApiPlacementOptions, 'database'>;

/** Image and secret values that must exist before a task can start, each with the command that provides it. */
export function pendingInputsFor({ image, settings, database }: Options): PendingInput[] {
  const pendingInputs = settings?.pendingInputs ?? [];
  const isOfSettings = database === undefined || settings?.secrets[DATABASE_KEY] === database.uriSecret;
  return isOfSettings
    ? [imageToPush(image), ...pendingInputs]
    : [imageToPush(image), ...pendingInputs.filter(({ key }) => key !== DATABASE_KEY), addressToFill(database)];
}

/** Notes at synthesis that the service has 0 tasks, and which inputs it waits for. */
export function notePendingInputs(scope: IConstruct, options: ApiRolloutOptions, inputs: PendingInput[]): void {
  if (isNotReady(options)) {
    const missing = inputs.map(({ target }) => target).join(', ');
    Annotations.of(scope).addInfo(`0 tasks until 'launchPhase' states that these are there: ${missing}`);
  }
}

function imageToPush({ imageUri, deploymentTag, repository, repositoryUri }: IImageRepository): PendingInput {
  const isLate = Token.isUnresolved(repositoryUri);
  const [registry, ...path] = isLate ? ['<registry>', '<repository>'] : repositoryUri.split('/');
  const command = deploymentTag
    ? `deploy-image.sh --registry ${registry} --repository ${path.join('/')} --channel ${deploymentTag} --commit <commit> <image>`
    : `docker push ${[registry, ...path].join('/')}`;
  const target = isLate ? repository.node.path : imageUri;
  return { key: 'image', target, owner: 'CI, with every release', command };
}

function addressToFill({ uriSecret }: IApiDatabase): PendingInput {
  const target = Token.isUnresolved(uriSecret.secretName) ? uriSecret.node.path : uriSecret.secretName;
  const command = `aws secretsmanager put-secret-value --secret-id ${target} --secret-string '<value>'`;
  return { key: DATABASE_KEY, target, owner: 'owner of the database, if the secret is empty', command };
}
