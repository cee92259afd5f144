import { ExternalDatabase } from '../../../../src/data';
import { ImageRepository } from '../../../../src/service';
import { pendingInputsFor } from '../../../../src/service/private/rollout/pending-inputs';
import { IMAGE } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const [repository] = IMAGE.split(':live');
const [registry] = IMAGE.split('/');
const imageOf = (image = IMAGE) => new ImageRepository(workloadStack(), 'Image', { image });
const deploy = `deploy-image.sh --registry ${registry}`;

test.each([
  [
    'a release moves the channel to it',
    IMAGE,
    `${deploy} --repository rl-bank-api --channel live --commit <commit> <image>`,
  ],
  [
    'a repository keeps every part of its path',
    `${registry}/team/bank/api:stable`,
    `${deploy} --repository team/bank/api --channel stable --commit <commit> <image>`,
  ],
  [
    'one that is pinned has no channel to move: it is pushed',
    `${repository}@sha256:${'0'.repeat(64)}`,
    `docker push ${repository}`,
  ],
])('the image comes from CI: %s', (_, target, command) => {
  expect(pendingInputsFor({ image: imageOf(target) })).toEqual([
    { key: 'image', target, owner: 'CI, with every release', command },
  ]);
});

test('an image that is checked before it runs goes to the next tag', () => {
  const image = new ImageRepository(workloadStack(), 'Image', { image: IMAGE, nextTag: true });

  expect(pendingInputsFor({ image })[0].command).toBe(
    `${deploy} --repository rl-bank-api --channel live --next --commit <commit> <image>`,
  );
});

test('what the settings lack follows the image', () => {
  const settings = scaffoldIn();
  const [first, ...others] = pendingInputsFor({ image: imageOf(), settings });

  expect(first.key).toBe('image');
  expect(others.map(({ key }) => key)).toContain('DB_URI');
  expect(others).toEqual(settings.pendingInputs);
});

test('the address of a database that the settings do not have is filled in at its own secret, and at no other', () => {
  const stack = workloadStack();
  const settings = scaffoldIn(stack);
  const ofDatabase = (uriSecret = settings.secrets.DB_URI) => {
    const database = new ExternalDatabase(workloadStack(), 'Database', { uriSecret });
    const all = pendingInputsFor({ image: imageOf(), settings, uses: [database] });
    return all.filter(({ key }) => key === 'DB_URI');
  };

  expect(ofDatabase()).toEqual(settings.pendingInputs.filter(({ key }) => key === 'DB_URI'));
  expect(ofDatabase(settings.secrets.API_KEY)).toEqual([
    expect.objectContaining({ owner: 'owner of the database, if the secret is empty' }),
  ]);
});
