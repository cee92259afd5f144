import { createHash } from 'node:crypto';
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { missing } from './service.mjs';

/** @typedef {import('./sandbox.mjs').Sandbox} Sandbox */

const MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json';

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

/** The manifest of an image: a task of it is healthy (`ok`), `unhealthy`, or ends at once (`crash`). */
export function imageManifest(commit, behaviour = 'ok') {
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', size: 2, digest: digestOf('{}') };
  const annotations = { 'org.opencontainers.image.revision': commit, behaviour };
  return JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE, config, layers: [], annotations });
}

function digestOf(text) {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
