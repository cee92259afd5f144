import { createHash } from 'node:crypto';
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { ListSecretsCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The secrets that nobody has given a value. */
export async function emptySecrets(sandbox) {
  const { SecretList } = await sandbox.client(SecretsManagerClient).send(new ListSecretsCommand({ MaxResults: 100 }));
  return SecretList.filter(({ SecretVersionsToStages: versions }) => Object.keys(versions ?? {}).length === 0)
    .map(({ Name }) => Name)
    .sort();
}

/** What a person would do with the lines of the plan: a value for each secret that has none. */
export async function fillIn(sandbox) {
  const secrets = sandbox.client(SecretsManagerClient);
  const names = await emptySecrets(sandbox);
  for (const name of names) {
    await secrets.send(new PutSecretValueCommand({ SecretId: name, SecretString: sampleValue(name) }));
  }
  return names;
}

export function sampleValue(secret) {
  return `sandbox value of ${secret}`;
}

/** What CI does with an image, as far as a registry without layers goes: its tag for good, and the channel moved to it. */
export async function pushImage(sandbox, { repository, channel, commit }) {
  const registry = sandbox.client(ECRClient);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', size: 2, digest: digestOf('{}') };
  const annotations = { 'org.opencontainers.image.revision': commit };
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [], annotations });
  for (const imageTag of [`sha-${commit}`, channel]) {
    await registry.send(
      new PutImageCommand({
        repositoryName: repository,
        imageTag,
        imageManifest: manifest,
        imageManifestMediaType: mediaType,
      }),
    );
  }
  return digestOf(manifest);
}

function digestOf(text) {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
