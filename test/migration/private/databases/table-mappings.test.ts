import { MigrationTable } from '../../../../src/migration';
import { tableMappings } from '../../../../src/migration/private/databases/table-mappings';

const { of, allOf } = MigrationTable;
const tables = [
  of('dbo', 'Order_Lines', { targetSchema: 'crm', targetTable: 'lines' }),
  of('dbo', 'Notes', { targetSchema: 'crm' }),
  allOf('SALES'),
];

/** What matters of the rules, one line a rule. */
function linesOf(naming: { keepNameCase: boolean; hasColumns: boolean }, given = tables): string[] {
  const { rules } = tableMappings(given, naming) as { rules: any[] };
  return rules.map((rule) => {
    const place = Object.values(rule['object-locator']).join('.');
    return [rule['rule-action'], rule['rule-target'], place, rule.value].filter(Boolean).join(' ');
  });
}

test('PC13a each name is renamed once, an underscore is no pattern, and columns are in lower case', () => {
  expect(linesOf({ keepNameCase: false, hasColumns: true })).toEqual([
    'include SALES.%',
    'include dbo.Notes',
    'include dbo.Order[_]Lines',
    'rename schema SALES sales',
    'rename schema dbo crm',
    'convert-lowercase table SALES.%',
    'rename table dbo.Notes notes',
    'rename table dbo.Order[_]Lines lines',
    'convert-lowercase column SALES.%.%',
    'convert-lowercase column dbo.Notes.%',
    'convert-lowercase column dbo.Order[_]Lines.%',
  ]);
});

test('PC13a names keep their capitals where the caller wants it', () => {
  expect(linesOf({ keepNameCase: true, hasColumns: true })).toEqual([
    ...['include SALES.%', 'include dbo.Notes', 'include dbo.Order[_]Lines'],
    ...['rename schema dbo crm', 'rename table dbo.Order[_]Lines lines'],
  ]);
});

test('PC13a documents have no columns, and what has its name already is not renamed', () => {
  expect(linesOf({ keepNameCase: false, hasColumns: false }, [of('crm', 'contacts')])).toEqual([
    'include crm.contacts',
  ]);
});

test('PC13a the order of the tables changes nothing, and rules are numbered', () => {
  const naming = { keepNameCase: false, hasColumns: true };
  const { rules } = tableMappings(tables, naming) as { rules: any[] };
  expect(tableMappings([...tables].reverse(), naming)).toEqual({ rules });
  expect(rules.map((rule) => rule['rule-id'])).toEqual(rules.map((_, index) => String(index + 1)));
  expect(rules.map((rule) => rule['rule-name'])).toEqual(rules.map((rule) => rule['rule-id']));
});
