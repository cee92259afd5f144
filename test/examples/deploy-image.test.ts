import { CHANNEL_URI, commitOf, digestOf, ImageDesk, REGISTRY, saidIn, SERVICE, tagOf } from '../support/fake-images';

let desk: ImageDesk;
beforeAll(async () => {
  desk = await ImageDesk.open();
});
afterAll(() => desk.close());

const ARN = 'arn:aws:ecr:ap-southeast-1:982233224911:repository/rl-bank-api';
const SERVICE_ARN = 'arn:aws:ecs:ap-southeast-1:982233224911:service/prd-rl-bank-api/prd-rl-bank-api';
const IMAGE_ACTIONS = [
  `ecr:BatchCheckLayerAvailability ${ARN}`,
  `ecr:BatchGetImage ${ARN}`,
  `ecr:CompleteLayerUpload ${ARN}`,
  'ecr:GetAuthorizationToken *',
  `ecr:InitiateLayerUpload ${ARN}`,
  `ecr:PutImage ${ARN}`,
  `ecr:UploadLayerPart ${ARN}`,
];

test('RB5c the first image of all goes to its own tag, then to the channel', async () => {
  const images = desk.deployed();

  const { code, out, err } = await images.deploy(1, []);

  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(images.history).toEqual([`${tagOf(1)} ${digestOf(1)}`, `live ${digestOf(1)}`]);
  expect(saidIn(err)).toEqual([
    `${CHANNEL_URI} moved from nothing to ${digestOf(1)}, which is ${tagOf(1)}`,
    `${CHANNEL_URI} is ${tagOf(1)}; no service was rolled: whoever deploys it next rolls it`,
  ]);
});

test('RB5c a second image moves the channel and no other tag', async () => {
  const images = desk.deployed(1);

  expect(await images.deploy(2, [])).toMatchObject({ code: 0 });

  expect(images.tags).toEqual({ [tagOf(1)]: digestOf(1), [tagOf(2)]: digestOf(2), live: digestOf(2) });
  expect(images.running).toBe(digestOf(1));
});

test.each([2, 3])(
  'RB5c an image (%i) reaches the service by a forced deployment, and nothing else changes',
  async (n) => {
    const images = desk.deployed(1);

    const { code, err } = await images.deploy(n);

    expect(code).toBe(0);
    expect(saidIn(err).at(-1)).toBe(`prd-rl-bank-api runs ${tagOf(n)}`);
    expect({ channel: images.channel, running: images.running }).toEqual({
      channel: digestOf(n),
      running: digestOf(n),
    });
    expect(images.seconds).toBe(60);
    const updates = images.calls.filter(([, name]) => name === 'update-service');
    expect(updates.map((words) => words.slice(2, 7))).toEqual([
      ['--cluster', 'prd-rl-bank-api', '--service', 'prd-rl-bank-api', '--force-new-deployment'],
    ]);
  },
);

test('RB5c a deployment of no tasks says that it shows nothing', async () => {
  const images = desk.deployed().given({ desiredCount: 0 });

  const { code, err } = await images.deploy(1);

  expect(code).toBe(0);
  expect(saidIn(err).at(-1)).toBe(
    `prd-rl-bank-api has a desired count of 0: no task was started, so nothing shows yet that ${tagOf(1)} works`,
  );
  expect(images.channel).toBe(digestOf(1));
});

test.each([1, 2])('RB5c the same commit (%i) once more is rolled again, and pushed no more', async (n) => {
  const images = desk.deployed(3);
  await images.deploy(n);
  const { tags } = images;

  const { code, err } = await images.deploy(n);

  expect(code).toBe(0);
  expect(saidIn(err)[0]).toBe(`${CHANNEL_URI} is ${digestOf(n)} already, which is ${tagOf(n)}`);
  expect(images.history).toEqual([]);
  expect(images.tags).toEqual(tags);
  expect(images.calls.map(([, name]) => name)).toContain('update-service');
});

