import { CHANNEL_URI, commitOf, digestOf, ImageDesk, REGISTRY, saidIn, SERVICE, tagOf } from '../support/fake-images';

jest.setTimeout(60_000);

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
const ROLL_ACTIONS = [`ecs:DescribeServices ${SERVICE_ARN}`, `ecs:UpdateService ${SERVICE_ARN}`];

test('RB5c the first image of all goes to its own tag, then to the channel', async () => {
  const images = desk.deployed();

  const { code, out, err } = await images.deploy(1, []);

  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(images.history).toEqual([`${tagOf(1)} ${digestOf(1)}`, `live ${digestOf(1)}`]);
  expect(saidIn(err)).toEqual([
    `${CHANNEL_URI} moved from nothing to ${digestOf(1)}, which is ${tagOf(1)}`,
    `${CHANNEL_URI} is ${tagOf(1)}; no service was rolled: the next deployment rolls it`,
  ]);
});

test('RB5c RB13 a second image moves the channel and no other tag, by the six actions on the one repository', async () => {
  const images = desk.deployed(1).given({ mayRoll: false });

  expect(await images.deploy(2, [])).toMatchObject({ code: 0 });

  expect(images.tags).toEqual({ [tagOf(1)]: digestOf(1), [tagOf(2)]: digestOf(2), live: digestOf(2) });
  expect(images.running).toBe(digestOf(1));
  expect(images.requests).toEqual(IMAGE_ACTIONS);
});

test.each([2, 3])(
  'FE7 RB5c RB13 an image (%i) reaches the service by a forced deployment: nothing else changes, two actions more',
  async (n) => {
    const images = desk.deployed(1);

    const { code, err } = await images.deploy(n);

    expect({ code, said: saidIn(err).at(-1) }).toEqual({ code: 0, said: `prd-rl-bank-api runs ${tagOf(n)}` });
    expect([images.channel, images.running]).toEqual([digestOf(n), digestOf(n)]);
    expect(images.seconds).toBe(60);
    const updates = images.calls.filter(([, name]) => name === 'update-service');
    expect(updates.map((words) => words.slice(2, 7))).toEqual([
      ['--cluster', 'prd-rl-bank-api', '--service', 'prd-rl-bank-api', '--force-new-deployment'],
    ]);
    expect(images.requests).toEqual([...IMAGE_ACTIONS, ...ROLL_ACTIONS]);
  },
);

test('FE7 RB5c the first image finds a service of no tasks, and says that it shows nothing', async () => {
  const images = desk.deployed().given({ desiredCount: 0 });

  const { code, err } = await images.deploy(1);

  expect(code).toBe(0);
  expect(saidIn(err).at(-1)).toBe(
    `prd-rl-bank-api has a desired count of 0: no task was started, so nothing shows yet that ${tagOf(1)} works`,
  );
  expect(images.channel).toBe(digestOf(1));
});

test('with --next the image goes to <channel>-next, and no service runs it; then the channel moves without a push', async () => {
  const images = desk.deployed(1);
  const NEXT_URI = `${CHANNEL_URI}-next`;

  const next = await images.deploy(2, ['--next']);

  expect([next.code, saidIn(next.err)]).toEqual([
    0,
    [
      `${NEXT_URI} moved from nothing to ${digestOf(2)}, which is ${tagOf(2)}`,
      `${NEXT_URI} is ${tagOf(2)}; no service runs it before 'live' is moved to it`,
    ],
  ]);
  expect([images.channel, images.running]).toEqual([digestOf(1), digestOf(1)]);
  expect(images.requests).toEqual(IMAGE_ACTIONS); // none beyond those of the channel

  expect(await images.deploy(2)).toMatchObject({ code: 0 });
  expect(images.history).toEqual([`live ${digestOf(2)}`]);

  expect(await images.deploy(3, ['--next'])).toMatchObject({ code: 0 });
  expect(images.tags).toMatchObject({ live: digestOf(2), 'live-next': digestOf(3) });
});

