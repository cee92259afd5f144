import { App } from 'aws-cdk-lib';
import { CellContext, CellEnvironment, PlatformModule } from '../../src/cell';

const contextOf = (context: Record<string, unknown>) => CellContext.of(new App({ context }));
const USUAL = { productName: 'acme-crm', environment: 'prod' };

test('PC1 product, modules and environment come from the command line', () => {
  const { productName, environment, modules } = contextOf({ ...USUAL, modules: 'tasks,contacts,' });

  expect([productName, environment]).toEqual(['acme-crm', CellEnvironment.PROD]);
  expect(modules).toEqual([PlatformModule.TASKS, PlatformModule.CONTACTS]);
});

test('no module is an empty text, and cdk.json may have a list', () => {
  expect(contextOf({ ...USUAL, modules: '' }).modules).toEqual([]);
  expect(contextOf({ ...USUAL, modules: ['tasks'] }).modules).toEqual([PlatformModule.TASKS]);
});

test('all that is missing or misspelt is in one error', () => {
  expect(() => contextOf({})).toThrowProblems(
    [
      ['cell-context/missing', 'productName', undefined],
      ['cell-context/missing', 'environment', undefined],
      ['cell-context/missing', 'modules', undefined],
    ],
    'CellContext.of',
  );
  expect(() => contextOf({ productName: 'Acme', environment: 'production', modules: 'task' })).toThrowProblems(
    [
      ['cell/product-name', 'productName', 'Acme'],
      ['cell-environment/unknown', 'environment', 'production'],
      ['cell/module-unknown', 'modules', 'task'],
    ],
    'CellContext.of',
  );
  expect(() => contextOf({ ...USUAL, modules: 3 })).toThrowProblem(
    'cell-context/modules',
    'modules',
    3,
    'CellContext.of',
  );
});
