import { ECRClient, CreateRepositoryCommand, PutImageCommand } from '@aws-sdk/client-ecr';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { imageManifest, MEDIA_TYPE } from './image-manifest.mjs';
import { imageParts } from './image.mjs';
import { missingInputs } from './service.mjs';

/** @typedef {import('./sandbox.mjs').Sandbox} Sandbox */

/**
 * Does what an operator does before the first start: a value for each secret and parameter that has none. A secret of which
 * containers read fields gets a JSON object with these. `particular` has the values that a task uses, by the last part of a name.
 *
 * @param {Sandbox} sandbox
 * @param {Partial<Record<string, () => Promise<string>>>} particular
 */
export async function fillIn(sandbox, particular = {}) {
  const { parameters, secrets } = await missingInputs(sandbox);
  for (const Name of parameters) {
    const put = new PutParameterCommand({ Name, Value: valueOf(Name), Type: 'String' });
    await sandbox.ask(SSMClient, put);
  }
  for (const { id: SecretId, name, fields } of secrets) {
    const values = Object.fromEntries(fields.map((field) => [field, valueOf(field)]));
    const own = particular[name.split('/').pop() ?? ''];
    const whole = own && fields.length === 0 ? await own() : valueOf(name);
    const SecretString = fields.length > 0 ? JSON.stringify(values) : whole;
    await sandbox.ask(SecretsManagerClient, new PutSecretValueCommand({ SecretId, SecretString }));
  }
}

/** @param {string} name */
function valueOf(name) {
  return `sandbox value of ${name.split('/').pop()}`;
}

/**
 * Does what CI does before the first start: an image in each repository from which a task would pull none, under the next tag where
 * a release moves it on.
 *
 * @param {Sandbox} sandbox
 */
export async function pushImages(sandbox, commit) {
  const parts = (await missingInputs(sandbox)).images.map(imageParts).filter(({ digest }) => !digest); // a digest names an existing image
  const next = parts.map(({ repository, tag }) => `${repository}:${tag}`);
  for (const { repository, tag: channel = 'latest' } of parts) {
    if (next.includes(`${repository}:${channel}-next`)) continue;
    await ensureRepository(sandbox, repository);
    await pushImage(sandbox, { repository, channel, commit });
  }
}

/** Creates the repository of an image that is copied from elsewhere: no stack has it. */
async function ensureRepository(sandbox, repositoryName) {
  try {
    await sandbox.ask(ECRClient, new CreateRepositoryCommand({ repositoryName }));
  } catch (error) {
    if (error.name !== 'RepositoryAlreadyExistsException') throw error;
  }
}

/**
 * Pushes an image as CI does, with an immutable tag for the commit and the moving tag of the channel, but without layers.
 *
 * @param {Sandbox} sandbox
 */
export async function pushImage(sandbox, { repository, channel, commit }) {
  for (const imageTag of [`sha-${commit}`, channel]) {
    await sandbox.ask(
      ECRClient,
      new PutImageCommand({
        repositoryName: repository,
        imageTag,
        imageManifest: imageManifest(commit),
        imageManifestMediaType: MEDIA_TYPE,
      }),
    );
  }
}
