// Stands in for docker, which the sandbox does not need: as much as deploy-image.sh and the runbook of an import use of it. An image
// is the manifest of COMMIT and BEHAVIOUR; `push` sends the requests to ECR that docker's requests to the registry lead to.
import { readFileSync } from 'node:fs';
import {
  BatchCheckLayerAvailabilityCommand,
  CompleteLayerUploadCommand,
  ECRClient,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import { CONFIG, digestOf, imageManifest, MEDIA_TYPE } from '../run/kernel/aws/image-manifest.mjs';
import { imageParts } from '../run/kernel/aws/image.mjs';

const { COMMIT: commit = '', BEHAVIOUR: behaviour } = process.env;

async function push(uri) {
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
  const image = { imageManifest: imageManifest(commit, behaviour), imageManifestMediaType: MEDIA_TYPE };
  await client.send(new PutImageCommand({ repositoryName, imageTag, ...image }));
}

const [command, ...args] = process.argv.slice(2);
switch (command) {
  case 'build': // --tag <image> -, with the Dockerfile on standard input
    if (!/^FROM /.test(readFileSync(0, 'utf8'))) throw new Error('no Dockerfile');
    break;
  case 'image': // inspect --format {{.Id}} <image>
    console.log(digestOf(imageManifest(commit, behaviour)));
    break;
  case 'login': // --username AWS --password-stdin <registry>
    if (readFileSync(0, 'utf8').trim() === '') throw new Error('no password');
    break;
  case 'logout': // <registry>
  case 'tag': // <image> <uri>
    break;
  case 'push': // <uri>
    await push(args[args.length - 1]);
    break;
  default:
    throw new Error(`docker ${command} is unknown`);
}
