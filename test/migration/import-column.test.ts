import { ImportColumn } from '../../src/migration';

const definitionOf = ({ _definition }: ImportColumn) => JSON.stringify(_definition);
const LONG = 'x'.repeat(64);
const VALUES = { trueValues: ['ja'], falseValues: ['nein'] };

test('PC13b columns are mapped and transformed as the definition says, whose keys have a fixed order', () => {
  const { text, integer, decimalNumber, amount, date, timestamp } = ImportColumn;
  const formats = ['dd.MM.yyyy'];
  const moment = { formats: ["yyyy-MM-dd'T'HH:mm:ss"], timeZone: 'Europe/Berlin' };
  expect(
    [
      text('Name', 'name', { required: true, maxLength: 200 }),
      integer('Anzahl', 'count', { thousandsSeparator: '.' }),
      decimalNumber('Satz', 'rate', { decimalSeparator: ',' }),
      amount('Umsatz', 'cents', { minorUnits: true, thousandsSeparator: ',', currency: 'EUR' }),
      date('Geburtsdatum', 'born_on', { required: true, formats }),
      timestamp('Am', 'made_at', moment),
    ].map(definitionOf),
  ).toEqual([
    '{"type":"text","source":"Name","target":"name","maxLength":200,"required":true}',
    '{"type":"integer","source":"Anzahl","target":"count","thousandsSeparator":"."}',
    '{"type":"decimal","source":"Satz","target":"rate","decimalSeparator":","}',
    '{"type":"amount","source":"Umsatz","target":"cents","currency":"EUR","decimalSeparator":".","thousandsSeparator":",","minorUnits":true}',
    '{"type":"date","source":"Geburtsdatum","target":"born_on","formats":["dd.MM.yyyy"],"required":true}',
    `{"type":"timestamp","source":"Am","target":"made_at","formats":["yyyy-MM-dd'T'HH:mm:ss"],"timeZone":"Europe/Berlin"}`,
  ]);
});

test('PC13b codes, ids, constants, true and false are mapped, codes in a sorted order', () => {
  const { trueOrFalse, code, uuid, nameBasedUuid, constant } = ImportColumn;
  expect(
    [
      trueOrFalse('Aktiv', 'active', VALUES),
      code('Status', 'status', { Ruhend: 'paused', Aktiv: 'active' }, { required: true }),
      uuid('@id', 'id'),
      nameBasedUuid('contact_id', ['Name', 'address/city']),
      constant('origin', 'legacy'),
    ].map(definitionOf),
  ).toEqual([
    '{"type":"boolean","source":"Aktiv","target":"active","trueValues":["ja"],"falseValues":["nein"]}',
    '{"type":"code","source":"Status","target":"status","values":{"Aktiv":"active","Ruhend":"paused"},"required":true}',
    '{"type":"uuid","source":"@id","target":"id"}',
    '{"type":"nameBasedUuid","target":"contact_id","sources":["Name","address/city"]}',
    '{"type":"constant","target":"origin","value":"legacy"}',
  ]);
});

const date =
  (...formats: string[]) =>
  () =>
    ImportColumn.date('a', 'a', { formats });
const moment =
  (format: string, timeZone = 'UTC') =>
  () =>
    ImportColumn.timestamp('a', 'a', { formats: [format], timeZone });

