// What the file import makes of cells: exact values, or a reason that names column and value.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { definitionOf } from './file-import-reading.mjs';
import { minorDigitsOf } from '../../../resources/migration/file-import/transform/amounts.mjs';
import { transformer } from '../../../resources/migration/file-import/transform/transformer.mjs';
import { nameBasedUuid } from '../../../resources/migration/file-import/transform/values.mjs';
import { places } from '../kernel/places.mjs';

/** The value of a cell in a column, or the reason against it. */
function become(column, text, kind = /** @type {any} */ ('text')) {
  const definition = definitionOf({ columns: [{ source: 'x', target: 'y', ...column }] });
  const result = transformer(definition)({ line: 2, cells: new Map([['x', { text, kind }]]) });
  return 'values' in result ? result.values[0] : result.rejected.reason;
}

/** Tests cases of a column: an expected RegExp is a reason. */
function cases(column, expected, kind = 'text') {
  for (const [text, value] of expected) {
    test(`PC13b ${column.type} ${JSON.stringify(text)} becomes ${value}`, () => {
      const found = become(column, text, kind);
      if (value instanceof RegExp) assert.match(found ?? '', value);
      else assert.equal(found, value);
    });
  }
}

describe('text', () => {
  cases({ type: 'text', maxLength: 5 }, [
    [' Abc ', 'Abc'],
    ['\u00A0', null],
    ['', null],
    ['u\u0308', 'ü'],
    ['😀😀😀😀😀', '😀😀😀😀😀'],
    ['123456', /^x "123456" is longer than 5 characters\.$/],
    ['a\nb', 'a\nb'],
    ['a\u0000b', /^x "a b" has control characters\.$/],
    ['a\u009Fb', /has control characters/],
    ['\uD800', /has control characters/],
  ]);
  cases({ type: 'text' }, [
    ['=1+1', /^x "=1\+1" is a formula that a spreadsheet would run\.$/],
    [' \t=cmd|x', /is a formula/],
    ['@SUM(A1)', /is a formula/],
    ['+A1!B2', /is a formula/],
    ['-1+cmd|y', /is a formula/],
    ['-5', '-5'],
    ['@mueller', '@mueller'],
    ['+49 (0)30 12-34', '+49 (0)30 12-34'],
    ['A (b)', 'A (b)'],
  ]);
  cases({ type: 'text' }, [['1234567890123456', /more than the 15 digits that a spreadsheet keeps/]], 'number');
  cases({ type: 'text', required: true }, [['  ', /^x is empty, and must have a value\.$/]]);

  test('PC13b a reason is printable and short, whatever the value is', () => {
    const reason = become({ type: 'uuid' }, `a\u0007\u202E\n${'b'.repeat(200)}`);
    assert.equal(reason, `x "a ${'b'.repeat(57)}…" is not a UUID.`);
  });
});

describe('numbers', () => {
  cases({ type: 'integer' }, [
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['9223372036854775808', /larger than PostgreSQL/],
    [`1${'0'.repeat(100)}`, /larger than PostgreSQL/],
    ['007', '7'],
    ['+5', '5'],
    ['-0', '0'],
    ['1e5', /^x "1e5" is not a whole number\.$/],
    ['1,000', /is not a whole number/],
    ['1.0', /is not a whole number/],
    ['٣', /is not a whole number/],
    ['', null],
  ]);
  cases({ type: 'integer', thousandsSeparator: '.' }, [
    ['1.234.567', '1234567'],
    ['1234567', '1234567'],
    ['1.23', /is not a whole number/],
    ['1234.567', /is not a whole number/],
    ['.123', /is not a whole number/],
  ]);
  cases(
    { type: 'integer', thousandsSeparator: '.' },
    [
      ['1234.5', /not a whole number/],
      ['1234', '1234'],
      ['1.234', /not a whole/],
    ],
    'number',
  );
  cases({ type: 'decimal', decimalSeparator: ',', thousandsSeparator: ' ' }, [
    ['1 234,50', '1234.50'],
    ['1\u202F234,5', '1234.5'],
    ['-0,00', '0.00'],
    ['0,1234567890123456789', '0.1234567890123456789'],
    ['1.5', /^x "1\.5" is not a number with "," before decimals and " " between thousands\.$/],
    ['1,', /is not a number/],
    [',5', /is not a number/],
    ['NaN', /is not a number/],
    ['9'.repeat(101), /more than 100 digits/],
  ]);
  cases(
    { type: 'decimal', decimalSeparator: ',' },
    [
      ['1234.56', '1234.56'],
      ['1E5', /is not a number/],
    ],
    'number',
  );
});

