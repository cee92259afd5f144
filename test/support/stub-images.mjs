// Stands in for the AWS CLI, docker and `sleep` as far as examples/rl-bank/deploy-image.sh may use them. What it does not
// know it refuses loudly. The queries are those that the AWS CLI 1.45 was seen to answer like this, by moto.
import { createHash } from 'node:crypto';
import { play, Refusal, refuse, StubState } from './stub-cli.mjs';
import { roll, servicesOf } from './stub-rollout.mjs';

const IN_REPOSITORY = ['--registry-id', '--repository-name', '--region'];
const OUTPUT = ['--query', '--output'];
const IN_CLUSTER = ['--cluster', '--services', '--service', '--profile'];

const COMMANDS = {
  'ecr get-login-password': { run: getPassword },
  'ecr batch-get-image': {
    options: [...IN_REPOSITORY, ...OUTPUT, '--image-ids'],
    lists: ['--accepted-media-types'],
    run: batchGetImage,
  },
  'ecr put-image': {
    options: [
      ...IN_REPOSITORY,
      ...OUTPUT,
      '--image-tag',
      '--image-digest',
      '--image-manifest',
      '--image-manifest-media-type',
    ],
    run: putImage,
  },
  'ecs describe-services': { options: [...IN_CLUSTER, ...OUTPUT], run: describeServices },
  'ecs update-service': { options: [...IN_CLUSTER, ...OUTPUT], flags: ['--force-new-deployment'], run: updateService },
  'docker image': { operands: 2, options: ['--format'], run: inspect },
  'docker login': { operands: 2, options: ['--username'], flags: ['--password-stdin'], run: logIn },
  'docker logout': { operands: 1, run: logOut },
  'docker tag': { operands: 2, run: tag },
  'docker push': { operands: 1, run: push },
  'sleep 10': { run: (images) => void (images.seconds += 10) },
};

const TAG_ROW =
  '[failures[0].failureCode,images[0].imageId.imageDigest,images[0].imageManifestMediaType,images[0].imageManifest]';

/** A repository, the images that docker has, and a service, behind the roles of RB13. */
class StubImages extends StubState {
  allows(action, resource) {
    switch (action) {
      case 'ecr:GetAuthorizationToken':
        return resource === '*';
      case 'ecr:BatchCheckLayerAvailability':
      case 'ecr:InitiateLayerUpload':
      case 'ecr:UploadLayerPart':
      case 'ecr:CompleteLayerUpload':
      case 'ecr:BatchGetImage':
      case 'ecr:PutImage':
        return resource === arnOfRepository('982233224911', 'rl-bank-api');
      case 'ecs:UpdateService':
      case 'ecs:DescribeServices':
        return this.mayRoll && resource === arnOfService('prd-rl-bank-api', 'prd-rl-bank-api');
      default:
        return false;
    }
  }

  put(imageTag, manifest, mediaType, resource) {
    this.write('ecr:PutImage', resource, () => {
      const digest = digestOf(manifest);
      const known = this.tags[imageTag];
      if (known === digest) throw failure('ImageAlreadyExistsException', 'PutImage');
      if (known && ![this.channel, `${this.channel}-next`].includes(imageTag)) {
        throw failure('ImageTagAlreadyExistsException', 'PutImage');
      }
      this.images[digest] = { manifest, mediaType };
      this.tags[imageTag] = digest;
      this.history.push(`${imageTag} ${digest}`);
    });
  }
}

function getPassword(images) {
  images.request('ecr:GetAuthorizationToken', '*');
  return 'pass word\n';
}

function batchGetImage(images, { options }) {
  images.request('ecr:BatchGetImage', repositoryArn(options));
  const [kind, value] = options['--image-ids'].split('=');
  const digest = kind === 'imageTag' ? images.tags[value] : value;
  const image = images.images[digest];
  const isAccepted = options['--accepted-media-types']?.includes(image?.mediaType);
  if (options['--output'] !== 'text') refuse('no output but text');
  if (options['--query'] === 'images[0].imageManifest') return `${isAccepted ? image.manifest : 'None'}\n`;
  if (options['--query'] !== TAG_ROW) refuse(`no query '${options['--query']}'`);
  if (images.failureCode) return `${images.failureCode}\tNone\tNone\tNone\n`;
  if (!image) return 'ImageNotFound\tNone\tNone\tNone\n';
  return isAccepted
    ? `None\t${digest}\t${image.mediaType}\t${image.manifest}\n`
    : 'UnsupportedImageType\tNone\tNone\tNone\n';
}

