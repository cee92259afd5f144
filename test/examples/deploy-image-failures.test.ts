import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNEL_URI, digestOf, ImageDesk, saidIn, SERVICE, tagOf, timedOut } from '../support/fake-images';

jest.setTimeout(60_000);

let desk: ImageDesk;
beforeAll(async () => {
  desk = await ImageDesk.open();
});
afterAll(() => desk.close());

const MOVED = `${CHANNEL_URI} moved from ${digestOf(1)} to ${digestOf(2)}, which is ${tagOf(2)}`;
const BACK = `${CHANNEL_URI} is back at ${digestOf(1)}`;
const FAILED = 'ecs-svc/1 of prd-rl-bank-api FAILED: ECS deployment circuit breaker: tasks failed to start.';

test.each([1, 2])('FE7 RB5c an image that fails after image %i gives the channel back, byte by byte', async (old) => {
  const images = desk.deployed(old).given({ outcome: 'fails' });

  const { code, err } = await images.deploy(3);

  expect(code).toBe(1);
  expect(saidIn(err).slice(1)).toEqual([FAILED, `${CHANNEL_URI} is back at ${digestOf(old)}`]);
  expect(images.history).toEqual([`${tagOf(3)} ${digestOf(3)}`, `live ${digestOf(3)}`, `live ${digestOf(old)}`]);
  expect(images.running).toBe(digestOf(old));

  // It can be tried again.
  expect(await images.given({ outcome: 'completes' }).deploy(3)).toMatchObject({ code: 0 });
  expect(images.history).toEqual([`live ${digestOf(3)}`]);
  expect(images.running).toBe(digestOf(3));
});

test.each<[string, object, string]>([
  [
    'that the circuit breaker replaced unseen',
    { outcome: 'vanishes' },
    'ecs-svc/1 of prd-rl-bank-api is gone: the circuit breaker or others replaced it',
  ],
  [
    'that another one took the place of',
    { outcome: 'yields' },
    'ecs-svc/1 of prd-rl-bank-api is no longer the primary one: the circuit breaker or others replaced it',
  ],
  ['that does not end', { outcome: 'hangs' }, timedOut(60)],
  ['that ECS never shows', { outcome: 'hangs', stale: 1000 }, timedOut(60)],
  ['that ECS never tells of', { outcome: 'hangs', throttleRollouts: 1000 }, timedOut(60)],
])('RB5c a deployment %s gives the channel back', async (_, given, reason) => {
  const images = desk.deployed(1).given({ lasts: 30, ...given });

  const { code, err } = await images.deploy(2, [...SERVICE, '--timeout', '060']);

  expect(code).toBe(1);
  expect(saidIn(err)).toEqual([MOVED, reason, BACK]);
  expect(images.channel).toBe(digestOf(1));
});

test('RB5c a roll that ECS refuses gives the channel back', async () => {
  const images = desk.deployed(1);
  const script = desk.doctored('--cluster "$cluster" --service "', '--cluster other --service "');

  const { code, err } = await images.deploy(2, SERVICE, { script });

  expect(code).toBe(1);
  expect(err).toContain('AccessDenied');
  expect(saidIn(err)).toEqual([MOVED, 'prd-rl-bank-api was not rolled', BACK]);
});

test.each<[string, number[], object, number, string]>([
  [
    'that others moved meanwhile stays where it is',
    [3, 1],
    { rival: digestOf(3) },
    3,
    `is ${digestOf(3)} by now: another run moved it, so it stays there`,
  ],
  [
    'that was nothing stays, for no action removes a tag',
    [],
    {},
    2,
    `stays at ${tagOf(2)}: it was nothing before, and the role removes no tags`,
  ],
  [
    'that was at the image before stays there',
    [1, 2],
    {},
    2,
    `stays at ${tagOf(2)}: it was there before this run, so what to go back to is yours to say`,
  ],
])('RB5c when an image fails, a channel %s', async (_, builds, given, channel, sentence) => {
  const images = desk.deployed(...builds).given({ outcome: 'fails', ...given });

  const { code, err } = await images.deploy(2);

  expect({ code, said: saidIn(err).at(-1) }).toEqual({ code: 1, said: `${CHANNEL_URI} ${sentence}` });
  expect(images.channel).toBe(digestOf(channel));
});