describe('amounts', () => {
  const euro = { type: 'amount', currency: 'EUR', decimalSeparator: ',', thousandsSeparator: '.', minorUnits: true };
  cases(euro, [
    ['1.234,56 €', '123456'],
    ['€ 1', '100'],
    ['EUR 0,05', '5'],
    ['-5 €', '-500'],
    ['-€5', '-500'],
    ['€ -5', '-500'],
    ['\u22125,5', '-550'],
    ['-0,00', '0'],
    ['0,555', /^x "0,555" has more than the 2 decimals of EUR\.$/],
    ['1.23,4', /is not an amount in EUR with "," before decimals and "\." between thousands/],
    ['$5', /^x "\$5" is not an amount in EUR/],
    ['5 USD', /is not an amount in EUR/],
    ['€', /is not an amount in EUR/],
    ['', null],
  ]);
  cases(
    euro,
    [
      ['1234.5', '123450'],
      ['0.125', /more than the 2 decimals/],
    ],
    'number',
  );
  cases({ ...euro, currency: 'JPY' }, [
    ['¥1.000', '1000'],
    ['1,5', /more than the 0 decimals of JPY/],
  ]);
  cases({ ...euro, currency: 'KWD' }, [['1,5', '1500']]);
  cases({ type: 'amount', currency: 'USD', thousandsSeparator: ',' }, [['$1,234.5', '1234.5']]);

  test('PC13b minor units have the digits that ISO 4217 publishes', () => {
    const xml = readFileSync(`${places.sandbox}/node_modules/currency-codes/iso-4217-list-one.xml`, 'utf8');
    const published = [...xml.matchAll(/<Ccy>(\w+)<\/Ccy>\s*<CcyNbr>\d+<\/CcyNbr>\s*<CcyMnrUnts>(\d)<\/CcyMnrUnts>/g)];
    assert.ok(published.length > 200);
    for (const [, currency, digits] of published) assert.equal(minorDigitsOf(currency), Number(digits), currency);
  });
});

describe('dates and times', () => {
  cases({ type: 'date', formats: ['dd.MM.yyyy', 'd.M.yyyy'] }, [
    ['29.02.2024', '2024-02-29'],
    ['1.2.2024', '2024-02-01'],
    ['29.02.2023', /^x "29\.02\.2023" is not a date like dd\.MM\.yyyy or d\.M\.yyyy\.$/],
    ['29.02.1900', /is not a date/],
    ['31.04.2024', /is not a date/],
    ['01.01.0000', /is not a date/],
    ['01.01.24', /is not a date/],
    ['', null],
  ]);
  cases({ type: 'date', formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] }, [
    [
      '03/04/2024',
      /^x "03\/04\/2024" is another date in each of two formats: leave one of dd\/MM\/yyyy, MM\/dd\/yyyy\.$/,
    ],
    ['13/04/2024', '2024-04-13'],
    ['04/13/2024', '2024-04-13'],
    ['04/04/2024', '2024-04-04'],
  ]);
  cases(
    { type: 'date', formats: ['dd.MM.yyyy'] },
    [
      ['2024-01-31', '2024-01-31'],
      ['1900-02-29', /is not a date of the calendar/],
      ['2024-01-31T12:00:00', /is a date with a time of day/],
      ['2958466', /is not a date of the calendar/],
    ],
    'date',
  );
  const berlin = {
    type: 'timestamp',
    formats: ["yyyy-MM-dd'T'HH:mm:ss", 'yyyy-MM-dd HH:mm'],
    timeZone: 'Europe/Berlin',
  };
  cases(berlin, [
    ['2024-07-01T12:00:00', '2024-07-01T10:00:00.000Z'],
    ['2024-03-31 01:59', '2024-03-31T00:59:00.000Z'],
    ['2024-03-31 02:30', /^x "2024-03-31 02:30" is a time that clocks of Europe\/Berlin skip\.$/],
    ['2024-03-31 03:00', '2024-03-31T01:00:00.000Z'],
    ['2024-10-27 01:59', '2024-10-26T23:59:00.000Z'],
    ['2024-10-27 02:30', /^x "2024-10-27 02:30" is a time that clocks of Europe\/Berlin show twice\.$/],
    ['2024-10-27 03:00', '2024-10-27T02:00:00.000Z'],
    ['2024-07-01 24:00', /is not a time like yyyy-MM-dd'T'HH:mm:ss or yyyy-MM-dd HH:mm/],
    ['0001-01-01 00:00', /is not between the years 1 and 9999 in UTC/],
  ]);
  cases({ ...berlin, timeZone: 'Pacific/Apia' }, [['2011-12-30 12:00', /clocks of Pacific\/Apia skip/]]);
  cases({ ...berlin, timeZone: 'Australia/Lord_Howe' }, [
    ['2024-04-07 01:45', /show twice/],
    ['2024-04-07 01:15', '2024-04-06T14:15:00.000Z'],
  ]);
  cases(
    berlin,
    [
      ['2024-07-01', '2024-06-30T22:00:00.000Z'],
      ['2024-07-01T10:00:00.500', '2024-07-01T08:00:00.500Z'],
    ],
    'date',
  );
});

