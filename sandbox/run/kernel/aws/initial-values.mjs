import { createHash } from 'node:crypto';
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { missing } from './service.mjs';

/** What a person and CI would do with the lines of the plan: a value for each secret and parameter that has none. */
export async function fillIn(sandbox) {
  const names = (await missing(sandbox)).filter((name) => !name.includes('.dkr.ecr.'));
  for (const name of names) {
    const value = sampleValue(name);
    await (name.startsWith('/')
      ? sandbox.ask(SSMClient, new PutParameterCommand({ Name: name, Value: value, Type: 'String' }))
      : sandbox.ask(SecretsManagerClient, new PutSecretValueCommand({ SecretId: name, SecretString: value })));
  }
}

function sampleValue(name) {
  return `sandbox value of ${name.split('/').pop()}`;
}

/** What CI does with an image, as far as a registry without layers goes: its tag for good, and the channel moved to it. */
export async function pushImage(sandbox, { repository, channel, commit }) {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', size: 2, digest: digestOf('{}') };
  const annotations = { 'org.opencontainers.image.revision': commit };
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [], annotations });
  for (const imageTag of [`sha-${commit}`, channel]) {
    await sandbox.ask(
      ECRClient,
      new PutImageCommand({
        repositoryName: repository,
        imageTag,
        imageManifest: manifest,
        imageManifestMediaType: mediaType,
      }),
    );
  }
}

function digestOf(text) {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
