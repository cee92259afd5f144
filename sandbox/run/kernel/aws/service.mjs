import { ECRClient, ListImagesCommand } from '@aws-sdk/client-ecr';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionFamiliesCommand,
} from '@aws-sdk/client-ecs';
import { DescribeSecretCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { imageParts } from './image.mjs';
import { fieldOf, reference } from './value-from.mjs';

/** @typedef {import('./sandbox.mjs').Sandbox} Sandbox */

/**
 * The services of ECS that are deployed.
 *
 * @param {Sandbox} sandbox
 */
export async function services(sandbox) {
  const { clusterArns } = await sandbox.ask(ECSClient, new ListClustersCommand({}));
  const all = clusterArns.map(async (cluster) => {
    const listed = await sandbox.ask(ECSClient, new ListServicesCommand({ cluster }));
    if (listed.serviceArns.length === 0) return [];
    const described = new DescribeServicesCommand({ cluster, services: listed.serviceArns });
    return (await sandbox.ask(ECSClient, described)).services;
  });
  return (await Promise.all(all)).flat();
}

/**
 * The service of ECS that is deployed: the first one, where there are several.
 *
 * @param {Sandbox} sandbox
 */
export async function service(sandbox) {
  return (await services(sandbox))[0];
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
 * The containers of all task definitions, of those without a service too.
 *
 * @param {Sandbox} sandbox
 */
async function containers(sandbox) {
  const { families } = await sandbox.ask(ECSClient, new ListTaskDefinitionFamiliesCommand({ status: 'ACTIVE' }));
  const all = families.map(async (family) => {
    const described = new DescribeTaskDefinitionCommand({ taskDefinition: family });
    return (await sandbox.ask(ECSClient, described)).taskDefinition.containerDefinitions;
  });
  return (await Promise.all(all)).flat();
}

/**
 * What tasks would not find: images, parameters and secrets of their task definitions that do not exist, by their names.
 *
 * @param {Sandbox} sandbox
 */
export async function missing(sandbox) {
  const { images, parameters, secrets } = await missingInputs(sandbox);
  return [...images, ...parameters, ...secrets.map(({ name }) => name)].sort();
}

/**
 * The same by kind. Images of other accounts and registries are there. A secret has the fields that the containers read from it, none for the whole of it; a secret that no
 * container reads is missing when it has no value.
 *
 * @param {Sandbox} sandbox
 */
export async function missingInputs(sandbox) {
  const all = await containers(sandbox);
  const references = all.flatMap(({ secrets = [] }) => secrets.map(({ valueFrom }) => valueFrom));
  const images = distinct(
    all.map(({ image }) => image).filter((image) => image.startsWith(`${sandbox.account}.dkr.ecr.`)),
  );
  const parameters = distinct(references.flatMap((from) => reference(from).Name ?? []));
  const { SecretList = [] } = await sandbox.ask(SecretsManagerClient, new ListSecretsCommand({ MaxResults: 100 }));
  const read = references.flatMap((from) => reference(from).SecretId ?? []);
  const secrets = distinct([...read, ...SecretList.map(({ ARN }) => ARN)]).map((id) => ({
    ...{ id, name: secretName(id) },
    fields: distinct(
      references.filter((from) => reference(from).SecretId === id).flatMap((from) => fieldOf(from) ?? []),
    ),
  }));
  return {
    images: await without(images, (image) => isPushed(sandbox, image)),
    parameters: await without(parameters, (name) => parameterExists(sandbox, name)),
    secrets: await without(secrets, ({ id }) => hasValue(sandbox, id)),
  };
}

/** The items for which something is not there. */
async function without(items, isThere) {
  const found = await Promise.all(items.map(async (item) => ((await isThere(item)) ? [] : [item])));
  return found.flat();
}

function distinct(items) {
  return [...new Set(items)];
}

/** The name in the ARN of a secret, without the six random characters at its end. */
function secretName(arn) {
  return arn.split(':secret:')[1].slice(0, -7);
}

/** @param {Sandbox} sandbox */
async function isPushed(sandbox, image) {
  const { repository, tag, digest } = imageParts(image);
  try {
    const { imageIds } = await sandbox.ask(ECRClient, new ListImagesCommand({ repositoryName: repository }));
    return imageIds.some(({ imageTag, imageDigest }) => (digest ? imageDigest === digest : imageTag === tag));
  } catch (error) {
    if (error.name === 'RepositoryNotFoundException') return false; // of an image that is copied from elsewhere
    throw error;
  }
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
