import { ContainerImageChannel } from '../../../src/service';
import { toDoFor } from '../../../src/service/private/to-do';
import { IMAGE } from '../../support/api';
import { workloadStack } from '../../support/cloud';
import { scaffoldIn } from '../../support/scaffold';

const REGISTRY = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com';
const imageOf = (image = IMAGE) => new ContainerImageChannel(workloadStack(), 'Image', { image });

test('the image is pushed by CI, with the line that moves the channel to it', () => {
  expect(toDoFor({ image: imageOf() })).toEqual([
    {
      key: 'image',
      name: `${REGISTRY}/rl-bank-api:live`,
      owner: 'CI, with every release',
      line: `deploy-image.sh --registry ${REGISTRY} --repository rl-bank-api --channel live --commit <commit> <image>`,
    },
  ]);
});

test('a repository keeps every part of its path', () => {
  const [{ line }] = toDoFor({ image: imageOf(`${REGISTRY}/team/bank/api:stable`) });

  expect(line).toBe(
    `deploy-image.sh --registry ${REGISTRY} --repository team/bank/api --channel stable --commit <commit> <image>`,
  );
});

test('an image that is pinned has no channel to move: it is pushed', () => {
  const pinned = `${REGISTRY}/rl-bank-api@sha256:${'0'.repeat(64)}`;

  expect(toDoFor({ image: imageOf(pinned) })).toEqual([
    { key: 'image', name: pinned, owner: 'CI, with every release', line: `docker push ${REGISTRY}/rl-bank-api` },
  ]);
});

test('what the settings lack follows the image', () => {
  const settings = scaffoldIn();
  const [first, ...others] = toDoFor({ image: imageOf(), settings });

  expect(first.key).toBe('image');
  expect(others.map(({ key }) => key)).toContain('DB_URI');
  expect(others).toEqual(settings.toFill);
});
