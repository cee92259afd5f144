import { onApp, PARTS, pathsOf, SENTENCE } from './cell-desk';
import { CliDesk, Outcome } from './cli-desk';

jest.setTimeout(90_000);

const desk = new CliDesk();
afterAll(() => desk.close());

// A cell in us-east-1, which has fewer stacks, and what is wrong with a sentence are tried by night.
describe('PC1 the CLI', () => {
  let elsewhere: Outcome;
  let below: Outcome;
  beforeAll(async () => {
    elsewhere = await onApp(desk, 'eu', { ...SENTENCE, region: 'eu-central-1' }, 'ls', 'ProductCell');
    below = await desk.cdk({ deployed: [] }, '--app', 'eu', 'ls', 'ProductCell/**');
  }, 90_000);

  test('selects every stack of a cell by its name, in its region, us-east-1 and the region of the copies, and none beside it', () => {
    const twins = ['data/Twin-eu-west-1', 'site/EdgeTwin', 'watch/WatchStack-edge'].map((it) => `ProductCell/${it}`);

    expect(elsewhere).toMatchObject({ code: 0, changes: [] });
    expect(pathsOf(elsewhere)).toEqual(expect.arrayContaining([...PARTS, ...twins]));
    const modules = pathsOf(elsewhere).flatMap((path) => path.match(/\/module-([a-z]+)$/)?.[1] ?? []);
    expect(modules.sort()).toEqual(['contacts', 'documents', 'files', 'finance', 'tasks', 'teams']);
    expect(pathsOf(elsewhere).at(-1)).toBe('ProductCell');
    expect(pathsOf(elsewhere)).not.toContain('Other');
  });

  test("selects the same by 'ProductCell/**', which is what destroys a cell", () => {
    expect(pathsOf(below).sort()).toEqual(pathsOf(elsewhere).sort());
  });
});
