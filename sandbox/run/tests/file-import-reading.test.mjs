// How the file import reads CSV and XML: each file ends in rows, or in one sentence for the operator.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { definitionOf, objectOf, objectOfParts, refusalOf, rowsIn } from './file-import-reading.mjs';
import { rowsOf } from '../../../resources/migration/file-import/read/rows.mjs';
import { places } from '../kernel/places.mjs';

const ofPackage = (path) => readFileSync(`${places.sandbox}/node_modules/${path}`);

describe('a CSV file', () => {
  test('PC13b has the rows that csv-spectrum says its files have', async () => {
    for (const file of readdirSync(`${places.sandbox}/node_modules/csv-spectrum/csvs`)) {
      if (file.startsWith('location')) continue; // its degree signs were lost before it was published
      const rows = [];
      for await (const { cells } of rowsOf(objectOf(ofPackage(`csv-spectrum/csvs/${file}`)), definitionOf({}))) {
        rows.push(Object.fromEntries([...cells].map(([name, { text }]) => [name, text])));
      }
      const expected = JSON.parse(ofPackage(`csv-spectrum/json/${file.replace('.csv', '.json')}`).toString());
      assert.deepEqual(rows, expected, file);
    }
  });

  test('PC13b counts lines, also within quotes and over blank ones', async () => {
    assert.deepEqual(await rowsIn('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\n3,w\r4,v'), [
      [2, '1', 'x\r\ny'],
      [5, '2', 'z'],
      [6, '3', 'w'],
      [7, '4', 'v'],
    ]);
  });

  test('PC13b has quotes within a cell as characters', async () => {
    const text = ofPackage('csv-spectrum/csvs/location_coordinates.csv').toString().replaceAll('\uFFFD', '°');
    assert.deepEqual(await rowsIn(text), [[2, '2095257564', `37°36'37.8"N 121°2'17.9"W`, 'Modesto', 'Stanislaus']]);
  });

  test('PC13b is decoded as the import says, with or without a byte order mark', async () => {
    const text = 'Name;Ort\nMüller;Köln €\n';
    const given = (encoding) => ({
      format: /** @type {const} */ ({ type: 'csv', delimiter: ';', encoding }),
      sources: ['Name'],
    });
    const expected = [[2, 'Müller', 'Köln €']];
    const bytes1252 = Buffer.from(text.replace('€', '\u0080'), 'latin1');
    assert.deepEqual(await rowsIn(bytes1252, given('windows-1252')), expected);
    assert.deepEqual(await rowsIn(bytes1252.subarray(0, -1), given('windows-1252')), expected);
    assert.deepEqual(await rowsIn(`\uFEFF${text}`, given('utf-8')), expected);
    assert.deepEqual(await rowsIn(Buffer.from(`\uFEFF${text}`, 'utf16le'), given('utf-16le')), expected);
    assert.deepEqual(await rowsIn(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), given('utf-16be')), expected);
    assert.deepEqual(await rowsIn(bytes1252, given('utf-8')), [
      [2, { fault: 'the row has bytes that are not of the encoding' }],
    ]);
    assert.match(
      await refusalOf(text, given('windows-1252')),
      /^The file is in utf-8, and the import reads windows-1252:/,
    );
    assert.match(
      await refusalOf(`\uFEFF${text}`, given('windows-1252')),
      /byte order mark of utf-8, .* reads windows-1252/,
    );
    assert.match(
      await refusalOf(Buffer.from(`\uFEFF${text}`, 'utf16le'), given('utf-8')),
      /byte order mark of utf-16le/,
    );
    assert.match(
      await refusalOf(Buffer.from(text, 'utf16le'), given('utf-8')),
      /NUL bytes, as binary files and UTF-16 have/,
    );
    const header = Buffer.from('Größe;Name\n1;2\n', 'latin1');
    assert.match(
      await refusalOf(header, given('utf-8')),
      /^Line 1 has "Gr\uFFFD\uFFFD?e", whose bytes are not of the encoding/,
    );
  });

  test('PC13b has rows with faults rejected, one by one', async () => {
    assert.deepEqual(await rowsIn('a,b\n1,2,3\n4\n5,6'), [
      [2, { fault: 'the row has 3 cells, and the header 2' }],
      [3, { fault: 'the row has one cell, and the header 2' }],
      [4, '5', '6'],
    ]);
  });

  test('PC13b knows its columns once the header is read', async () => {
    const rows = rowsOf(objectOf('Name,Ort\nA,B\n'), definitionOf({ sources: ['Name'] }));
    await rows.next();
    assert.deepEqual(rows.columns, ['Name', 'Ort']);
  });

  for (const [what, content, sentence, given] of /** @type {[string, string | Buffer, RegExp, any?][]} */ ([
    ['an empty file', '', /^The file is empty/],
    ['only blank lines', '\n \n', /^The file has only blank lines/],
    [
      'a column that is missing',
      '\nName,Ort\n',
      /^Line 2 has no column "E-Mail": it has "Name", "Ort"\./,
      { sources: ['E-Mail'] },
    ],
    ['a column twice', 'Name,Name\n', /^Line 1 has the column "Name" twice/, { sources: ['Name'] }],
    ['a quote that is not closed', 'a,b\n1,2\n3,"4\n5,6', /^The row at line 3 has a quote \("\) that is not closed/],
    ['text behind a quote', 'a,b\n1,"2" 3\n', /^The row at line 2 has text behind a cell in quotes \("\)/],
    ['more bytes than allowed', 'a\n12345\n', /^The file has 8 bytes, and an import takes 7:/, { maxFileBytes: 7 }],
    ['an XLSX file', 'PK\u0003\u0004', /^The file is an XLSX or ZIP file, and the import reads csv/],
    [
      'an old XLS file',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      /^The file is a file of Excel 97-2003 or one with a password/,
    ],
    ['an XML file', '<?xml version="1.0"?><a/>', /^The file begins with "<\?xml version.*, which is not csv/],
    ['a page of HTML', '<html><table>', /^The file begins with "<html>.*, which is not csv/],
    ['a row of many cells', `a\n${','.repeat(5000)}\n`, /^Line 2 has more than 2000 cells/],
  ])) {
    test(`PC13b with ${what} ends in a sentence`, async () => {
      assert.match(await refusalOf(content, given), sentence);
    });
  }

  test('PC13b of 2 GB in one row ends in a sentence, without being held in memory', async () => {
    for (const [filling, quote] of [
      ['x', ''],
      [',', ''],
      [',', '"'],
      ['\n', '"'],
      ['"', '"'],
    ]) {
      const part = (start, end) => {
        const bytes = Buffer.alloc(end - start, filling);
        if (start === 0) bytes.write(`a,b\n1,${quote}`);
        return bytes;
      };
      const before = process.memoryUsage().rss;
      const sentence = await refusalOf(objectOfParts(2 ** 31, part), { maxFileBytes: 2 ** 32 });
      assert.match(sentence, /^The row at line 2 is longer than 1048576 bytes/, filling);
      assert.ok(process.memoryUsage().rss - before < 150 * 2 ** 20, filling);
    }
  });
});

const contacts = (given = {}) => ({
  format: /** @type {const} */ ({ type: 'xml', rowElement: 'contact', ...given }),
  sources: ['name', 'address/city', '@id'],
});

describe('an XML file', () => {
  test('PC13b has the rows of ISO 4217 as SIX publishes it', async () => {
    const xml = ofPackage('currency-codes/iso-4217-list-one.xml');
    const given = {
      format: /** @type {const} */ ({ type: 'xml', rowElement: 'CcyNtry' }),
      sources: ['Ccy', 'CcyNm/@IsFund'],
    };
    const rows = await rowsIn(xml, given);
    assert.equal(rows.length, xml.toString().match(/<CcyNtry>/g)?.length);
    assert.deepEqual(rows[0].slice(1), ['AFGHANISTAN', 'Afghani', 'AFN', '971', '2']);
  });

  test('PC13b has elements, paths, attributes and CDATA as cells', async () => {
    const xml = `\uFEFF<?xml version="1.0"?>\n<x:all xmlns:x="urn:x"><x:contact id="7">
      <x:name>A &amp; <![CDATA[B]]> &#x43;</x:name><address type="home"><city>Köln</city></address></x:contact>\n<contact/></x:all>`;
    const rows = rowsOf(objectOf(xml), definitionOf(contacts()));
    const { value } = await rows.next();
    assert.equal(value?.line, 2);
    assert.deepEqual(
      [...(value?.cells ?? [])].map(([name, { text }]) => [name, text]),
      [
        ['@id', '7'],
        ['name', 'A & B C'],
        ['address/@type', 'home'],
        ['address/city', 'Köln'],
      ],
    );
    assert.equal((await rows.next()).value?.cells.size, 0);
    await rows.next();
    assert.deepEqual(rows.columns, ['@id', 'name', 'address/@type', 'address/city']);
  });

  test('PC13b is decoded by its mark or declaration, if the import does not say', async () => {
    const xml = (encoding) => `<?xml version="1.0" encoding="${encoding}"?><a><contact><name>Köln</name></contact></a>`;
    const latin = Buffer.from(xml('ISO-8859-1'), 'latin1');
    const wide = Buffer.from(xml('UTF-16'), 'utf16le');
    for (const content of [latin, xml('UTF-8'), wide, Buffer.concat([Buffer.from([0xff, 0xfe]), wide])]) {
      assert.deepEqual(await rowsIn(content, contacts()), [[1, 'Köln']]);
    }
    const wrong = contacts({ encoding: 'utf-8' });
    assert.match(
      await refusalOf(latin, wrong),
      /^The file declares the encoding ISO-8859-1, and the import reads utf-8/,
    );
    assert.match(
      await refusalOf(xml('klingon'), contacts()),
      /^The file declares the encoding klingon, which is unknown/,
    );
    const lost = Buffer.from('<a><contact><name>K\u00F6ln</name></contact></a>', 'latin1');
    assert.deepEqual(await rowsIn(lost, contacts()), [
      [1, { fault: 'the row has bytes that are not of the encoding' }],
    ]);
  });

  test('PC13b has a row with a mapped element twice rejected', async () => {
    const xml =
      '<a><contact><name>A</name><tel>1</tel><tel>2</tel></contact><contact><name>A</name><name>B</name></contact></a>';
    assert.deepEqual(await rowsIn(xml, contacts()), [
      [1, 'A', '1'],
      [1, { fault: 'the row has the element name twice' }],
    ]);
  });

  const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha">${'bcdefghij'
    .split('')
    .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
    .join('')}]><lolz><contact><name>&j;</name></contact></lolz>`;
  for (const [what, content, sentence] of /** @type {[string, string, RegExp][]} */ ([
    ['a billion laughs', laughs, /^Line 1 of the file has a document type \(<!DOCTYPE>\).*: delete it\.$/],
    [
      'an external entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><contact>&x;</contact></a>',
      /document type/,
    ],
    [
      'an unknown entity',
      '<a><contact>&x;</contact></a>',
      /^Line 1 of the file is not well-formed XML \(undefined entity/,
    ],
    ['elements in each other', '<a>'.repeat(100), /has more than 64 elements in each other/],
    [
      'many attributes',
      `<a ${Array.from({ length: 300 }, (_, at) => `b${at}=""`).join(' ')}/>`,
      /more than 256 attributes/,
    ],
    [
      'an element that is not closed',
      '<a>\n<contact></a>',
      /^Line 2 of the file is not well-formed XML \(unexpected close tag\)/,
    ],
    ['an end too early', '<a>\n<contact>', /^Line 2 of the file is not well-formed XML \(unclosed tag/],
    ['no row', '<a><b/></a>', /^The file has no element <contact>: it has "a", "b"\./],
    ['text', 'Name;Ort\n', /^The file begins with "Name;Ort ", which is not xml/],
    ['a document type without an end', `<!DOCTYPE a [${' '.repeat(2_000_000)}`, /longer than 1048576 characters/],
    [
      'a long text',
      `<a><contact><name>${'x'.repeat(1_200_000)}</name></contact></a>`,
      /longer than 1048576 characters/,
    ],
    ['a long comment', `<a><!--${'x'.repeat(1_200_000)}`, /longer than 1048576 characters/],
    [
      'a row of many elements',
      `<a><contact>${Array.from({ length: 2001 }, (_, at) => `<b${at}/>`).join('')}`,
      /more text or elements/,
    ],
  ])) {
    test(`PC13b with ${what} ends in a sentence`, async () => {
      assert.match(await refusalOf(content, contacts()), sentence);
    });
  }
});

test('PC13b an object that cannot be read is an error, which is tried again, and no refusal', async () => {
  const start = { csv: 'a,b\n', xml: '<b>', xlsx: 'PK\u0003\u0004' };
  for (const format of /** @type {any[]} */ ([{ type: 'csv' }, { type: 'xml', rowElement: 'a' }, { type: 'xlsx' }])) {
    for (const succeeding of [0, 1]) {
      let requests = 0;
      const read = async () => {
        requests += 1;
        if (requests > succeeding) throw new Error('SlowDown');
        return Buffer.from(start[format.type]);
      };
      await assert.rejects(refusalOf({ size: 10_000_000, read }, { format }), /^Error: SlowDown$/);
    }
  }
});