test.each<[what: string, act: () => ImportColumn, code: string, prop: string, value: unknown]>([
  ['an empty source', () => ImportColumn.text(' ', 'a'), 'import-column/not-a-source', 'source', ' '],
  ['a target with a dash', () => ImportColumn.text('a', 'e-mail'), 'import-column/not-a-column', 'target', 'e-mail'],
  ['a target of 64 bytes', () => ImportColumn.uuid('a', LONG), 'import-column/not-a-column', 'target', LONG],
  ['a length of 0', () => ImportColumn.text('a', 'a', { maxLength: 0 }), 'import-column/not-a-length', 'maxLength', 0],
  ['no format', date(), 'import-column/no-formats', 'formats', []],
  ['unknown letters', date('DD.MM.yyyy'), 'import-column/not-a-format', 'formats', 'DD.MM.yyyy'],
  ['a date without its year', date('dd.MM.'), 'import-column/not-a-format', 'formats', 'dd.MM.'],
  ['a date with its month twice', date('MM/M/d/yyyy'), 'import-column/not-a-format', 'formats', 'MM/M/d/yyyy'],
  ['a date with a time', date('yyyy-MM-dd HH'), 'import-column/not-a-format', 'formats', 'yyyy-MM-dd HH'],
  ['an open quote', date("yyyy-MM-dd'"), 'import-column/not-a-format', 'formats', "yyyy-MM-dd'"],
  ['a moment without a time', moment('yyyy-MM-dd'), 'import-column/not-a-format', 'formats', 'yyyy-MM-dd'],
  ['T without quotes', moment('yyyy-MM-ddTHH:mm'), 'import-column/not-a-format', 'formats', 'yyyy-MM-ddTHH:mm'],
  ['an offset', moment('yyyy-MM-dd HH:mm', '+02:00'), 'import-column/unknown-time-zone', 'timeZone', '+02:00'],
  ['an abbreviation', moment('yyyy-MM-dd HH:mm', 'CEST'), 'import-column/unknown-time-zone', 'timeZone', 'CEST'],
  ...separators(),
  ...sets(),
])('%s is refused', (_, act, ...problem) => {
  expect(act).toThrowProblem(...problem);
});

function separators(): Array<[string, () => ImportColumn, string, string, unknown]> {
  const same = { decimalSeparator: ',', thousandsSeparator: ',' };
  const amount = (currency: string, more = {}) => ImportColumn.amount('a', 'a', { currency, ...more });
  const twice = ['import-column/same-separators', 'thousandsSeparator'] as const;
  return [
    ['an unknown currency', () => amount('EURO'), 'import-column/unknown-currency', 'currency', 'EURO'],
    ['a currency in small letters', () => amount('eur'), 'import-column/unknown-currency', 'currency', 'eur'],
    ['one separator for both', () => amount('EUR', same), ...twice, ','],
    ['the point of decimals', () => ImportColumn.decimalNumber('a', 'a', { thousandsSeparator: '.' }), ...twice, '.'],
    [
      ...(['a digit', () => ImportColumn.integer('a', 'a', { thousandsSeparator: '0' })] as const),
      ...(['import-column/not-a-separator', 'thousandsSeparator', '0'] as const),
    ],
    [
      ...(['two characters', () => amount('EUR', { decimalSeparator: ',,' })] as const),
      ...(['import-column/not-a-separator', 'decimalSeparator', ',,'] as const),
    ],
  ];
}

function sets(): Array<[string, () => ImportColumn, string, string, unknown]> {
  const given = (trueValues: string[], falseValues: string[]) => () =>
    ImportColumn.trueOrFalse('a', 'a', { trueValues, falseValues });
  const id =
    (...sources: string[]) =>
    () =>
      ImportColumn.nameBasedUuid('a', sources);
  return [
    ['no text for true', given([], ['n']), 'import-column/no-values', 'trueValues', []],
    ['one text for both', given(['x'], ['x']), 'import-column/true-and-false', 'falseValues', 'x'],
    ['no code', () => ImportColumn.code('a', 'a', {}), 'import-column/no-codes', 'values', {}],
    ['a number as a code', () => ImportColumn.code('a', 'a', { b: 1 as any }), 'props/wrong-type', 'values.b', 1],
    ['an id of nothing', id(), 'import-column/no-sources', 'sources', []],
    ['an id of one source twice', id('a', 'a'), 'import-column/source-twice', 'sources', 'a'],
    ['a value with U+0000', () => ImportColumn.constant('a', '\0'), 'import-column/not-a-text', 'value', '\0'],
    ['a missing target', () => ImportColumn.text('a', undefined as any), 'props/missing', 'target', undefined],
  ];
}
