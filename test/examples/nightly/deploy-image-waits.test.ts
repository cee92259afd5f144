import { ImageDesk, saidIn, SERVICE, timedOut } from '../../support/fake-images';

jest.setTimeout(120_000);

let desk: ImageDesk;
beforeAll(async () => {
  desk = await ImageDesk.open();
});
afterAll(() => desk.close());

test('RB5c a deployment is waited for a quarter of an hour unless another time is asked for', async () => {
  const { err } = await desk.deployed(1).given({ lasts: 910 }).deploy(2);

  expect(saidIn(err)[1]).toBe(timedOut(900));
});

test('RB5c a signal does not wait for the next look at the deployment', async () => {
  const before = Date.now();
  await desk.deployed(1).deploy(2, SERVICE, { signalAt: 'sleep 10' });

  expect(Date.now() - before).toBeLessThan(3500); // the stub sleeps for four seconds more
});
