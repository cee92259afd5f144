import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { imageManifest, MEDIA_TYPE } from './image-manifest.mjs';
import { missing } from './service.mjs';

/** @typedef {import('./sandbox.mjs').Sandbox} Sandbox */

/**
 * Does what the plan asks of an operator and of CI: a value for each secret and parameter that has none.
 *
 * @param {Sandbox} sandbox
 */
export async function fillIn(sandbox) {
  const names = (await missing(sandbox)).filter((name) => !name.includes('.dkr.ecr.'));
  for (const name of names) {
    const value = `sandbox value of ${name.split('/').pop()}`;
    await (name.startsWith('/')
      ? sandbox.ask(SSMClient, new PutParameterCommand({ Name: name, Value: value, Type: 'String' }))
      : sandbox.ask(SecretsManagerClient, new PutSecretValueCommand({ SecretId: name, SecretString: value })));
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