describe('codes, truths and ids', () => {
  const codes = Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((code) => [code, code.toLowerCase()]));
  cases({ type: 'code', values: codes }, [
    [' A ', 'a'],
    ['', null],
    ['x', /^x "x" is none of "A", "B", "C", "D", "E" and 2 more\.$/],
    ['constructor', /is none of/],
  ]);
  cases({ type: 'boolean', trueValues: ['ja', 'x'], falseValues: ['nein'] }, [
    ['ja', 'true'],
    ['nein', 'false'],
    ['true', /^x "true" is none of "ja", "x", "nein"\.$/],
  ]);
  cases({ type: 'boolean', trueValues: ['ja'], falseValues: ['nein'] }, [['true', 'true']], 'boolean');
  cases({ type: 'uuid' }, [
    ['{6C30FF93-022A-4A8D-AF7B-7DF346893C8A}', '6c30ff93-022a-4a8d-af7b-7df346893c8a'],
    ['6c30ff93022a4a8daf7b7df346893c8a', /is not a UUID/],
  ]);

  test('PC13b a name-based UUID is that of RFC 9562 over the texts, trimmed and composed', () => {
    const definition = definitionOf({
      columns: [{ type: 'nameBasedUuid', target: 'id', sources: ['a', 'b'] }],
      keyColumns: ['id'],
    });
    const of = (a, b) =>
      transformer(definition)({
        line: 2,
        cells: new Map(
          [
            ['a', a],
            ['b', b],
          ].map(([name, text]) => [name, { text, kind: 'text' }]),
        ),
      });
    // of Python: uuid.uuid5(uuid.UUID('6c30ff93022a4a8daf7b7df346893c8a'), 'a@b.de\x1fMüller')
    assert.deepEqual(of(' a@b.de', 'Mu\u0308ller'), { values: ['e8f121fa-2540-59c9-a894-7fd2a47ca800'] });
    assert.notEqual(nameBasedUuid(['a', 'b']), nameBasedUuid(['ab', '']));
    assert.deepEqual(of(' ', ''), {
      rejected: { column: 'a', reason: 'a is empty, and must have a value.', rule: 'is empty, and must have a value' },
    });
    assert.match(JSON.stringify(of('a', '=b')), /"column":"b","reason":"b \\"=b\\" is a formula/);
  });

  test('PC13b values stand in the order of the columns; a key must be there', () => {
    const columns = [
      { type: 'constant', target: 'origin', value: 'legacy' },
      { type: 'text', source: 'b', target: 'name' },
      { type: 'text', source: 'a', target: 'key' },
    ];
    const transform = transformer(definitionOf({ columns, keyColumns: ['key'] }));
    const cells = new Map([['a', { text: '1', kind: /** @type {const} */ ('text') }]]);
    assert.deepEqual(transform({ line: 2, cells }), { values: ['legacy', null, '1'] });
    assert.match(JSON.stringify(transform({ line: 2, cells: new Map() })), /"column":"a","reason":"a is empty/);
    assert.deepEqual(transform({ line: 2, cells, fault: 'the row is odd' }), {
      rejected: { column: '', reason: 'The row is odd.', rule: 'the row is odd' },
    });
  });
});
