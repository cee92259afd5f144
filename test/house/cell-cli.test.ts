import { join } from 'node:path';
import { CliDesk, Outcome } from './cli-desk';
import { Repository } from './repository';

jest.setTimeout(90_000);

const APP = `node ${join(Repository.here.root, 'test/house/cell-app.mjs')}`;
const SENTENCE = {
  productName: 'acme-crm',
  modules: 'tasks,contacts,documents,finance',
  environment: 'prod',
};

/** What each cell has: its root last, for it depends on all others. */
const PARTS = ['network', 'hub', 'data', 'images', 'services', 'site', 'watch'].map((part) => `ProductCell/${part}`);

const desk = new CliDesk();
afterAll(() => desk.close());

describe('PC1 the CLI', () => {
  let [here, elsewhere, wrong]: Outcome[] = [];
  let below: Outcome;
  beforeAll(async () => {
    [here, elsewhere, wrong] = await Promise.all([
      onApp('us', SENTENCE, 'ls', 'ProductCell'),
      onApp('eu', { ...SENTENCE, region: 'eu-central-1' }, 'ls', 'ProductCell'),
      onApp('wrong', { productName: 'Acme', modules: 'task', environment: 'production' }, 'ls', 'ProductCell'),
    ]);
    below = await desk.cdk({ deployed: [] }, '--app', 'eu', 'ls', 'ProductCell/**');
  }, 90_000);

  test('selects every stack of a cell in us-east-1 by its name, and none beside it', () => {
    expect(here).toMatchObject({ code: 0, changes: [] });
    expect(pathsOf(here)).toEqual(expect.arrayContaining([...PARTS, 'ProductCell/data/Twin-us-west-2']));
    const modules = pathsOf(here).flatMap((path) => path.match(/\/module-([a-z]+)$/)?.[1] ?? []);
    expect(modules.sort()).toEqual(['contacts', 'documents', 'files', 'finance', 'tasks', 'teams']);
    expect(pathsOf(here).at(-1)).toBe('ProductCell');
    expect(pathsOf(here)).not.toContain('Other');
  });

  test('selects those in us-east-1 and in the region of the copies, too, if the cell is elsewhere', () => {
    const twins = ['data/Twin-eu-west-1', 'site/EdgeTwin', 'watch/WatchStack-edge'].map((it) => `ProductCell/${it}`);

    expect(elsewhere.code).toBe(0);
    expect(pathsOf(elsewhere)).toEqual(expect.arrayContaining([...PARTS, ...twins]));
    expect(pathsOf(elsewhere).at(-1)).toBe('ProductCell');
    expect(pathsOf(elsewhere)).not.toContain('Other');
  });

  test("selects the same by 'ProductCell/**', which is what destroys a cell", () => {
    expect(pathsOf(below).sort()).toEqual(pathsOf(elsewhere).sort());
  });

  test('says all that is wrong with the sentence at once', () => {
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain(
      '3 problems [cell/product-name, cell-environment/unknown, cell/module-unknown at CellContext.of]',
    );
    expect(wrong.err).toContain('\'modules\' is "task"');
  });
});

async function onApp(folder: string, context: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const given = Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
  return desk.cdk({ deployed: [] }, '--app', APP, '--output', folder, ...given, ...args);
}

/** The stacks that the CLI lists, by their path: it writes their name behind it if that is another one. */
function pathsOf({ out }: Outcome): string[] {
  return out
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0]);
}
