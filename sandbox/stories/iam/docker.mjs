// Stands in for docker, which the sandbox does not need: as much as deploy-image.sh uses of it. An image is a file, its manifest;
// `push` sends the requests to ECR that docker's requests to the registry lead to.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  BatchCheckLayerAvailabilityCommand,
  CompleteLayerUploadCommand,
  ECRClient,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import { imageParts } from '../../run/kernel/aws/image.mjs';

const MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = '{}';
const digestOf = (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** The manifest of an image with one layer and the commit that it was built from. */
function manifestOf(commit) {
  const part = (kind, text) => ({
    mediaType: `application/vnd.oci.image.${kind}`,
    size: text.length,
    digest: digestOf(text),
  });
  const layers = [part('layer.v1.tar', commit)];
  return JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE, config: part('config.v1+json', CONFIG), layers });
}

async function push(uri, commit) {
  const client = new ECRClient({ maxAttempts: 1 }); // credentials and endpoint are those of the environment
  const { repository: repositoryName, tag: imageTag } = imageParts(uri);
  for (const text of [CONFIG, commit]) {
    const layerDigests = [digestOf(text)];
    await client.send(new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests }));
    const { uploadId } = await client.send(new InitiateLayerUploadCommand({ repositoryName }));
    const layerPartBlob = Buffer.from(text);
    const part = { partFirstByte: 0, partLastByte: layerPartBlob.length - 1, layerPartBlob };
    await client.send(new UploadLayerPartCommand({ repositoryName, uploadId, ...part }));
    await client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests }));
  }
  const image = { imageManifest: manifestOf(commit), imageManifestMediaType: MEDIA_TYPE };
  await client.send(new PutImageCommand({ repositoryName, imageTag, ...image }));
}

const [command, ...args] = process.argv.slice(2);
const last = args[args.length - 1];
switch (command) {
  case 'image': // inspect --format {{.Id}} <image>
    console.log(digestOf(manifestOf(last)));
    break;
  case 'login': // --username AWS --password-stdin <registry>
    if (readFileSync(0, 'utf8').trim() === '') throw new Error('no password');
    break;
  case 'tag': // <image> <uri>
    break;
  case 'push': // <uri>
    await push(last, process.env.COMMIT);
    break;
  default:
    throw new Error(`docker ${command} is unknown`);
}
