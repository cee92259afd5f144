// How the file import reads XLSX: by stored values, within limits, and never by running a formula.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { limits } from '../../../resources/migration/file-import/read/limits.mjs';
import { rowsOf } from '../../../resources/migration/file-import/read/rows.mjs';
import { transformer } from '../../../resources/migration/file-import/transform/transformer.mjs';
import { workbookParts, xlsxOf, zipOf } from '../../../test/migration/program/xlsx-files.mjs';
import { findPackages } from '../packages.mjs';
import { definitionOf, objectOf, refusalOf, rowsIn } from './file-import-reading.mjs';

findPackages();
const { default: writeExcelFile } = await import('write-excel-file/node');

const XLSX = { format: /** @type {const} */ ({ type: 'xlsx' }) };
const names = (...sources) => ({ ...XLSX, sources });

/** The cells of the first row of a workbook. */
async function cellsOf(cells, options) {
  const file = xlsxOf([cells.map((_, index) => `c${index}`), cells], options);
  const { value } = await rowsOf(objectOf(file), definitionOf(XLSX)).next();
  return cells.map((_, index) => value?.cells.get(`c${index}`));
}

describe('a workbook', () => {
  test('PC13b has the rows that another library wrote', async () => {
    const at = new Date(Date.UTC(1984, 1, 29));
    const time = new Date(Date.UTC(2026, 0, 31, 13, 45));
    const file = await writeExcelFile(
      /** @type {any} */ ([
        [{ value: 'Name' }, { value: 'Geboren' }, { value: 'Umsatz' }, { value: 'Aktiv' }, { value: 'Seit' }],
        [
          { value: 'Müller & Söhne <1>' },
          { value: at, type: Date, format: 'dd.mm.yyyy' },
          { value: 1234.56, type: Number, format: '#,##0.00' },
          { value: true, type: Boolean },
          { value: time, type: Date, format: 'yyyy-mm-dd hh:mm' },
        ],
        [{ value: '=1+1', type: String }],
      ]),
    ).toBuffer();
    const columns = [
      { type: 'text', source: 'Name', target: 'name' },
      { type: 'date', source: 'Geboren', target: 'born_on', formats: ['dd.MM.yyyy'] },
      { type: 'amount', source: 'Umsatz', target: 'cents', currency: 'EUR', decimalSeparator: ',', minorUnits: true },
      { type: 'boolean', source: 'Aktiv', target: 'active', trueValues: ['ja'], falseValues: ['nein'] },
      { type: 'timestamp', source: 'Seit', target: 'since', formats: ['yyyy-MM-dd HH:mm'], timeZone: 'Europe/Berlin' },
    ];
    const definition = definitionOf({ ...XLSX, columns });
    const transform = transformer(definition);
    const found = [];
    for await (const row of rowsOf(objectOf(file), definition)) found.push(transform(row));
    assert.deepEqual(found[0], {
      values: ['Müller & Söhne <1>', '1984-02-29', '123456', 'true', '2026-01-31T12:45:00.000Z'],
    });
    assert.equal(
      'rejected' in found[1] && found[1].rejected.reason,
      'Name "=1+1" is a formula that a spreadsheet would run.',
    );
  });

  test('PC13b has numbers with the digits that Excel shows', async () => {
    const numbers = [
      '1234.5600000000001',
      '0.30000000000000004',
      '1E-7',
      '1.5E+3',
      '-0.5',
      '12345678901234567',
      '100',
      'x',
    ];
    const found = await cellsOf(numbers.map((value) => `<c><v>${value}</v></c>`));
    assert.deepEqual(
      found.map((cell) => cell?.text),
      ['1234.56', '0.3', '0.0000001', '1500', '-0.5', '12345678901234567', '100', 'x'],
    );
    const [padded] = await cellsOf(['<c s="2"><v>123</v></c>']);
    assert.deepEqual(padded, { text: '00123', kind: 'number' });
  });

  test('PC13b has dates of both calendars of Excel', async () => {
    const dates = (options) =>
      cellsOf(
        ['1', '59', '60', '61', '45322.5', '2958466', '-1'].map((v) => `<c s="1"><v>${v}</v></c>`),
        options,
      );
    assert.deepEqual(
      (await dates({})).map((cell) => cell?.text),
      ['1900-01-01', '1900-02-28', '1900-02-29', '1900-03-01', '2024-01-31T12:00:00', '2958466', '-1'],
    );
    assert.equal((await dates({ is1904: true }))[0]?.text, '1904-01-02');
    assert.ok((await dates({})).every((cell) => cell?.kind === 'date'));
  });

  test('PC13b has shared and inline texts, with runs and escapes', async () => {
    const found = await cellsOf(
      [
        '<c t="s"><v>1</v></c>',
        '<c t="inlineStr"><is><r><t>A</t></r><r><t>B_x0041_</t></r><rPh><t>x</t></rPh></is></c>',
        '<c t="s"><v>9</v></c>',
      ],
      { strings: ['eins', 'zwei'] },
    );
    assert.deepEqual(found, [
      { text: 'zwei', kind: 'text' },
      { text: 'ABA', kind: 'text' },
      { text: 'text 9 of the workbook', kind: 'error' },
    ]);
  });

  test('PC13b has cells at their places, and no row of blank ones', async () => {
    const rows = `<row r="3"><c r="B3" t="inlineStr"><is><t>Name</t></is></c></row><row r="4"><c r="B4" s="1"/></row>
      <row r="7"><c r="B7"><v>1</v></c></row><row><c r="B8"><v>2</v></c><c r="D8"><v>3</v></c></row>`;
    const given = { format: /** @type {const} */ ({ type: 'xlsx', headerRow: 3 }), sources: ['Name'] };
    assert.deepEqual(await rowsIn(zipOf(workbookParts(rows)), given), [
      [7, '1'],
      [8, { fault: 'the row has 4 cells, and the header 2' }],
    ]);
  });

  test('PC13b has formulas and errors rejected where a column reads them', async () => {
    const file = xlsxOf([
      ['a', 'b'],
      ['<c><f>1+1</f><v>2</v></c>', '<c t="e"><v>#REF!</v></c>'],
    ]);
    const reason = async (...sources) => {
      const definition = definitionOf(names(...sources));
      const { value } = await rowsOf(objectOf(file), definition).next();
      const result = transformer(definition)(/** @type {any} */ (value));
      return 'rejected' in result ? result.rejected.reason : result.values;
    };
    assert.equal(await reason('a'), 'a "=1+1" is a formula: paste its value in its place.');
    assert.equal(await reason('b'), 'b "#REF!" is an error of the spreadsheet: correct its formula.');
    assert.deepEqual(await reason(), []);
  });

  test('PC13b is read from the sheet that is named, else from the first that is shown', async () => {
    const sheets = '<sheet name="Old" state="hidden" r:id="rId9"/><sheet name="Contacts" r:id="rId1"/>';
    const file = zipOf(
      workbookParts('<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row><row r="2"><c><v>1</v></c></row>', {
        sheets,
      }),
    );
    assert.deepEqual(await rowsIn(file, XLSX), [[2, '1']]);
    const given = (sheet) => ({ format: /** @type {const} */ ({ type: 'xlsx', sheet }) });
    assert.deepEqual(await rowsIn(file, given('Contacts')), [[2, '1']]);
    assert.match(
      await refusalOf(file, given('People')),
      /^The workbook has no sheet "People": it has "Old", "Contacts"\./,
    );
    assert.match(await refusalOf(file, given('Old')), /^The XLSX file is damaged \(sheet "Old" is not in it\)/);
  });
});

