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
import { reference } from './task-environment.mjs';

/** The deployed service, the only one there is, as ECS has it. */
export async function service(sandbox) {
  const { clusterArns } = await sandbox.ask(ECSClient, new ListClustersCommand({}));
  const [cluster] = clusterArns;
  const { serviceArns } = await sandbox.ask(ECSClient, new ListServicesCommand({ cluster }));
  const { services } = await sandbox.ask(ECSClient, new DescribeServicesCommand({ cluster, services: serviceArns }));
  return services[0];
}

/** The container that its tasks would run. */
export async function container(sandbox) {
  const { taskDefinition } = await service(sandbox);
  const said = await sandbox.ask(ECSClient, new DescribeTaskDefinitionCommand({ taskDefinition }));
  return said.taskDefinition.containerDefinitions[0];
}

/** What its tasks would not find: read from the task definition, and looked for where it says. */
export async function missing(sandbox) {
  const { image, secrets } = await container(sandbox);
  const looked = [
    [image, isPushed(sandbox, image)],
    ...secrets.map(({ valueFrom }) => {
      const { Name, SecretId } = reference(valueFrom);
      return Name ? [Name, isThere(sandbox, Name)] : [nameIn(SecretId), hasValue(sandbox, SecretId)];
    }),
  ];
  const found = await Promise.all(looked.map(async ([name, there]) => ((await there) ? [] : [name])));
  return found.flat().sort();
}

/** The name in the ARN of a secret, which ends with six characters of Secrets Manager's own. */
function nameIn(arn) {
  return arn.split(':secret:')[1].slice(0, -7);
}

async function isPushed(sandbox, image) {
  const { repository, tag, digest } = imageParts(image);
  const { imageIds } = await sandbox.ask(ECRClient, new ListImagesCommand({ repositoryName: repository }));
  return imageIds.some(({ imageTag, imageDigest }) => (digest ? imageDigest === digest : imageTag === tag));
}

async function isThere(sandbox, name) {
  try {
    await sandbox.ask(SSMClient, new GetParameterCommand({ Name: name }));
    return true;
  } catch (error) {
    if (error.name === 'ParameterNotFound') return false;
    throw error;
  }
}

async function hasValue(sandbox, arn) {
  const { VersionIdsToStages: versions } = await sandbox.ask(
    SecretsManagerClient,
    new DescribeSecretCommand({ SecretId: arn }),
  );
  return Object.keys(versions ?? {}).length > 0;
}
