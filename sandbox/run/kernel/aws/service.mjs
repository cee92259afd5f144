import { ECRClient, ListImagesCommand } from '@aws-sdk/client-ecr';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
} from '@aws-sdk/client-ecs';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { imageParts } from './image.mjs';
import { reference } from './value-from.mjs';

/** @typedef {import('./sandbox.mjs').Sandbox} Sandbox */

/**
 * The only service of ECS that is deployed.
 *
 * @param {Sandbox} sandbox
 */
export async function service(sandbox) {
  const { clusterArns } = await sandbox.ask(ECSClient, new ListClustersCommand({}));
  const [cluster] = clusterArns;
  const { serviceArns } = await sandbox.ask(ECSClient, new ListServicesCommand({ cluster }));
  const { services } = await sandbox.ask(ECSClient, new DescribeServicesCommand({ cluster, services: serviceArns }));
  return services[0];
}

/**
 * The container of its task definition.
 *
 * @param {Sandbox} sandbox
 */
export async function container(sandbox) {
  const { taskDefinition } = await service(sandbox);
  const described = await sandbox.ask(ECSClient, new DescribeTaskDefinitionCommand({ taskDefinition }));
  return described.taskDefinition.containerDefinitions[0];
}

/**
 * What its tasks would not find: the image, secrets and parameters of the task definition that do not exist.
 *
 * @param {Sandbox} sandbox
 */
export async function missing(sandbox) {
  const { image, secrets } = await container(sandbox);
  /** @type {[string, Promise<boolean>][]} */
  const looked = [
    [image, isPushed(sandbox, image)],
    ...secrets.map(({ valueFrom }) => lookUp(sandbox, reference(valueFrom))),
  ];
  const found = await Promise.all(looked.map(async ([name, there]) => ((await there) ? [] : [name])));
  return found.flat().sort();
}

/**
 * @param {Sandbox} sandbox
 * @param {ReturnType<typeof reference>} reference
 * @returns {[string, Promise<boolean>]}
 */
function lookUp(sandbox, { Name, SecretId }) {
  return Name ? [Name, parameterExists(sandbox, Name)] : [secretName(SecretId), hasValue(sandbox, SecretId)];
}

/** The name in the ARN of a secret, without the six random characters at its end. */
function secretName(arn) {
  return arn.split(':secret:')[1].slice(0, -7);
}

/** @param {Sandbox} sandbox */
async function isPushed(sandbox, image) {
  const { repository, tag, digest } = imageParts(image);
  const { imageIds } = await sandbox.ask(ECRClient, new ListImagesCommand({ repositoryName: repository }));
  return imageIds.some(({ imageTag, imageDigest }) => (digest ? imageDigest === digest : imageTag === tag));
}

/** @param {Sandbox} sandbox */
async function parameterExists(sandbox, name) {
  try {
    await sandbox.ask(SSMClient, new GetParameterCommand({ Name: name }));
    return true;
  } catch (error) {
    if (error.name === 'ParameterNotFound') return false;
    throw error;
  }
}

/** @param {Sandbox} sandbox */
async function hasValue(sandbox, arn) {
  const described = await sandbox.ask(SecretsManagerClient, new DescribeSecretCommand({ SecretId: arn }));
  return Object.keys(described.VersionIdsToStages ?? {}).length > 0;
}
