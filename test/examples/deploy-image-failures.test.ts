import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNEL_URI, digestOf, ImageDesk, saidIn, SERVICE, tagOf } from '../support/fake-images';

let desk: ImageDesk;
beforeAll(async () => {
  desk = await ImageDesk.open();
});
afterAll(() => desk.close());

const MOVED = `${CHANNEL_URI} moved from ${digestOf(1)} to ${digestOf(2)}, which is ${tagOf(2)}`;
const BACK = `${CHANNEL_URI} is back at ${digestOf(1)}`;

describe.each([1, 2])('an image that fails after image %i', (old) => {
  test('RB5c gives the channel back, byte by byte', async () => {
    const images = desk.deployed(old).given({ outcome: 'fails' });

    const { code, err } = await images.deploy(3);

    expect(code).toBe(1);
    expect(saidIn(err).slice(1)).toEqual([
      'ecs-svc/1 of prd-rl-bank-api FAILED: ECS deployment circuit breaker: tasks failed to start.',
      `${CHANNEL_URI} is back at ${digestOf(old)}`,
    ]);
    expect(images.history).toEqual([`${tagOf(3)} ${digestOf(3)}`, `live ${digestOf(3)}`, `live ${digestOf(old)}`]);
    expect(images.running).toBe(digestOf(old));
  });

  test('RB5c leaves the channel where a doctored script does not put it back', async () => {
    const script = desk.doctored('put_on_channel "$old_digest"', ': "$old_digest"');
    const images = desk.deployed(old).given({ outcome: 'fails' });

    expect(await images.deploy(3, SERVICE, { script })).toMatchObject({ code: 1 });

    expect(images.channel).toBe(digestOf(3));
  });
});

test('RB5c an image can be tried again after it failed', async () => {
  const images = desk.deployed(1).given({ outcome: 'fails' });
  await images.deploy(2);

  expect(await images.given({ outcome: 'completes' }).deploy(2)).toMatchObject({ code: 0 });

  expect(images.history).toEqual([`live ${digestOf(2)}`]);
  expect(images.running).toBe(digestOf(2));
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

  const { code, err } = await images.deploy(2, [...SERVICE, '--timeout', '60']);

  expect(code).toBe(1);
  expect(saidIn(err)).toEqual([MOVED, reason, BACK]);
  expect(images.channel).toBe(digestOf(1));
});

test.each<[number, string[]]>([
  [900, []],
  [60, ['--timeout', '060']],
])('RB5c a deployment is waited for %i seconds, as asked', async (seconds, timeout) => {
  const images = desk.deployed(1).given({ lasts: seconds + 10 });

  const { err } = await images.deploy(2, [...SERVICE, ...timeout]);

  expect(saidIn(err)).toEqual([MOVED, timedOut(seconds), BACK]);
});

test('RB5c a roll that ECS refuses gives the channel back', async () => {
  const images = desk.deployed(1);
  const script = desk.doctored('--cluster "$cluster" --service "', '--cluster other --service "');

  const { code, err } = await images.deploy(2, SERVICE, { script });

  expect(code).toBe(1);
  expect(err).toContain('AccessDenied');
  expect(saidIn(err)).toEqual([MOVED, 'prd-rl-bank-api was not rolled', BACK]);
});

test('RB5c a channel that somebody else moved meanwhile stays where it is', async () => {
  const images = desk.deployed(3, 1).given({ outcome: 'fails', rival: digestOf(3) });

  const { code, err } = await images.deploy(2);

  expect(code).toBe(1);
  expect(saidIn(err).at(-1)).toBe(`${CHANNEL_URI} is ${digestOf(3)} by now: somebody else moved it, so it stays there`);
  expect(images.channel).toBe(digestOf(3));
});

test('is seen to overwrite what others did where it does not look', async () => {
  const script = desk.doctored('if [[ $digest != "$new_digest" ]]', 'if false');
  const images = desk.deployed(3, 1).given({ outcome: 'fails', rival: digestOf(3) });

  await images.deploy(2, SERVICE, { script });

  expect(images.channel).toBe(digestOf(1));
});

test('RB5c the first image of all stays on the channel when it fails, for no action removes a tag', async () => {
  const images = desk.deployed().given({ outcome: 'fails' });

  const { code, err } = await images.deploy(2);

  expect(code).toBe(1);
  expect(saidIn(err).at(-1)).toBe(
    `${CHANNEL_URI} stays at ${tagOf(2)}: it was nothing before, and the role removes no tags`,
  );
});

test('RB5c an image that was on the channel before stays there when it fails', async () => {
  const images = desk.deployed(1, 2).given({ outcome: 'fails' });

  const { code, err } = await images.deploy(2);

  expect(code).toBe(1);
  expect(saidIn(err).at(-1)).toBe(
    `${CHANNEL_URI} stays at ${tagOf(2)}: it was there before this run, so what to go back to is yours to say`,
  );
});

test('an image that ECR has but does not give stops the run', async () => {
  const images = desk.deployed(1).given({ failureCode: 'ImageInaccessible' });

  const { code, err } = await images.deploy(2);

  expect(code).toBe(1);
  expect(saidIn(err)).toEqual([`ECR has '${tagOf(2)}' of rl-bank-api, but says ImageInaccessible`]);
  expect(images.history).toEqual([]);
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
  test.each(['docker login', 'docker push'])(
    'by a signal behind %s says nothing, for nothing moved',
    async (signalAt) => {
      const images = desk.deployed(1);

      const { code, err } = await images.deploy(2, SERVICE, { signalAt });

      expect({ code, said: saidIn(err) }).toEqual({ code: 143, said: [] });
      expect(images.channel).toBe(digestOf(1));
    },
  );

  test.each([
    ['ecr put-image', ''],
    ['ecs update-service', ', and prd-rl-bank-api may be rolling'],
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

  test('by a signal does not wait for the next look at the deployment', async () => {
    const before = Date.now();
    await desk.deployed(1).deploy(2, SERVICE, { signalAt: 'sleep 10' });

    expect(Date.now() - before).toBeLessThan(3500);
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

function timedOut(seconds: number): string {
  return (
    `ecs-svc/1 of prd-rl-bank-api was not done after ${seconds} seconds; it goes on, and if it completes, the service ` +
    `runs ${tagOf(2)} while live does not`
  );
}