describe('a workbook that is hostile or damaged', () => {
  const parts = workbookParts('<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>');
  const others = parts.filter(({ name }) => !name.includes('sheet1'));
  const zeros = Buffer.alloc(40 * 2 ** 20, ' ');
  const bomb = { name: 'xl/worksheets/sheet1.xml', content: zeros };
  const huge = { name: 'x', content: '', declaredSize: 3_000_000_000, storedSize: 1_000_000_000 };
  const good = xlsxOf([['a'], ['1']]);
  const zip64 = Buffer.concat([
    good.subarray(0, -22),
    Buffer.from(`504b0607${'0'.repeat(8)}${'f'.repeat(16)}01000000`, 'hex'),
    good.subarray(-22),
  ]);

  for (const [what, content, sentence] of /** @type {[string, Buffer | string, RegExp][]} */ ([
    [
      'a ZIP bomb that says so',
      zipOf([...others, bomb]),
      /^The XLSX file inflates to 41943040 bytes from \d+, as a ZIP bomb does:/,
    ],
    [
      'a ZIP bomb that lies',
      zipOf([...others, { ...bomb, declaredSize: 1000 }]),
      /^The XLSX file is damaged \(too many bytes in the stream/,
    ],
    [
      'a size that is too large',
      zipOf([...parts, { name: 'x', content: '', declaredSize: 2 ** 32 - 2 }]),
      /^The XLSX file inflates to/,
    ],
    [
      'sizes that add up to too much',
      zipOf([huge, { ...huge, name: 'y' }]),
      /^The XLSX file inflates to 6000000000 bytes or more/,
    ],
    [
      'many entries',
      zipOf(Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, content: '' }))),
      /has 10001 entries, and 10000 are read/,
    ],
    [
      'entries that overlap',
      zipOf([...parts, { name: 'x', content: 'y', offset: 0 }]),
      /damaged \(its entries overlap\)/,
    ],
    ['an entry twice', zipOf([...parts, parts[0]]), /damaged \(it has the entry _rels\/.rels twice\)/],
    [
      'a password on an entry',
      zipOf([...parts, { name: 'x', content: '', flags: 1 }]),
      /^The XLSX file has a password/,
    ],
    [
      'another compression',
      zipOf(parts.map((part) => ({ ...part, method: 12 }))),
      /damaged \(unsupported compression method: 12\)/,
    ],
    ['ZIP64 that lies', zip64, /^The XLSX file is damaged/],
    [
      'a name out of the archive',
      zipOf([...parts, { name: '../x', content: '' }]),
      /damaged \(invalid relative path: \.\.\/x\)/,
    ],
    ['macros', zipOf([...parts, { name: 'xl/vbaProject.bin', content: '' }]), /^The file has macros: save it as XLSX/],
    [
      'no workbook',
      zipOf([{ name: 'word/document.xml', content: '' }]),
      /^The file is a ZIP file without an Excel workbook/,
    ],
    ['half of it', good.subarray(0, good.length / 2), /damaged \(End of central directory record signature not found/],
    [
      'an old XLS file',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      /^The file is a file of Excel 97-2003 or one with a password, .* reads xlsx/,
    ],
    ['CSV', 'Name;Ort\n', /^The file is a file that begins with "Name;Ort ", and the import reads xlsx/],
    ['an empty header', xlsxOf([['<c/>'], ['1']]), /^Row 1 of sheet "Contacts" is empty/],
    [
      'a missing column',
      xlsxOf([['a', 'b'], ['1']]),
      /^Row 1 of sheet "Contacts" has no column "Name": it has "a", "b"/,
    ],
    [
      'a billion laughs',
      zipOf([...others, { name: 'xl/worksheets/sheet1.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }]),
      /document type/,
    ],
    ['a cell far out', zipOf(workbookParts('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>')), /^Row 1 has a cell ZZZZ1/],
    ['a row far out', zipOf(workbookParts('<row r="9999999"/>')), /^Sheet "Contacts" has a row 9999999/],
  ])) {
    test(`PC13b with ${what} ends in a sentence`, async () => {
      assert.match(await refusalOf(content, what === 'a missing column' ? names('Name') : XLSX), sentence);
    });
  }

  test('PC13b with more texts than are held in memory ends in a sentence', async (context) => {
    const { sharedStrings } = limits;
    context.after(() => Object.assign(limits, { sharedStrings }));
    limits.sharedStrings = 2;
    const file = (strings) => xlsxOf([['a'], ['<c t="s"><v>0</v></c>']], { strings });
    assert.deepEqual(await rowsIn(file(['b', 'c']), XLSX), [[2, 'b']]);
    assert.match(
      await refusalOf(file(['b', 'c', 'd']), XLSX),
      /^The workbook has more than 2 different texts or 67108864/,
    );
  });

  test('PC13b with bytes that changed ends in a sentence', async () => {
    const stored = xlsxOf([['a'], ['1']]);
    const [part] = workbookParts('').slice(-1);
    const wrong = Buffer.from(stored);
    wrong.writeUInt32LE(1, stored.lastIndexOf(part.name) - 46 + 16);
    assert.match(await refusalOf(wrong, XLSX), /damaged \(the checksum of xl\/worksheets\/sheet1.xml is wrong\)/);
  });
});
