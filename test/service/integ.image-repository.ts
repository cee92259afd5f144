/**
 * Whoever may push moves the channel from one image to the next, and is refused when the tag of a commit, which is for
 * ever, is given to another image.
 *
 * Cost: two images of some bytes.
 * Clean-up: complete; the images go before the repository.
 */
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { assertionsOn, caseApp, caseStack, place } from '../support/integ-case';
import { ImageRepository } from 'rl-bank-constructs/service';

/** What CI does with the Docker client: two images of one layer, pushed under the tags that it gives. */
const PUSH = `
const { createHash } = require('crypto');
const { ECR } = require('@aws-sdk/client-ecr');
const ecr = new ECR({});
const repositoryName = process.env.REPOSITORY;
const blob = async (text, mediaType) => {
  const layerPartBlob = Buffer.from(text);
  const digest = 'sha256:' + createHash('sha256').update(layerPartBlob).digest('hex');
  const { uploadId } = await ecr.initiateLayerUpload({ repositoryName });
  const part = { partFirstByte: 0, partLastByte: layerPartBlob.length - 1, layerPartBlob };
  await ecr.uploadLayerPart({ repositoryName, uploadId, ...part });
  await ecr.completeLayerUpload({ repositoryName, uploadId, layerDigests: [digest] }).catch((error) => {
    if (error.name !== 'LayerAlreadyExistsException') throw error;
  });
  return { mediaType, size: layerPartBlob.length, digest };
};
const image = async (created) => JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  config: await blob(JSON.stringify({ created }), 'application/vnd.docker.container.image.v1+json'),
  layers: [await blob('a layer', 'application/vnd.docker.image.rootfs.diff.tar.gzip')],
});
const push = (imageTag, imageManifest) =>
  ecr.putImage({ repositoryName, imageTag, imageManifest }).then(() => 'pushed', (error) => error.name);
exports.handler = async () => {
  const [one, two] = [await image('2026-01-01T00:00:00Z'), await image('2026-01-02T00:00:00Z')];
  const said = [];
  for (const [tag, manifest] of [['sha-1', one], ['sha-1', two], ['live', one], ['live', two]]) {
    said.push(tag + ' ' + await push(tag, manifest));
  }
  const { images } = await ecr.batchGetImage({ repositoryName, imageIds: [{ imageTag: 'live' }] });
  return [...said, images[0].imageManifest === two ? 'live is the second' : 'live is the first'].join(', ');
};
`;

export const app = caseApp();
const stack = caseStack(app, 'integ-image-repository');
const repositoryName = 'integ-image-repository';
const image = new ImageRepository(stack, 'Image', {
  image: `${place.account}.dkr.ecr.${place.region}.amazonaws.com/${repositoryName}:live`,
  removalPolicy: RemovalPolicy.DESTROY,
});
const ci = new LambdaFunction(stack, 'Ci', {
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  timeout: Duration.seconds(30),
  environment: { REPOSITORY: repositoryName },
  code: Code.fromInline(PUSH),
});
image.grantPush(ci);

const steps = [
  'sha-1 pushed',
  'sha-1 ImageTagAlreadyExistsException',
  'live pushed',
  'live pushed',
  'live is the second',
];
assertionsOn(app, 'ImageRepository')
  .invokeFunction({ functionName: ci.functionName })
  .expect(ExpectedResult.objectLike({ StatusCode: 200, Payload: JSON.stringify(steps.join(', ')) }));
