import { MigrationTable } from '../../../../src/migration';
import { selectionProblems } from '../../../../src/migration/private/databases/selection-problems';
import { workloadStack } from '../../../support/cloud';
import { ENGINES } from '../../../support/data-migration';
import { Said, saidOf } from '../../../support/problems';

const { of, allOf } = MigrationTable;
const { source } = ENGINES.sqlserver(workloadStack());
const lower = { keepNameCase: false, hasColumns: true };
const saidFor = (tables: MigrationTable[], naming = lower) => saidOf(selectionProblems(tables, source, naming));
const twice = (name: string): Said => ['data-migration/table-twice', 'tables', name];

test('PC13a tables of several schemas are taken, of one schema as well', () => {
  expect(saidFor([of('dbo', 'a'), of('dbo', 'b'), allOf('sales'), of('crm', 'a', { targetSchema: 'old' })])).toEqual(
    [],
  );
});

test.each<[string, MigrationTable[], Said[]]>([
  ['a table twice', [of('dbo', 'a'), of('dbo', 'a')], [twice('dbo.a')]],
  ['a schema twice', [allOf('dbo'), allOf('dbo')], [twice('all of dbo')]],
  ['a table of a schema that is whole', [allOf('dbo'), of('dbo', 'a')], [twice('dbo.a')]],
  ['the same the other way round', [of('dbo', 'a'), allOf('dbo')], [twice('dbo.a')]],
])('PC13a %s is refused', (_, tables, problems) => {
  const others = ([code]: Said) => code !== 'data-migration/same-target-table';
  expect(saidFor(tables).filter(others)).toEqual(problems);
});

test('PC13a the rows of two tables cannot go into one', () => {
  const problem: Said = ['data-migration/same-target-table', 'tables', 'dbo.b'];
  expect(saidFor([of('dbo', 'a'), of('dbo', 'b', { targetTable: 'a' })])).toEqual([problem]);
  const cased = [of('dbo', 'Orders'), of('dbo', 'orders')];
  expect(saidFor(cased)).toEqual([['data-migration/same-target-table', 'tables', 'dbo.orders']]);
  expect(saidFor(cased, { ...lower, keepNameCase: true })).toEqual([]);
});

test('PC13a a schema goes into one schema of the target', () => {
  expect(saidFor([of('dbo', 'a', { targetSchema: 'crm' }), of('dbo', 'b')])).toEqual([
    ['data-migration/two-target-schemas', 'tables', 'dbo.b'],
  ]);
});

test.each(['Order Details', 'a.b', 'events-2019', '7up', 'x'.repeat(64)])(
  'PC13a a table %j needs a name that PostgreSQL takes',
  (name) => {
    const problem: Said = ['data-migration/no-target-name', 'tables', `dbo.${name.toLowerCase()}`];
    expect(saidFor([of('dbo', name)])).toEqual([problem]);
    expect(saidFor([of('dbo', name, { targetTable: 'ours' })])).toEqual([]);
  },
);

test('PC13a MongoDB moves collections of its one database', () => {
  const { source: mongo } = ENGINES.mongodb(workloadStack());
  const said = saidOf(selectionProblems([of('crm', 'a'), allOf('sales')], mongo, lower));
  expect(said).toEqual([['data-migration/other-database', 'tables', 'all of sales']]);
});