test('RB5c the commit of an earlier image goes back to it', async () => {
  const images = desk.deployed(1, 2);

  expect(await images.deploy(1)).toMatchObject({ code: 0 });

  expect(images.history).toEqual([`live ${digestOf(1)}`]);
  expect(images.running).toBe(digestOf(1));
});

test('RB5c a tag that holds another image is left alone, before anything is written', async () => {
  const images = desk.deployed(1, 2);
  images.given({ tags: { [tagOf(3)]: digestOf(1), live: digestOf(2) } });

  const { code, err } = await images.deploy(3);

  expect(code).toBe(2);
  expect(saidIn(err)).toEqual([
    `'${tagOf(3)}' in rl-bank-api is ${digestOf(1)}, another image than 'api', and will not move: give each attempt a ` +
      `'--commit' of its own, like '${commitOf(3)}-2'`,
  ]);
  expect(images.history).toEqual([]);
  expect(images.channel).toBe(digestOf(2));
});

test('RB13 an image takes the six actions on the one repository, and a token', async () => {
  const images = desk.deployed(1);

  await images.given({ mayRoll: false }).deploy(2, []);

  expect(images.requests).toEqual(IMAGE_ACTIONS);
});

test('RB13 a roll takes two actions more, on the one service', async () => {
  const images = desk.deployed(1);

  await images.deploy(2);

  expect(images.requests).toEqual([
    ...IMAGE_ACTIONS,
    `ecs:DescribeServices ${SERVICE_ARN}`,
    `ecs:UpdateService ${SERVICE_ARN}`,
  ]);
});

test('RB13 the two roles may be two: calls of ECS go by the profile, and no call of ECR does', async () => {
  const images = desk.deployed(1).given({ outcome: 'fails' });
  expect(await images.deploy(2, [...SERVICE, '--roll-profile', 'roll'])).toMatchObject({ code: 1 });
  const byProfile = (service: string) => {
    const calls = images.calls.filter(([name]) => name === service);
    return calls.map((words) => words[words.indexOf('--profile') + 1]).filter((word) => word === 'roll').length;
  };

  expect(byProfile('ecs')).toBe(images.calls.filter(([name]) => name === 'ecs').length);
  expect(byProfile('ecs')).toBeGreaterThan(2);
  expect(byProfile('ecr')).toBe(0);
  expect(images.channel).toBe(digestOf(1));
});

test('RB13 going back takes no action beyond them', async () => {
  const images = desk.deployed(1).given({ outcome: 'fails' });

  await images.deploy(2);

  expect(images.requests).toEqual([
    ...IMAGE_ACTIONS,
    `ecs:DescribeServices ${SERVICE_ARN}`,
    `ecs:UpdateService ${SERVICE_ARN}`,
  ]);
});

test('RB13 a role that may not roll stops the run before anything is written', async () => {
  const images = desk.deployed(1).given({ mayRoll: false });

  const { code, err } = await images.deploy(2);

  expect(code).not.toBe(0);
  expect(err).toContain(`not authorized to perform: ecs:DescribeServices on resource: ${SERVICE_ARN}`);
  expect(images.history).toEqual([]);
});

test('answers that ECS gives late, or refuses for a while, are waited for', async () => {
  const images = desk.deployed(1).given({ stale: 2, throttleRollouts: 2 });

  const { code, err } = await images.deploy(2);

  expect(code).toBe(0);
  expect(err.match(/ThrottlingException/g)).toHaveLength(2);
  expect(images.running).toBe(digestOf(2));
});