test.each([1, 2])('RB5c the same commit (%i) once more is rolled again, and pushed no more', async (n) => {
  const images = desk.deployed(3, n);
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

test('RB13 the two roles may be two: calls of ECS go by the profile, and no call of ECR does', async () => {
  const images = desk.deployed(1).given({ outcome: 'fails' });
  expect(await images.deploy(2, [...SERVICE, '--roll-profile', 'roll'])).toMatchObject({ code: 1 });
  const byProfile = (service: string) => {
    const calls = images.calls.filter(([name]) => name === service);
    return new Set(calls.map((words) => words[words.indexOf('--profile') + 1] === 'roll'));
  };

  expect([byProfile('ecs'), byProfile('ecr')]).toEqual([new Set([true]), new Set([false])]);
  expect(images.channel).toBe(digestOf(1));
  expect(images.requests).toEqual([...IMAGE_ACTIONS, ...ROLL_ACTIONS]); // going back takes none beyond them
});

test('answers that ECS gives late, or refuses for a while, are waited for', async () => {
  const images = desk.deployed(1).given({ stale: 2, throttleRollouts: 2 });

  const { code, err } = await images.deploy(2);

  expect(code).toBe(0);
  expect(err.match(/ThrottlingException/g)).toHaveLength(2);
  expect(images.running).toBe(digestOf(2));
});

test.each<[string, object, number, string]>([
  [
    'RB5c a tag that holds another image',
    { tags: { [tagOf(2)]: digestOf(1), live: digestOf(1) } },
    2,
    `'${tagOf(2)}' in rl-bank-api is ${digestOf(1)}, another image than 'api', and will not move: give each attempt a ` +
      `'--commit' of its own, like '${commitOf(2)}-2'`,
  ],
  [
    'RB13 a role that may not roll',
    { mayRoll: false },
    1,
    `not authorized to perform: ${ROLL_ACTIONS[0].split(' ')[0]} on`,
  ],
  ...['None', 'DRAINING'].map((serviceStatus): [string, object, number, string] => [
    `a service that is ${serviceStatus}`,
    { serviceStatus },
    2,
    `there is no active service 'prd-rl-bank-api' in cluster 'prd-rl-bank-api', it is: ${serviceStatus}`,
  ]),
  [
    'an image that ECR has but does not give',
    { failureCode: 'ImageInaccessible' },
    1,
    `ECR has '${tagOf(2)}' of rl-bank-api, but says ImageInaccessible`,
  ],
])('%s stops the run before anything is written', async (_, given, exit, message) => {
  const images = desk.deployed(1).given(given);

  const { code, err } = await images.deploy(2);

  expect(code).toBe(exit);
  expect(err).toContain(message);
  expect(images.history).toEqual([]);
});

const repository = (name: string) => ['--registry', REGISTRY, '--repository', name];
const channel = (name: string) => [...repository('rl-bank-api'), '--channel', name];
const commit = (...more: string[]) => [...channel('live'), '--commit', commitOf(1), ...more];
const REGISTRIES = `'--registry' must be <account>.dkr.ecr.<region>.amazonaws.com`;
const CHANNELS = `'--channel' must be a tag that does not begin with 'sha-', for those never move`;
const COMMITS = `'--commit' must be 7 to 124 letters, digits, '.', '_' and '-'`;
const TIMES = `'--timeout' must be 60 to 3600 seconds, and has to fit into the session`;
const TOGETHER = `'--cluster' and '--service' belong together: give both or neither`;

test.each<[string[], string]>([
  [[], `${REGISTRIES}, got ''`],
  [['--registry', 'docker.io/rl'], `${REGISTRIES}, got 'docker.io/rl'`],
  [repository(''), `'--repository' must be the name of a repository, got ''`],
  [repository('a:b'), `'--repository' must be the name of a repository, got 'a:b'`],
  [repository('a'), `${CHANNELS}, got ''`],
  [channel('sha-1'), `${CHANNELS}, got 'sha-1'`],
  [channel('live'), `${COMMITS}, got ''`],
  [[...channel('live'), '--commit', 'abc'], `${COMMITS}, got 'abc'`],
  [[...channel('live'), '--commit', 'a/bcdefg'], `${COMMITS}, got 'a/bcdefg'`],
  [commit('--service', 'a'), TOGETHER],
  [commit('--cluster', 'a'), TOGETHER],
  [
    commit('--cluster', 'a', '--service', 'arn:b'),
    `'--cluster' and '--service' must be names, no ARNs, got 'a' and 'arn:b'`,
  ],
  [commit('--roll-profile', 'roll'), `'--roll-profile' is for rolling a service, and no '--service' is given`],
  [
    commit('--cluster', 'a', '--service', 'b', '--roll-profile', 'a b'),
    `'--roll-profile' must be a profile's name of letters, digits, '.', '_' and '-', got 'a b'`,
  ],
  [
    commit('--cluster', 'a', '--service', 'b', '--next', 'api'),
    `'--next' moves 'live-next', which no service runs: leave '--service' out`,
  ],
  [
    [...channel('a'.repeat(124)), '--commit', commitOf(1), '--next', 'api'],
    `'--channel' must be 123 characters at most for '--next', got '${'a'.repeat(124)}'`,
  ],
  [commit('--timeout', 'long'), `${TIMES}, got 'long'`],
  [commit('--timeout', '059'), `${TIMES}, got '059'`],
  [commit('--timeout', '3601'), `${TIMES}, got '3601'`],
  [commit(), `the image must be one that docker has here, got ''`],
  [commit('a', 'b'), `one image is deployed at a time, got 'a' and 'b'`],
  [commit('--desired-count', '1'), `there is no option '--desired-count'`],
  [commit('--timeout'), `'--timeout' has no value`],
])('deploy-image.sh refuses %j before it asks AWS for anything', async (args, message) => {
  const { code, err } = await desk.runScript(args);

  expect({ code, err }).toEqual({ code: 2, err: `deploy-image.sh: ${message}\n` });
});

test('an image that docker does not have is refused', async () => {
  const images = desk.deployed(1);

  const { code, err } = await images.run([...commit(), 'other']);

  expect(code).toBe(2);
  expect(saidIn(err)).toEqual([`the image must be one that docker has here, got 'other'`]);
  expect(images.requests).toEqual([]);
});
