import { smallFlutter, smallVite } from '../../support/fake-builds';
import { Desk } from '../../support/fake-site';
import { interruptedAfter } from '../../support/interrupted';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

describe.each([smallVite, smallFlutter])('for $toolchain', (app) => {
  test.each(['a new release', 'the way back'] as const)(
    'RB9c %s that is interrupted after any write leaves a site that works, and the next run does the rest',
    async (run) => {
      const { outcomes, good } = await interruptedAfter(desk, app, run, (writes) =>
        writes.map((_, index) => index + 1),
      );

      expect(outcomes).toEqual(good);
    },
    180_000,
  );
});