test.each<[string, string[], string]>([
  ['no registry', [], registryRule('')],
  ['a registry of docker hub', ['--registry', 'docker.io/rl'], registryRule('docker.io/rl')],
  ['no repository', repository(''), `'--repository' must be the name of a repository, got ''`],
  ['a tag in the repository', repository('a:b'), `'--repository' must be the name of a repository, got 'a:b'`],
  ['no channel', repository('a'), channelRule('')],
  ['a channel that never moves', channel('sha-1'), channelRule('sha-1')],
  ['no commit', channel('live'), commitRule('')],
  ['a short commit', [...channel('live'), '--commit', 'abc'], commitRule('abc')],
  ['a commit with a slash', [...channel('live'), '--commit', 'a/bcdefg'], commitRule('a/bcdefg')],
  [
    'a service without cluster',
    commit('--service', 'a'),
    `'--cluster' and '--service' belong together: give both or neither`,
  ],
  [
    'a cluster without service',
    commit('--cluster', 'a'),
    `'--cluster' and '--service' belong together: give both or neither`,
  ],
  [
    'the ARN of a service',
    commit('--cluster', 'a', '--service', 'arn:b'),
    `'--cluster' and '--service' must be names, no ARNs, got 'a' and 'arn:b'`,
  ],
  [
    'a profile for no service',
    commit('--roll-profile', 'roll'),
    `'--roll-profile' is for rolling a service, and no '--service' is given`,
  ],
  [
    'a profile with a space',
    commit('--cluster', 'a', '--service', 'b', '--roll-profile', 'a b'),
    `'--roll-profile' must be a profile's name of letters, digits, '.', '_' and '-', got 'a b'`,
  ],
  ['a word to wait', commit('--timeout', 'long'), timeoutRule('long')],
  ['no time to wait', commit('--timeout', '059'), timeoutRule('059')],
  ['more time than a session has', commit('--timeout', '3601'), timeoutRule('3601')],
  ['no image', commit(), `the image must be one that docker has here, got ''`],
  ['two images', commit('a', 'b'), `one image is deployed at a time, got 'a' and 'b'`],
  ['an option of another tool', commit('--desired-count', '1'), `there is no option '--desired-count'`],
  ['an option without value', commit('--timeout'), `'--timeout' has no value`],
])('deploy-image.sh refuses %s before it asks AWS for anything', async (_, args, message) => {
  const { code, err } = await desk.deploy(args);

  expect({ code, err }).toEqual({ code: 2, err: `deploy-image.sh: ${message}\n` });
});

test('an image that docker does not have is refused', async () => {
  const images = desk.deployed(1);

  const { code, err } = await images.run([...commit(), 'other']);

  expect(code).toBe(2);
  expect(saidIn(err)).toEqual([`the image must be one that docker has here, got 'other'`]);
  expect(images.requests).toEqual([]);
});

test.each(['None', 'DRAINING'])('a service that is %s is refused before anything is written', async (serviceStatus) => {
  const images = desk.deployed(1).given({ serviceStatus });

  const { code, err } = await images.deploy(2);

  expect(code).toBe(2);
  expect(saidIn(err)).toEqual([
    `there is no active service 'prd-rl-bank-api' in cluster 'prd-rl-bank-api', it is: ${serviceStatus}`,
  ]);
  expect(images.history).toEqual([]);
});

function repository(name: string): string[] {
  return ['--registry', REGISTRY, '--repository', name];
}

function channel(name: string): string[] {
  return [...repository('rl-bank-api'), '--channel', name];
}

function commit(...more: string[]): string[] {
  return [...channel('live'), '--commit', commitOf(1), ...more];
}

function registryRule(got: string): string {
  return `'--registry' must be <account>.dkr.ecr.<region>.amazonaws.com, got '${got}'`;
}

function channelRule(got: string): string {
  return `'--channel' must be a tag that does not begin with 'sha-', for those never move, got '${got}'`;
}

function commitRule(got: string): string {
  return `'--commit' must be 7 to 124 letters, digits, '.', '_' and '-', got '${got}'`;
}

function timeoutRule(got: string): string {
  return `'--timeout' must be 60 to 3600 seconds, and has to fit into the session, got '${got}'`;
}