test('RB5c a manifest that lost a byte on its way does not reach the channel', async () => {
  const end = "manifest=${manifest%$'\\n.'}";
  const script = desk.doctored(end, `${end}; manifest=\${manifest%?}`);
  const images = desk.deployed(1);

  const { code, err } = await images.deploy(2, SERVICE, { script });

  expect(code).toBe(254);
  expect(err).toContain('ImageDigestDoesNotMatchException');
  expect(images.channel).toBe(digestOf(1));
});

test('RB5c two lines of docs/images.md go back by hand', async () => {
  const text = readFileSync(join(__dirname, '../../docs/images.md'), 'utf8');
  const [, lines] = /## Going back by hand[^#]*?```sh\n(.*\n.*)\n/.exec(text)!;
  const images = desk.deployed(1, 2);

  expect(await images.shell(`set -e\n${lines.replace('sha-0a1b2c3', tagOf(1))}`)).toMatchObject({ code: 0 });

  expect(images.channel).toBe(digestOf(1));
});

describe('a run that is interrupted', () => {
  test('by a signal before the channel moves says nothing', async () => {
    const images = desk.deployed(1);

    const { code, err } = await images.deploy(2, SERVICE, { signalAt: 'docker push' });

    expect({ code, said: saidIn(err) }).toEqual({ code: 143, said: [] });
    expect(images.channel).toBe(digestOf(1));
    expect(images.loggedInto).toBeNull();
  });

  test.each([
    ['ecr put-image', ''],
    ['sleep 10', ', and prd-rl-bank-api may be rolling'],
  ])('RB5c by a signal behind %s says what state it leaves', async (signalAt, rolling) => {
    const images = desk.deployed(1);

    const { code, err } = await images.deploy(2, SERVICE, { signalAt });

    expect(code).toBe(143);
    expect(saidIn(err).at(-1)).toContain(
      `stopped before the outcome was known: ${CHANNEL_URI} is, or is about to be, ${tagOf(2)}${rolling}; ` +
        'run the same command again, or put it back: aws ecr put-image ',
    );
    expect(images.channel).toBe(digestOf(2));
  });

  test.each([1, 2])('RB5c says a line that puts image %i back', async (old) => {
    const images = desk.deployed(old);
    const { err } = await images.deploy(3, SERVICE, { signalAt: 'ecs update-service' });
    expect(images.channel).toBe(digestOf(3));

    const [, line] = saidIn(err).at(-1)!.split('put it back: ');
    const { code } = await images.shell(line);

    // Build 2 ends with a line end, which a shell drops: ECR refuses it rather than take another image for it.
    expect({ code, channel: images.channel }).toEqual(
      old === 1 ? { code: 0, channel: digestOf(1) } : { code: 254, channel: digestOf(3) },
    );
  });

  test.each([
    ['nothing', []],
    [digestOf(2), [1, 2]],
  ])('RB5c says so where there is nothing to put back, for it was %s before', async (before, builds) => {
    const { err } = await desk.deployed(...builds).deploy(2, SERVICE, { signalAt: 'ecs update-service' });

    expect(saidIn(err).at(-1)).toMatch(new RegExp(`run the same command again, it was ${before} before$`));
  });

  test.each([1, 2, 3])('RB5c by a loss of power after write %i is finished by the next run', async (dieAfter) => {
    const images = desk.deployed(1);
    expect((await images.deploy(2, SERVICE, { dieAfter })).code).not.toBe(0);
    expect([tagOf(2) in images.tags, images.channel]).toEqual([true, digestOf(dieAfter === 1 ? 1 : 2)]);

    expect(await images.deploy(2)).toMatchObject({ code: 0 });

    expect([images.channel, images.running]).toEqual([digestOf(2), digestOf(2)]);
  });
});

test('docker holds no password of the registry after a run, whether it pushes or fails to', async () => {
  const script = desk.doctored('docker push "$registry', 'docker push "$registry/other');
  const failed = desk.deployed(1);
  const done = desk.deployed(1);

  expect((await failed.deploy(2, SERVICE, { script })).code).not.toBe(0);
  expect(await done.deploy(2)).toMatchObject({ code: 0 });
  expect([failed.loggedInto, done.loggedInto]).toEqual([null, null]);
});
