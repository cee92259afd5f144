import { digestOf, FakeImages, ImageDesk, tagOf } from './fake-images';

let desk: ImageDesk;
let images: FakeImages;
beforeAll(async () => {
  desk = await ImageDesk.open();
});
beforeEach(() => (images = desk.deployed(1)));
afterAll(() => desk.close());

const OURS = '--registry-id 982233224911 --repository-name rl-bank-api';
const ECR = 'arn:aws:ecr:ap-southeast-1:982233224911:repository';
const ECS = 'arn:aws:ecs:ap-southeast-1:982233224911:service';

test.each([
  ['ecr:DescribeImages', `${ECR}/rl-bank-api`, `ecr describe-images ${OURS}`],
  ['ecr:BatchDeleteImage', `${ECR}/rl-bank-api`, `ecr batch-delete-image ${OURS} --image-ids imageTag=live`],
  [
    'ecr:GetDownloadUrlForLayer',
    `${ECR}/rl-bank-api`,
    `ecr get-download-url-for-layer ${OURS} --layer-digest ${digestOf(1)}`,
  ],
  [
    'ecr:BatchGetImage',
    `${ECR}/other`,
    'ecr batch-get-image --registry-id 982233224911 --repository-name other --image-ids imageTag=live',
  ],
  [
    'ecs:DescribeServices',
    `${ECS}/prd-rl-bank/other`,
    'ecs describe-services --cluster prd-rl-bank --services other --query services[0].status --output text',
  ],
  [
    'ecs:UpdateService',
    `${ECS}/other/prd-rl-bank-api`,
    `ecs update-service --cluster other --service prd-rl-bank-api --force-new-deployment --query "${rollQuery()}"`,
  ],
  ['ecs:RegisterTaskDefinition', '*', 'ecs register-task-definition --family a'],
  ['sts:GetCallerIdentity', '*', 'sts get-caller-identity'],
])('RB13 the role, as the stub plays it, refuses %s on %s', async (action, resource, words) => {
  const { code, err } = await images.shell(`aws ${words}`);

  expect(code).toBe(1);
  expect(err).toBe(`An error occurred (AccessDenied): not authorized to perform: ${action} on resource: ${resource}\n`);
});

test.each([
  ['aws ecr list-images', `no command 'ecr list-images'`],
  ['docker pull a', `no command 'docker pull'`],
  ['sleep 1', `no command 'sleep 1'`],
  [`aws ecr describe-images ${OURS} --max-items 1`, `no option '--max-items' of 'ecr describe-images'`],
  [`aws ecr batch-get-image ${OURS} --image-ids imageTag=live --query a --output text`, `no query 'a'`],
  ['aws ecs update-service --cluster a --service b', 'no update but a forced deployment'],
  ['aws ecs update-service --desired-count 0', `no option '--desired-count' of 'ecs update-service'`],
  ['docker image inspect a', `no 'docker image inspect'`],
])('the stub does not guess what %j may do', async (line, problem) => {
  const { code, err } = await images.shell(line);

  expect(code).toBe(252);
  expect(err).toContain(`stub aws knows ${problem}`);
});

test.each([
  ['a tag that does not move', tagOf(1), 'other', '', 'ImageTagAlreadyExistsException'],
  ['what is there already', 'live', '$manifest', '', 'ImageAlreadyExistsException'],
  ['a manifest with a byte too many', 'live', '$manifest ', digestOf(1), 'ImageDigestDoesNotMatchException'],
])('RB5c the repository refuses %s', async (_, tag, manifest, digest, error) => {
  const { code, err } = await images.shell(
    `manifest=$(aws ecr batch-get-image ${OURS} --image-ids imageTag=live --query 'images[0].imageManifest' ` +
      `--accepted-media-types application/vnd.oci.image.index.v1+json --output text)
    text="${manifest}"
    aws ecr put-image ${OURS} --image-tag ${tag} --image-manifest "$text" --image-manifest-media-type a \
      --image-digest ${digest || 'sha256:$(printf %s "$text" | sha256sum | cut -d" " -f1)'}`,
  );

  expect(code).toBe(254);
  expect(err).toContain(error);
  expect(images.tags).toEqual({ [tagOf(1)]: digestOf(1), live: digestOf(1) });
});

test('an index is not given to those who accept none', async () => {
  const { out } = await images.shell(
    `aws ecr batch-get-image ${OURS} --image-ids imageTag=live --query 'images[0].imageManifest' ` +
      '--accepted-media-types application/vnd.docker.distribution.manifest.v2+json --output text',
  );

  expect(out).toBe('None\n');
});

test('docker pushes to no registry that it is not logged into', async () => {
  const uri = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:a';

  expect(await images.shell(`docker push ${uri}`)).toMatchObject({ code: 1, err: 'no basic auth credentials\n' });
});

function rollQuery(): string {
  return `service.[deployments[?status=='PRIMARY'].id|[0],desiredCount]`;
}
