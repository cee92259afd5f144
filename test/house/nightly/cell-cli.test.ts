import { onApp, PARTS, pathsOf, SENTENCE } from '../cell-desk';
import { CliDesk } from '../cli-desk';

jest.setTimeout(90_000);

const desk = new CliDesk();
afterAll(() => desk.close());

test('PC1 the CLI selects every stack of a cell in us-east-1 by its name, and none beside it', async () => {
  const here = await onApp(desk, 'us', SENTENCE, 'ls', 'ProductCell');

  expect(here).toMatchObject({ code: 0, changes: [] });
  expect(pathsOf(here)).toEqual(expect.arrayContaining([...PARTS, 'ProductCell/data/Twin-us-west-2']));
  const modules = pathsOf(here).flatMap((path) => path.match(/\/module-([a-z]+)$/)?.[1] ?? []);
  expect(modules.sort()).toEqual(['contacts', 'documents', 'files', 'finance', 'tasks', 'teams']);
  expect(pathsOf(here).at(-1)).toBe('ProductCell');
  expect(pathsOf(here)).not.toContain('Other');
});

test('PC1 the CLI says all that is wrong with the sentence at once', async () => {
  const context = { productName: 'Acme', modules: 'task', environment: 'production' };
  const wrong = await onApp(desk, 'wrong', context, 'ls', 'ProductCell');

  expect(wrong.code).toBe(1);
  expect(wrong.err).toContain(
    '3 problems [cell/product-name, cell-environment/unknown, cell/module-unknown at CellContext.of]',
  );
  expect(wrong.err).toContain('\'modules\' is "task"');
});
