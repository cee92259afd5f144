import { Token } from 'aws-cdk-lib';
import { MigrationTable } from '../../src/migration';

const LATE = 'a value that only CloudFormation knows';

test('PC13a a table has the name of the source, and what it is called at the target', () => {
  expect({ ...MigrationTable.of('dbo', 'Customers', { targetSchema: 'crm', targetTable: 'customers' }) }).toEqual({
    ...{ schema: 'dbo', table: 'Customers', targetSchema: 'crm', targetTable: 'customers' },
  });
  expect({ ...MigrationTable.allOf('sales') }).toEqual({ schema: 'sales' });
});

test.each(['Order Details', 'CRM$LOG', 'a.b', 'events-2019', '#tmp', 'Kunden_Ä', 'x'.repeat(128)])(
  'PC13a a table may be called %j at the source',
  (name) => {
    expect(MigrationTable.of('dbo', name).table).toBe(name);
  },
);

test.each(['', ' ', '%', 'Cust%', '[ab]', 'a--b', 'a"b', "a'b", 'a;b', 'a\\b', 'a\nb', ' a', 'a ', 'x'.repeat(129)])(
  'PC13a a table or schema called %j is refused: DMS would take a pattern, or nothing',
  (name) => {
    const place = 'MigrationTable.of';
    expect(() => MigrationTable.of('dbo', name)).toThrowProblem('migration-table/not-a-name', 'table', name, place);
    expect(() => MigrationTable.of(name, 'a')).toThrowProblem('migration-table/not-a-name', 'schema', name, place);
    expect(() => MigrationTable.allOf(name)).toThrowProblem(
      ...(['migration-table/not-a-name', 'schema', name, 'MigrationTable.allOf'] as const),
    );
  },
);

test.each(['', '1st', 'a-b', 'a b', 'a.b', 'Kunden_Ä', 'x'.repeat(64)])(
  'PC13a a name at the target like %j is refused: PostgreSQL wants it in quotes, or drops its end',
  (name) => {
    const code = 'migration-table/not-a-target-name';
    expect(() => MigrationTable.of('dbo', 'a', { targetTable: name })).toThrowProblem(code, 'targetTable', name);
    expect(() => MigrationTable.allOf('dbo', { targetSchema: name })).toThrowProblem(code, 'targetSchema', name);
  },
);

test('PC13a names are known at synthesis: they stand in rules and in the runbook', () => {
  const late = Token.asString({ Ref: 'Name' });
  expect(() => MigrationTable.of('dbo', late)).toThrowProblem('migration-table/not-a-name', 'table', LATE);
  expect(() => MigrationTable.of('dbo', 'a', { targetTable: late })).toThrowProblem(
    ...(['migration-table/not-a-target-name', 'targetTable', LATE] as const),
  );
});

test('PC13a a table that is missing or of another type is refused', () => {
  expect(() => MigrationTable.of('dbo', undefined as any)).toThrowProblem('props/missing', 'table', undefined);
  expect(() => MigrationTable.allOf(7 as any)).toThrowProblem('props/wrong-type', 'schema', 7);
  expect(() => MigrationTable.of('dbo', 'a', { targetTable: 7 as any })).toThrowProblem(
    ...(['props/wrong-type', 'targetTable', 7] as const),
  );
});