function putImage(images, { options }) {
  const manifest = options['--image-manifest'];
  if ((options['--image-digest'] ?? digestOf(manifest)) !== digestOf(manifest)) {
    throw failure('ImageDigestDoesNotMatchException', 'PutImage');
  }
  images.put(options['--image-tag'], manifest, options['--image-manifest-media-type'], repositoryArn(options));
}

function describeServices(images, { options }) {
  images.request('ecs:DescribeServices', serviceArn(options));
  if (options['--query'] === 'services[0].status') return `${images.serviceStatus}\n`;
  if (images.throttleRollouts > 0) {
    images.throttleRollouts -= 1;
    throw failure('ThrottlingException', 'DescribeServices');
  }
  const deployments = servicesOf(images);
  const [, id] =
    /^services\[0\]\.deployments\[\?id=='([^']+)'\]\|\[0\]\.\[status,rolloutState,rolloutStateReason\]$/.exec(
      options['--query'],
    ) ?? refuse(`no query '${options['--query']}'`);
  const found = deployments.find((deployment) => deployment.id === id);
  return found ? `${found.status}\t${found.rolloutState}\t${found.reason}\n` : 'None\n';
}

function updateService(images, { options }) {
  if (!options['--force-new-deployment']) refuse('no update but a forced deployment');
  if (options['--query'] !== "service.[deployments[?status=='PRIMARY'].id|[0],desiredCount]") {
    refuse(`no query '${options['--query']}'`);
  }
  let deployment;
  images.write('ecs:UpdateService', serviceArn(options), () => (deployment = roll(images)));
  return `${deployment.id}\t${images.desiredCount}\n`;
}

function inspect(images, { operands: [verb, name], options }) {
  if (verb !== 'inspect' || options['--format'] !== '{{.Id}}') refuse(`no 'docker image ${verb}'`);
  const image = images.local[name];
  if (!image) throw new Refusal(`Error response from daemon: No such image: ${name}`);
  return `${image.id}\n`;
}

function logIn(images, { operands: [registry, password], options }) {
  if (options['--username'] !== 'AWS' || password !== 'pass word') throw new Refusal('400 Bad Request');
  images.loggedInto = registry;
  return 'Login Succeeded\n';
}

function logOut(images, { operands: [registry] }) {
  if (images.loggedInto !== registry) throw new Refusal(`Not logged in to ${registry}`);
  images.loggedInto = null;
  return `Removing login credentials for ${registry}\n`;
}

function tag(images, { operands: [from, to] }) {
  images.local[to] = images.local[from];
}

/** Asks for what docker asks for; the answers that it gets are those of ECR. */
function push(images, { operands: [uri] }) {
  const [, account, repository, tagOfUri] =
    /^(\d+)\.dkr\.ecr\.ap-southeast-1\.amazonaws\.com\/(.*):(.*)$/.exec(uri) ?? refuse(`no '${uri}'`);
  if (images.loggedInto !== uri.split('/')[0]) throw new Refusal('no basic auth credentials');
  const resource = arnOfRepository(account, repository);
  const steps = ['BatchCheckLayerAvailability', 'InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload'];
  steps.forEach((step) => images.request(`ecr:${step}`, resource));
  const { manifest, mediaType } = images.local[uri];
  images.put(tagOfUri, manifest, mediaType, resource);
  return `${tagOfUri}: digest: ${digestOf(manifest)} size: ${manifest.length}\n`;
}

function digestOf(manifest) {
  return `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
}

function failure(code, operation) {
  return new Refusal(`An error occurred (${code}) when calling the ${operation} operation: no`, 254);
}

function repositoryArn(options) {
  return arnOfRepository(options['--registry-id'] ?? '982233224911', options['--repository-name']);
}

function serviceArn(options) {
  return arnOfService(options['--cluster'], options['--services'] ?? options['--service']);
}

function arnOfRepository(account, name) {
  return `arn:aws:ecr:ap-southeast-1:${account}:repository/${name}`;
}

function arnOfService(cluster, name) {
  return `arn:aws:ecs:ap-southeast-1:982233224911:service/${cluster}/${name}`;
}

play(COMMANDS, (path, dieAfter) => new StubImages(path, dieAfter));
